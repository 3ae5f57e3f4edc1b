package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name eq 'a'                                              | (name EQ 'a')
            name eq 'O''Brien' and (a gt 1 or not b le -2.5)         | ((name EQ 'O''Brien') and ((a GT 1) or not (b LE -2.5)))
            a eq 1 or b eq 2 and c eq 3                              | ((a EQ 1) or ((b EQ 2) and (c EQ 3)))
            contains(fullname,'(sample)')and statecode eq 0          | (CONTAINS(fullname,'(sample)') and (statecode EQ 0))
            not startswith(name,'x') or endswith( name , @p )        | (not STARTS_WITH(name,'x') or ENDS_WITH(name,@p))
            primarycontactid/createdby/fullname eq 'x'               | (primarycontactid/createdby/fullname EQ 'x')
            @p1 ge @p2                                               | (@p1 GE @p2)
            firstname eq lastname                                    | (firstname EQ lastname)
            _ownerid_value eq 00000000-0000-0000-0000-00000000000A   | (_ownerid_value EQ 00000000-0000-0000-0000-00000000000a)
            createdon gt 2024-01-31T00:00:00Z and x ne null          | ((createdon GT 2024-01-31T00:00:00Z) and (x NE null))
            birthdate lt 2024-01-31                                  | (birthdate LT 2024-01-31)
            iscustomizable/Value eq true                             | (iscustomizable/Value EQ true)
            creditonhold and a eq 1                                  | (creditonhold and (a EQ 1))
            Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['1','2']) | In(PropertyName,PropertyValues)
            Account_Tasks/any(o:o/subject eq 'x')                    | Account_Tasks any o (o/subject EQ 'x')
            Account_Tasks/any()                                      | Account_Tasks any null null
            """)
    void filtersAreReadByPrecedence(String filter, String expected) {
        assertThat(show(FilterParser.parse(filter, Limits.DEFAULT))).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "name eq", "eq 'a'", "name eq 'a' and", "(name eq 'a'", "name eq 'a')",
            "tolower(name) eq 'a'", "length(name) eq 1", "year(createdon) eq 2024", "concat(a,b) eq 'x'",
            "a add 1 eq 2",
            "a has 1", "name in ('a','b')", "1", "'a'", "not", "contains(name)", "contains(name,'a'", "a eq 1 b eq 2",
            "x/foo(o:o eq 1)", "a eq 1 and and b eq 2", "\u0000", "name eq \"a\"", "Microsoft.Dynamics.CRM.In(1)"})
    void whatIsNoFilterIsABadRequest(String filter) {
        if (filter.equals("name")) {
            assertThat(show(FilterParser.parse(filter, Limits.DEFAULT))).isEqualTo("name");
            return;
        }
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> FilterParser.parse(filter, Limits.DEFAULT))
                .satisfies(e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_REQUEST));
    }

    @Test
    void anUnterminatedLiteralIsToldWithItsPosition() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> FilterParser.parse("lastname eq 'O'Bryan'", Limits.DEFAULT))
                .withMessage("There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''.");
    }

    @Test
    void aQueryFunctionMayNotBeNegated() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> FilterParser.parse(
                        "not Microsoft.Dynamics.CRM.Today(PropertyName='createdon')", Limits.DEFAULT))
                .withMessage("Not operator along with the Custom Named Condition operators is not allowed");
    }

    @Test
    void depthAndNumberOfConditionsAreLimited() {
        String deep = "(".repeat(200) + "a eq 1" + ")".repeat(200);
        String nots = "not ".repeat(30_000) + "a eq 1";
        String many = String.join(" or ", java.util.Collections.nCopies(501, "a eq 1"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> FilterParser.parse(deep, Limits.DEFAULT)).withMessageContaining("100 levels");
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> FilterParser.parse(nots, Limits.DEFAULT)).withMessageContaining("100 levels");
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> FilterParser.parse(many, Limits.DEFAULT))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_CONDITIONS_IN_QUERY));
    }

    @Test
    void blanksAndTrailingCommasAreTaken() {
        OptionClauses options = parse("$select%20=%20createdon,%20name,&$orderby=a+desc,b+,&$top=3&$count=true");

        assertThat(options.select()).containsExactly("createdon", "name");
        assertThat(options.orderBy()).hasSize(2);
        assertThat(options.orderBy().getFirst().isDescending()).isTrue();
        assertThat(options.top()).isEqualTo(3);
        assertThat(options.count()).isTrue();
    }

    @Test
    void expandsNest() {
        OptionClauses options = parse("$expand=primarycontactid($select=fullname;$expand=createdby($select=fullname)),"
                + "%0A Account_Tasks($select=subject;$filter=statecode eq 0 and (a eq 1);$orderby=b desc;$top=2),x/$ref");

        assertThat(options.expand()).extracting(OptionClauses.ExpandClause::navigation)
                .containsExactly("primarycontactid", "Account_Tasks", "x");
        assertThat(options.hasNestedExpand()).isTrue();
        OptionClauses tasks = options.expand().get(1).options();
        assertThat(tasks.texts()).containsEntry("$filter", "statecode eq 0 and (a eq 1)").containsEntry("$top", "2");
        assertThat(options.expand().get(2).isReference()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$skip=5", "$search=x", "$compute=x", "$format=json", "$levels=2", "$nosuch=1", "$top=-1",
            "$top=x", "$count=1", "$expand=a($skip=1)", "$expand=a($count=true)", "$expand=a(", "$select=a b",
            "$select=a&$select=b", "$expand=a($select=x;$select=y)", "$orderby=a foo", "$filter=%zz", "$top=%C3"})
    void unsupportedAndBrokenOptionsAreBadRequests(String query) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> parse(query))
                .satisfies(e -> assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_REQUEST));
    }

    @Test
    void aPlusIsABlankAndAnEncodedPlusIsAPlus() {
        assertThat(QueryString.parse("a+b=c+%2B").find("a b")).isEqualTo("c +");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageIsNeverMoreThanABadRequest(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String garbage = garbage(random);
            try {
                parse("$filter=" + garbage);
                parse("$expand=" + garbage);
                parse(garbage);
                PathParser.parse(UrlText.decodePath(garbage));
            } catch (ServiceException e) {
                assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_REQUEST);
            }
        }
    }

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed != null ? LongStream.of(Long.parseLong(seed)) : LongStream.range(0, 50);
    }

    private static final String[] PIECES = {"name", " eq ", " and ", " or ", "not ", "(", ")", "'", "''", "'x'", "1",
            "-", ".5", "e9", "/", ",", ";", "=", "@p", "@", "$select", "$expand", "$filter", "null", "true", "{", "}",
            "[", "]", "%", "%20", "%00", "+", "any", "o:", "contains", "Microsoft.Dynamics.CRM.", "In", "\u00e9",
            "\ud800", "00000000-0000-0000-0000-000000000000", "2024-01-31", "T10:00:00Z", "&", "*", "\"", "\\", "#"};

    private static String garbage(Random random) {
        int length = 1 + random.nextInt(20);
        return random.ints(length, 0, PIECES.length).mapToObj(i -> PIECES[i]).collect(Collectors.joining());
    }

    private static OptionClauses parse(String query) {
        return OptionParser.parse(QueryString.parse(query), Limits.DEFAULT, OptionParser.seenOptions());
    }

    private static String show(FilterNode node) {
        return switch (node) {
            case FilterNode.And(var parts) ->
                parts.stream().map(OptionParserTest::show).collect(Collectors.joining(" and ", "(", ")"));
            case FilterNode.Or(var parts) ->
                parts.stream().map(OptionParserTest::show).collect(Collectors.joining(" or ", "(", ")"));
            case FilterNode.Not(var inner) -> "not " + show(inner);
            case FilterNode.Comparison(var left, var operator, var right) ->
                "(" + show(left) + " " + operator + " " + show(right) + ")";
            case FilterNode.TextMatch(var function, var subject, var pattern) ->
                function + "(" + show(subject) + "," + show(pattern) + ")";
            case FilterNode.Truth(var subject) -> show(subject);
            case FilterNode.QueryFunction(var name, var arguments) -> arguments.stream()
                    .map(PathSegment.Argument::name).collect(Collectors.joining(",", name + "(", ")"));
            case FilterNode.Lambda(var collection, var isAll, var variable, var body) -> collection
                    + (isAll ? " all " : " any ") + variable + " " + (body == null ? "null" : show(body));
        };
    }

    private static String show(FilterNode.Operand operand) {
        return switch (operand) {
            case FilterNode.Operand.Path path -> path.toString();
            case FilterNode.Operand.Alias(var name) -> name;
            case FilterNode.Operand.Value(var literal) -> switch (literal) {
                case Literal.Text(var text) -> "'" + text.replace("'", "''") + "'";
                case Literal.Number(var number) -> number.toPlainString();
                case Literal.Guid(var id) -> id.toString();
                case Literal.Bool(var truth) -> String.valueOf(truth);
                case Literal.Date(var date) -> date.toString();
                case Literal.DateTime(var text) -> text;
                case Literal.EnumMember(var type, var member) -> type + "'" + member + "'";
                case Literal.Json(var text) -> text;
                case Literal.Null _ -> "null";
            };
        };
    }
}
