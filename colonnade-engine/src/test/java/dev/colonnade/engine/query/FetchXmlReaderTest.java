package dev.colonnade.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.DateTimeGrouping;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// FetchXML becomes the query that one would write by hand: both lead to one plan.
class FetchXmlReaderTest {

    private static final MetadataSnapshot METADATA = Scopes.metadata();
    private static final List<String> GARBAGE = List.of("", "99999999999999999999", "link-type='all'", "groupby='true'",
            "aggregate='avg'",
            "operator='olderthan-x-years'", "operator='contain-values'", "rowaggregate='CountChildren'", "<", ">", "\"",
            "'", "&", "&#0;", "&x;", "\u0000", "\uD800",
            "<!DOCTYPE fetch [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "<![CDATA[", "<!--",
            "<entity name='account'/>",
            "<condition", "<value>", "</value>", "operator='between'", "value='1'", "value='%'", "value='[a-'",
            "type='or'", "xmlns:a='b'", "a:name='c'", "99999999999", "-1", "name", "accountid", "c.name");

    @Test
    void aQueryWithEverythingBecomesTheOneWrittenByHand() {
        var link = new LinkEntity("primarycontactid", "contact", "contactid", JoinOperator.LEFT_OUTER, "c")
                .columns(new ColumnSet(false, List.of("fullname"),
                        List.of(new AttributeExpression("lastname", "family"))))
                .linkCriteria(new FilterExpression(LogicalOperator.OR)
                        .add("lastname", ConditionOperator.BEGINS_WITH, "L").add("lastname", ConditionOperator.NULL))
                .add(new LinkEntity("contactid", "task", "regardingobjectid", JoinOperator.INNER, "task2"));
        var query = new QueryExpression("account")
                .columnSet(new ColumnSet(false, List.of("name", "primarycontactidname"),
                        List.of(new AttributeExpression("revenue", "turnover"))))
                .criteria(new FilterExpression().add("name", ConditionOperator.NOT_EQUAL, "Acme")
                        .add(new ConditionExpression("c", "lastname", ConditionOperator.NOT_NULL, List.of(), false))
                        .add(new FilterExpression(LogicalOperator.OR).add("statecode", ConditionOperator.IN, "0", "1")
                                .add("ownerid", ConditionOperator.EQUAL_USER_ID)
                                .add(new ConditionExpression(null, "createdon", ConditionOperator.LESS_THAN,
                                        List.of("modifiedon"), true))))
                .add(link).pageInfo(new PagingInfo(10, 1, null, true));
        query.orders().add(new OrderExpression("name", OrderType.DESCENDING));
        query.orders().add(new OrderExpression("c", "lastname", OrderType.ASCENDING));

        assertSamePlan("""
                <?xml version="1.0"?>
                <fetch version='1.0' mapping='logical' output-format='xml-platform' no-lock='true' count='10' page='1'
                    paging-cookie='' returntotalrecordcount='1'>
                  <entity name='account'>
                    <attribute name='name'/><attribute name='primarycontactidname'/>
                    <attribute name='revenue' alias='turnover'/>
                    <filter>
                      <condition attribute='name' operator='ne' value='Acme' uiname='x' uitype='y'/>
                      <condition entityname='c' attribute='lastname' operator='not-null'/>
                      <filter type='or'>
                        <condition attribute='statecode' operator='in'><value>0</value><value>1</value></condition>
                        <condition attribute='ownerid' operator='eq-userid'/>
                        <condition attribute='createdon' operator='lt' valueof='modifiedon'/>
                        <filter/>
                      </filter>
                    </filter>
                    <order attribute='name' descending='true'/>
                    <link-entity name='contact' from='contactid' to='primarycontactid' alias='c' link-type='outer'>
                      <order attribute='lastname'/>
                      <attribute name='fullname'/><attribute name='lastname' alias='family'/>
                      <filter type='or'>
                        <condition alias='c' attribute='lastname' operator='begins-with' value='L'/>
                        <condition entityname='c' attribute='lastname' operator='null'/>
                      </filter>
                      <link-entity name='task' from='regardingobjectid' to='contactid'/>
                    </link-entity>
                  </entity>
                </fetch>""", query);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"eq|EQUAL|Acme", "ne|NOT_EQUAL|Acme",
            "neq|NOT_EQUAL|Acme",
            "gt|GREATER_THAN|Acme", "ge|GREATER_EQUAL|Acme", "lt|LESS_THAN|Acme", "le|LESS_EQUAL|Acme",
            "like|LIKE|A%", "not-like|NOT_LIKE|A%", "begins-with|BEGINS_WITH|A",
            "not-begin-with|DOES_NOT_BEGIN_WITH|A", "ends-with|ENDS_WITH|A", "not-end-with|DOES_NOT_END_WITH|A"})
    void operatorsAreThoseOfTheQueryModel(String name, ConditionOperator operator, String value) {
        assertSamePlan(account("<filter><condition attribute='name' operator='" + name + "' value='" + value
                + "'/></filter>"), new QueryExpression("account").where("name", operator, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "contact|to='primarycontactid'|primarycontactid|contactid",
            "systemuser|to='owninguser'|owninguser|systemuserid",
            "account|to='parentaccountid'|parentaccountid|accountid",
            "task|from='regardingobjectid' to='accountid'|accountid|regardingobjectid"})
    void columnsOfAJoinCanBeLeftOutWhereOnlyOnePairCanBeMeant(String table, String attributes, String to, String from) {
        QueryExpression query = read(account("<link-entity name='" + table + "' "
                + attributes + "/>"));

        assertThat(query.linkEntities()).singleElement().satisfies(link -> {
            assertThat(link.linkFromAttributeName()).isEqualTo(to);
            assertThat(link.linkToAttributeName()).isEqualTo(from);
            assertThat(link.entityAlias()).isEqualTo(table + "1");
        });
    }

    @Test
    void aRelationshipNamedAsTheKeyIsTheOneMeant() {
        QueryExpression query = read("<fetch><entity name='customapi'><link-entity name='customapirequestparameter'/>"
                + "<link-entity name='plugintype'/></entity></fetch>");

        assertThat(query.linkEntities()).extracting(LinkEntity::linkFromAttributeName, LinkEntity::linkToAttributeName)
                .containsExactly(tuple("customapiid", "customapiid"),
                        tuple("plugintypeid", "plugintypeid"));
    }

    @Test
    void choicesAreSortedByTheirLabels() {
        assertThat(read(account("<order attribute='statecode'/>")).orders())
                .containsExactly(new OrderExpression("statecodename", OrderType.ASCENDING));
        assertThat(
                read("<fetch useraworderby='1'><entity name='account'><order attribute='statecode'/></entity></fetch>")
                        .orders())
                .containsExactly(new OrderExpression("statecode", OrderType.ASCENDING));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "<fetch>|INVALID_FETCH_XML|Malformed",
            "\"\"|QUERY_BUILDER_NO_XML|empty",
            "<x/>|INVALID_FETCH_XML|'x'",
            "<fetch/>|QUERY_BUILDER_ELEMENT_NOT_FOUND|'entity'",
            "<fetch><table/></fetch>|QUERY_BUILDER_INVALID_ELEMENT|'table'",
            "<fetch><entity/></fetch>|QUERY_BUILDER_ATTRIBUTE_NOT_FOUND|'name'",
            "<fetch><entity name='nope'/></fetch>|QUERY_BUILDER_NO_ENTITY|'nope'",
            "<!DOCTYPE fetch><fetch><entity name='account'/></fetch>|INVALID_FETCH_XML|document type",
            "<fetch distinct='yes'><entity name='account'/></fetch>|QUERY_BUILDER_INVALID_DISTINCT_VALUE|'yes'",
            "<fetch mapping='x'><entity name='account'/></fetch>|QUERY_BUILDER_INVALID_MAPPING|'x'",
            "<fetch no-lock='x'><entity name='account'/></fetch>|QUERY_BUILDER_INVALID_NO_LOCK_VALUE|'x'",
            "<fetch top='5001'><entity name='account'/></fetch>|INVALID_FETCH_XML|5001",
            "<fetch top='5' page='2'><entity name='account'/></fetch>|INVALID_FETCH_XML|'top'",
            "<fetch count='many'><entity name='account'/></fetch>|INVALID_FETCH_XML|'many'",
            "<fetch count='5000' page='11'><entity name='account'/></fetch>|OVER_RETRIEVAL_UPPER_LIMIT_WITHOUT_PAGING_COOKIE|50000",
            "<fetch aggregate='x'><entity name='account'/></fetch>|INVALID_FETCH_XML|'aggregate'",
            "<fetch datasource='retained'><entity name='account'/></fetch>|INVALID_FETCH_XML|'datasource'"})
    void whatIsWrongAboutTheQueryIsNamed(String fetchXml, ErrorCode code, String text) {
        assertRefused(fetchXml, code, text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "<attribute/>|QUERY_BUILDER_ATTRIBUTE_NOT_FOUND|'name'",
            "<attribute name='nope'/>|QUERY_BUILDER_NO_ATTRIBUTE|'nope'",
            "<attribute name='name' alias='1 2'/>|QUERY_BUILDER_INVALID_ALIAS|'1 2'",
            "<attribute name='name' alias='x'/><attribute name='fax' alias='x'/>|QUERY_BUILDER_DUPLICATE_ALIAS|'x'",
            "<attribute name='name' aggregate='max'/>|QUERY_BUILDER_INVALID_AGGREGATE|'aggregate'",
            "<order alias='x'/>|QUERY_BUILDER_ORDER_BY_ALIAS|'order'",
            "<order/>|QUERY_BUILDER_ORDER_WITHOUT_ATTRIBUTE|'order'",
            "<order attribute='nope'/>|QUERY_BUILDER_NO_ATTRIBUTE|'nope'",
            "<order attribute='name' descending='x'/>|QUERY_BUILDER_INVALID_ORDER_TYPE|'x'",
            "<filter type='xor'/>|QUERY_BUILDER_INVALID_FILTER_TYPE|'xor'",
            "<filter><link-entity name='contact'/></filter>|QUERY_BUILDER_INVALID_JOIN_OPERATOR|'link-entity'",
            "<filter><condition attribute='name'/></filter>|QUERY_BUILDER_ATTRIBUTE_NOT_FOUND|'operator'",
            "<filter><condition attribute='name' operator='is'/></filter>|QUERY_BUILDER_INVALID_CONDITION_OPERATOR|'is'",
            "<filter><condition attribute='createdon' operator='today' value='1'/></filter>|INVALID_NUMBER_OF_ARGUMENTS|TODAY",
            "<filter><condition attribute='name' operator='today'/></filter>|QUERY_BUILDER_INVALID_FILTER_CONDITION|'name'",
            "<filter><condition attribute='createdon' operator='last-x-days' value='-1'/></filter>|QUERY_BUILDER_INVALID_VALUE|'-1'",
            "<filter><condition attribute='createdon' operator='next-x-years' value='99999'/></filter>|QUERY_BUILDER_INVALID_VALUE|'createdon'",
            "<filter><condition attribute='name' operator='under' value='11111111-2222-3333-4444-555555555555'/></filter>|QUERY_BUILDER_INVALID_FILTER_CONDITION|'name'",
            "<filter><condition attribute='primarycontactid' operator='under' value='11111111-2222-3333-4444-555555555555'/></filter>|QUERY_BUILDER_INVALID_FILTER_CONDITION|'primarycontactid'",
            "<filter><condition attribute='name' operator='contain-values' value='1'/></filter>|QUERY_BUILDER_INVALID_FILTER_CONDITION|'name'",
            "<link-entity name='contact' to='primarycontactid' link-type='any'/>|QUERY_BUILDER_INVALID_JOIN_OPERATOR|'contact'",
            "<link-entity name='contact' to='primarycontactid' link-type='exists'><attribute name='fullname'/></link-entity>|INVALID_QUERY|'contact'",
            "<attribute name='accountid' rowaggregate='CountChildren'/>|QUERY_BUILDER_INVALID_ALIAS|''",
            "<attribute name='accountid' alias='x' rowaggregate='Sum'/>|QUERY_BUILDER_INVALID_AGGREGATE|'Sum'",
            "<filter><condition attribute='nope' operator='null'/></filter>|QUERY_BUILDER_NO_ATTRIBUTE|'nope'",
            "<filter><condition attribute='name' operator='eq'/></filter>|INVALID_NUMBER_OF_ARGUMENTS|'name'",
            "<filter><condition attribute='name' operator='in'/></filter>|INVALID_NUMBER_OF_ARGUMENTS|'in'",
            "<filter><condition attribute='name' operator='null' value='x'/></filter>|INVALID_NUMBER_OF_ARGUMENTS|'name'",
            "<filter><condition attribute='accountid' operator='eq' value='x'/></filter>|QUERY_BUILDER_INVALID_VALUE|'accountid'",
            "<filter><condition entityname='z' attribute='name' operator='null'/></filter>|QUERY_BUILDER_ALIAS_DOES_NOT_EXIST|'z'",
            "<link-entity/>|QUERY_BUILDER_ATTRIBUTE_NOT_FOUND|'name'",
            "<link-entity name='contact' from='contactid'/>|QUERY_BUILDER_ATTRIBUTE_PAIR_MISMATCH|'to'",
            "<link-entity name='systemuser'/>|QUERY_BUILDER_ATTRIBUTE_PAIR_MISMATCH|relationships lead",
            "<link-entity name='contact' link-type='cross'/>|QUERY_BUILDER_INVALID_JOIN_OPERATOR|'cross'",
            "<link-entity name='contact' alias='a'/><link-entity name='contact' alias='a'/>|QUERY_BUILDER_DUPLICATE_ALIAS|'a'"})
    void whatIsWrongInsideTheTableIsNamed(String parts, ErrorCode code, String text) {
        assertRefused(account(parts), code, text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "<attribute name='name' groupby='true'/>|QUERY_BUILDER_INVALID_ALIAS|''",
            "<attribute name='name' alias='x'/>|QUERY_BUILDER_COLUMN_IN_AGGREGATE|'name'",
            "<all-attributes/><attribute name='name' alias='x' groupby='true'/>|QUERY_BUILDER_COLUMN_IN_AGGREGATE|'account'",
            "<attribute name='name' alias='x' groupby='true' aggregate='count'/>|QUERY_BUILDER_GROUP_AND_AGGREGATE|'name'",
            "<attribute name='name' alias='x' groupby='maybe'/>|QUERY_BUILDER_INVALID_GROUP_BY|'maybe'",
            "<attribute name='name' alias='x' aggregate='median'/>|QUERY_BUILDER_INVALID_AGGREGATE|'median'",
            "<attribute name='name' alias='x' aggregate='sum'/>|QUERY_BUILDER_INVALID_AGGREGATE|'name'",
            "<attribute name='createdon' alias='x' aggregate='avg'/>|QUERY_BUILDER_INVALID_AGGREGATE|'createdon'",
            "<attribute name='createdon' alias='x' groupby='true' dategrouping='decade'/>|QUERY_BUILDER_INVALID_DATE_GROUPING|'decade'",
            "<attribute name='name' alias='x' groupby='true' dategrouping='year'/>|QUERY_BUILDER_INVALID_DATE_GROUPING|'name'",
            "<attribute name='name' alias='x' groupby='true'/><order attribute='name'/>|QUERY_BUILDER_AGGREGATE_ORDER_BY_ATTRIBUTE|'attribute'",
            "<attribute name='name' alias='x' groupby='true'/><order/>|QUERY_BUILDER_ORDER_WITHOUT_ALIAS|'alias'",
            "<attribute name='name' alias='x' groupby='true'/><order alias='y'/>|QUERY_BUILDER_ALIAS_DOES_NOT_EXIST|'y'",
            "<attribute name='name' alias='x' groupby='true'/><attribute name='fax' alias='x' aggregate='count'/>|QUERY_BUILDER_DUPLICATE_ALIAS|'x'"})
    void whatIsWrongAboutGroupsIsNamed(String parts, ErrorCode code, String text) {
        assertRefused(account(parts).replace("<fetch>", "<fetch aggregate='true'>"), code, text);
    }

    @Test
    void linksInFiltersAreFiltersOfTheQueryModel() {
        var lees = new LinkEntity("primarycontactid", "contact", "contactid", JoinOperator.NOT_ANY, "c")
                .linkCriteria(new FilterExpression().add("lastname", ConditionOperator.EQUAL, "Lee"));
        var query = new QueryExpression("account").criteria(new FilterExpression(LogicalOperator.OR)
                .add("name", ConditionOperator.EQUAL, "Acme").add(FilterExpression.of(lees)));

        assertSamePlan(account("""
                <filter type='or' hint='union' isquickfindfields='0'>
                  <condition attribute='name' operator='eq' value='Acme'/>
                  <link-entity name='contact' from='contactid' to='primarycontactid' link-type='not any' alias='c'>
                    <filter><condition attribute='lastname' operator='eq' value='Lee'/></filter>
                  </link-entity>
                </filter>"""), query);
    }

    @Test
    void aLinkInAFilterNeedsNoAliasBesideAJoinOfTheSameTable() {
        var any = new LinkEntity("primarycontactid", "contact", "contactid", JoinOperator.ANY, "")
                .linkCriteria(new FilterExpression().add("lastname", ConditionOperator.EQUAL, "Lee"));
        var query = new QueryExpression("account").criteria(FilterExpression.of(any))
                .add(new LinkEntity("primarycontactid", "contact", "contactid", JoinOperator.INNER, "contact"));

        assertThat(plan(query).plan().joins()).hasSize(1);
    }

    @Test
    void groupsOfFetchXmlAreGroupsOfTheQueryModel() {
        var query = new QueryExpression("account").columnSet(new ColumnSet(false, List.of(), List.of(
                new AttributeExpression("name", "names", AggregateType.COUNT_COLUMN).distinct().inUserTimeZone(),
                AttributeExpression.groupBy("createdon", "month", DateTimeGrouping.MONTH).inUserTimeZone(),
                AttributeExpression.groupBy("createdon", "year", DateTimeGrouping.YEAR))));
        query.orders().add(OrderExpression.byAlias("names", OrderType.DESCENDING));

        assertSamePlan(account("""
                <attribute name='name' alias='names' aggregate='countcolumn' distinct='true'/>
                <attribute name='createdon' alias='month' groupby='true' dategrouping='month'/>
                <attribute name='createdon' alias='year' groupby='true' dategrouping='year' usertimezone='false'/>
                <order alias='names' descending='true'/>""").replace("<fetch>", "<fetch aggregate='1'>"), query);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageIsRefusedAndNothingElseHappens(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String fetchXml = damaged(random);
            try {
                plan(read(fetchXml));
            } catch (ServiceException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("Seed " + seed + ": " + fetchXml, e);
            }
        }
    }

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed == null
                ? LongStream.range(0, System.getProperty("long") == null ? 100 : 25_000)
                : LongStream.of(Long.parseLong(seed));
    }

    private static String damaged(Random random) {
        String groups = account("<attribute name='createdon' alias='m' groupby='true' dategrouping='month'"
                + " usertimezone='false'/><attribute name='revenue' alias='r' aggregate='sum' distinct='true'/>"
                + "<order alias='r' descending='true'/><filter><link-entity name='task' from='regardingobjectid'"
                + " to='accountid' link-type='not any'><filter><condition attribute='createdon' operator='last-x-days'"
                + " value='3'/><condition attribute='createdon' operator='in-fiscal-period-and-year'><value>1</value>"
                + "<value>2024</value></condition></filter></link-entity><condition attribute='accountid'"
                + " operator='under' value='11111111-2222-3333-4444-555555555555'/></filter>")
                .replace("<fetch>", "<fetch aggregate='true' count='5' page='2'>");
        var text = new StringBuilder(random.nextBoolean()
                ? groups
                : account("<attribute name='name' alias='x'/><all-attributes/><filter type='or'>"
                        + "<condition attribute='revenue' operator='between'><value>1</value><value>2</value></condition>"
                        + "<condition attribute='name' operator='like' value='a%'/></filter><order attribute='name'/>"
                        + "<link-entity name='contact' from='contactid' to='primarycontactid' alias='c'><filter>"
                        + "<condition attribute='createdon' operator='gt' value='2024-01-01'/></filter></link-entity>"));
        for (int i = 0; i <= random.nextInt(4); i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            String put = GARBAGE.get(random.nextInt(GARBAGE.size()));
            text.replace(from, random.nextBoolean() ? from : to, put);
        }
        return text.toString();
    }

    private static void assertRefused(String fetchXml, ErrorCode code, String text) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> plan(read(fetchXml))).satisfies(e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(text);
        });
    }

    private static void assertSamePlan(String fetchXml, QueryExpression expected) {
        QueryPlanner.Planned read = plan(read(fetchXml));
        QueryPlanner.Planned written = plan(expected);

        assertThat(read.plan()).isEqualTo(written.plan());
        assertThat(read.page()).isEqualTo(written.page());
        assertThat(Arrays.deepToString(read.values().toArray()))
                .isEqualTo(Arrays.deepToString(written.values().toArray()));
    }

    private static QueryPlanner.Planned plan(QueryExpression query) {
        return new QueryPlanner(Scopes.of(METADATA, RowAccess.ALL, NoDatabase.work(), false)).page(query, List.of());
    }

    private static QueryExpression read(String fetchXml) {
        return FetchXmlReader.read(fetchXml, METADATA, Limits.DEFAULT);
    }

    private static String account(String parts) {
        return "<fetch><entity name='account'>" + parts + "</entity></fetch>";
    }
}
