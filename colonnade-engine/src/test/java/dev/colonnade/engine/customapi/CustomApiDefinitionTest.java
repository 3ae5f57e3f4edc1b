package dev.colonnade.engine.customapi;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.assertRefused;
import static dev.colonnade.engine.customapi.Definitions.boundApi;
import static dev.colonnade.engine.customapi.Definitions.parameter;
import static dev.colonnade.engine.customapi.Definitions.property;
import static dev.colonnade.engine.customapi.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The definition tables of custom APIs, through the pipeline. Names of APIs differ from test to test, since all share one
/// organization.
class CustomApiDefinitionTest {

    private static final Definitions definitions = new Definitions();

    @AfterAll
    static void close() {
        definitions.close();
    }

    @Test
    @DisplayName("custom-api 2: an API with its basic columns is created and can be called")
    void anApiWithItsBasicColumnsIsCreated() {
        UUID id = definitions.create(api("new_Basic"));

        assertThat(definitions.read("customapi", id).get("uniquename")).isEqualTo("new_Basic");
        assertThatCode(() -> definitions.call("new_Basic")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 3: nested parameters and properties are created with the API")
    void nestedPartsAreCreatedWithTheApi() {
        UUID id = definitions.create(
                with(api("new_Nested"), parameter("In", 10), parameter("More", 7), property("Out", 10)));

        assertThat(definitions.find("customapirequestparameter", "customapiid", id)).extracting(
                row -> row.get("uniquename")).containsExactlyInAnyOrder("In", "More");
        assertThat(definitions.find("customapiresponseproperty", "customapiid", id)).hasSize(1);
        assertThat(definitions.service().execute(new OrganizationRequest("new_Nested").set("In", "a").set("More", 1))
                .results().names()).containsExactly("Out");
    }

    @Test
    @DisplayName("custom-api 4: an invalid nested part leaves nothing behind")
    void anInvalidNestedPartLeavesNothingBehind() {
        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> definitions.create(with(api("new_Half"), parameter("Good", 10), parameter("Not good", 10))))
                .hasMessageContaining("'Not good'");

        assertThat(definitions.find("customapi", "uniquename", "new_Half")).isEmpty();
        assertThat(definitions.find("sdkmessage", "name", "new_Half")).isEmpty();
        assertThat(definitions.find("customapirequestparameter", "uniquename", "Good")).isEmpty();
    }

    @Test
    @DisplayName("custom-api 5: a parameter added later is there in the next call")
    void aParameterAddedLaterIsThereInTheNextCall() {
        UUID id = definitions.create(api("new_Grows"));
        OrganizationRequest call = new OrganizationRequest("new_Grows").set("Text", "a");
        assertRefused(ErrorCode.BAD_PAYLOAD, () -> definitions.service().execute(call));

        definitions.add(id, parameter("Text", 10));

        assertThatCode(() -> definitions.service().execute(call)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 6: a property added later is there in the next answer")
    void aPropertyAddedLaterIsThereInTheNextAnswer() {
        UUID id = definitions.create(api("new_Answers"));

        definitions.add(id, property("Count", 7));

        assertThat(definitions.call("new_Answers").get("Count")).isEqualTo(0);
    }

    @Test
    @DisplayName("custom-api 11: iscustomizable is a managed property that can be written")
    void isCustomizableIsAManagedProperty() {
        UUID id = definitions.create(api("new_Closed").set("iscustomizable", new BooleanManagedProperty(false)));
        UUID open = definitions.create(api("new_Open"));

        assertThat(definitions.read("customapi", id).get("iscustomizable"))
                .isEqualTo(new BooleanManagedProperty(false, true, "iscustomizableanddeletable"));
        assertThat(definitions.read("customapi", open).get("iscustomizable"))
                .isEqualTo(new BooleanManagedProperty(true, true, "iscustomizableanddeletable"));
    }

    @Test
    @DisplayName("custom-api 13: what is not given has its default")
    void whatIsNotGivenHasItsDefault() {
        UUID id = definitions.create(new Entity("customapi").set("uniquename", "new_Defaults").set("name", "Defaults")
                .set("displayname", "Defaults").set("description", "A test"));
        UUID part = definitions.add(id, new Entity("customapirequestparameter").set("uniquename", "P"));

        assertThat(definitions.read("customapi", id).attributes()).containsAllEntriesOf(Map.of("isfunction", false,
                "isprivate", false, "workflowsdkstepenabled", false, "bindingtype", new OptionSetValue(0),
                "allowedcustomprocessingsteptype", new OptionSetValue(0), "statecode", new OptionSetValue(0),
                "statuscode", new OptionSetValue(1)));
        assertThat(definitions.read("customapirequestparameter", part).attributes()).containsAllEntriesOf(
                Map.of("isoptional", false, "type", new OptionSetValue(0), "statuscode", new OptionSetValue(1)));
    }

    @Test
    @DisplayName("custom-api 14: what may change changes at once")
    void whatMayChangeChangesAtOnce() {
        UUID id = definitions.create(api("new_Changes"));
        UUID type = definitions.pluginType("Test.Changes");

        definitions.service().update(new Entity("customapi", id).set("displayname", "Other").set("description", "More")
                .set("name", "Third").set("isprivate", true).set("executeprivilegename", "prvReadAccount")
                .set("plugintypeid", new EntityReference("plugintype", type)));

        assertThat(definitions.read("customapi", id).attributes()).containsAllEntriesOf(Map.of("displayname", "Other",
                "description", "More", "name", "Third", "isprivate", true, "executeprivilegename", "prvReadAccount",
                "plugintypeid", new EntityReference("plugintype", type)));
        assertThat(definitions.organization().snapshot().messages().require("new_Changes").isPrivate()).isTrue();
    }

    @Test
    @DisplayName("custom-api 15: what may not change stays as it is")
    void whatMayNotChangeStays() {
        UUID id = definitions.create(api("new_Stays"));

        definitions.service().update(new Entity("customapi", id).set("uniquename", "new_Other")
                .set("bindingtype", new OptionSetValue(1)).set("boundentitylogicalname", "account")
                .set("isfunction", true).set("allowedcustomprocessingsteptype", new OptionSetValue(0))
                .set("workflowsdkstepenabled", true));

        assertThat(definitions.read("customapi", id).attributes()).containsAllEntriesOf(Map.of("uniquename",
                "new_Stays", "bindingtype", new OptionSetValue(0), "isfunction", false,
                "allowedcustomprocessingsteptype", new OptionSetValue(2), "workflowsdkstepenabled", false));
    }

    @Test
    @DisplayName("custom-api 16: what may not change of parts stays as it is")
    void whatMayNotChangeOfPartsStays() {
        UUID id = definitions.create(api("new_PartStays"));
        UUID other = definitions.create(api("new_PartStays2"));
        UUID part = definitions.add(id, parameter("P", 5).set("logicalentityname", "account"));

        definitions.service().update(new Entity("customapirequestparameter", part).set("uniquename", "Q")
                .set("type", new OptionSetValue(10)).set("isoptional", false).set("logicalentityname", "contact")
                .set("customapiid", new EntityReference("customapi", other)));

        assertThat(definitions.read("customapirequestparameter", part).attributes()).containsAllEntriesOf(
                Map.of("uniquename", "P", "type", new OptionSetValue(5), "isoptional", true, "logicalentityname",
                        "account", "customapiid", new EntityReference("customapi", id)));
    }

    @Test
    @DisplayName("custom-api 17: the state is set by an update, not on create")
    void theStateIsSetByAnUpdateOnly() {
        UUID id = definitions.create(api("new_State").set("statecode", new OptionSetValue(1)));
        assertThat(definitions.read("customapi", id).get("statecode")).isEqualTo(new OptionSetValue(0));

        definitions.service().update(new Entity("customapi", id).set("statecode", new OptionSetValue(1)));

        assertThat(definitions.read("customapi", id).get("statecode")).isEqualTo(new OptionSetValue(1));
    }

    @Test
    @DisplayName("custom-api 18: an inactive definition works like an active one")
    void anInactiveDefinitionWorksLikeAnActiveOne() {
        UUID id = definitions.create(api("new_Inactive"));
        UUID in = definitions.add(id, parameter("In", 10));
        UUID out = definitions.add(id, property("Out", 7));

        for (EntityReference row : List.of(new EntityReference("customapi", id),
                new EntityReference("customapirequestparameter", in),
                new EntityReference("customapiresponseproperty", out))) {
            definitions.service()
                    .update(new Entity(row.logicalName(), row.id()).set("statecode", new OptionSetValue(1)));
        }

        assertThat(definitions.service().execute(new OrganizationRequest("new_Inactive").set("In", "a")).get("Out"))
                .isEqualTo(0);
    }

    @Test
    @DisplayName("custom-api 19: deleting an API deletes its parts, its message and the steps on it")
    void deletingAnApiDeletesAllThatBelongsToIt() {
        UUID id = definitions.create(with(api("new_Gone"), parameter("In", 10), property("Out", 10)));
        UUID step = definitions.create(definitions.step("new_Gone", null, definitions.pluginType("Test.Gone")));

        definitions.service().delete("customapi", id);

        assertThat(definitions.find("customapirequestparameter", "customapiid", id)).isEmpty();
        assertThat(definitions.find("customapiresponseproperty", "customapiid", id)).isEmpty();
        assertThat(definitions.find("sdkmessage", "name", "new_Gone")).isEmpty();
        assertThat(definitions.find("sdkmessagefilter", "name", "new_Gone")).isEmpty();
        assertThat(definitions.find("sdkmessageprocessingstep", "sdkmessageprocessingstepid", step)).isEmpty();
        assertRefused(ErrorCode.SDK_MESSAGE_NOT_SUPPORTED_ON_SERVER, () -> definitions.call("new_Gone"));
    }

    @Test
    @DisplayName("custom-api 20: deleting the plug-in type leaves the API without one")
    void deletingThePluginTypeLeavesTheApi() {
        UUID type = definitions.pluginType("Test.Leaves");
        UUID id = definitions
                .create(api("new_Leaves").set("plugintypeid", new EntityReference("plugintype", type)));

        definitions.service().delete("plugintype", type);

        assertThat(definitions.read("customapi", id).get("plugintypeid")).isNull();
        assertThatCode(() -> definitions.call("new_Leaves")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 21: texts have their lengths")
    void textsHaveTheirLengths() {
        UUID id = definitions.create(api("new_" + "x".repeat(124)).set("description", "x".repeat(300))
                .set("name", "x".repeat(100)).set("displayname", "x".repeat(100)));
        definitions.add(id, parameter("P".repeat(128), 10).set("name", "P").set("displayname", "P").set("description",
                "x".repeat(300)));
        definitions.add(id, property("P", 10).set("description", "x".repeat(100)));

        assertRefused(ErrorCode.STRING_LENGTH_TOO_LONG,
                () -> definitions.create(api("new_Long").set("description", "x".repeat(301))));
        assertRefused(ErrorCode.STRING_LENGTH_TOO_LONG, () -> definitions.create(api("new_" + "x".repeat(125))));
        assertRefused(ErrorCode.STRING_LENGTH_TOO_LONG,
                () -> definitions.create(api("new_Long").set("displayname", "x".repeat(101))));
        assertRefused(ErrorCode.STRING_LENGTH_TOO_LONG,
                () -> definitions.add(id, parameter("Q", 10).set("description", "x".repeat(301))));
        assertThat(definitions.find("sdkmessage", "name", "new_Long")).isEmpty();
    }

    @Test
    @DisplayName("custom-api 22: a number that a choice lacks is refused")
    void aNumberThatAChoiceLacksIsRefused() {
        UUID id = definitions.create(api("new_Choice"));

        assertRefused(ErrorCode.PICKLIST_VALUE_OUT_OF_RANGE,
                () -> definitions.create(api("new_Choice2").set("bindingtype", new OptionSetValue(3))));
        assertRefused(ErrorCode.PICKLIST_VALUE_OUT_OF_RANGE, () -> definitions.add(id, parameter("P", 13)));
        assertRefused(ErrorCode.PICKLIST_VALUE_OUT_OF_RANGE, () -> definitions.add(id, property("P", -1)));
    }

    @ParameterizedTest(name = "custom-api 23: a unique name needs the prefix of a publisher, not {0}")
    @ValueSource(strings = {"NoPrefix", "zzz_Name", "_Name", "new_"})
    void aUniqueNameNeedsAPrefix(String name) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(api(name)))
                .hasMessageContaining("'uniquename'").hasMessageContaining("'" + name + "'");
    }

    @Test
    @DisplayName("custom-api 23: the prefix of any publisher will do")
    void thePrefixOfAnyPublisherWillDo() {
        definitions.create(new Entity("publisher").set("uniquename", "Other").set("friendlyname", "Other")
                .set("customizationprefix", "oth").set("customizationoptionvalueprefix", 20_000));

        assertThatCode(() -> definitions.create(api("oth_Name"))).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "custom-api 24: a special character in a name is refused: {0}")
    @ValueSource(strings = {"new_A B", "new_A.B", "new_A-B", "new_A:B", "new_A@B"})
    void aSpecialCharacterInANameIsRefused(String name) {
        UUID id = definitions.find("customapi", "uniquename", "new_Special").stream().map(Entity::id).findFirst()
                .orElseGet(() -> definitions.create(api("new_Special")));

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(api(name)));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(id, parameter(name, 10)));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(id, property(name, 10)));
    }

    @Test
    @DisplayName("custom-api 25: a unique name is taken once, whatever the case")
    void aUniqueNameIsTakenOnce() {
        definitions.create(api("new_Taken"));

        assertRefused(ErrorCode.DUPLICATE_RECORD, () -> definitions.create(api("new_Taken")))
                .hasMessageContaining("'new_Taken'");
        assertRefused(ErrorCode.DUPLICATE_RECORD, () -> definitions.create(api("NEW_taken")));
    }

    @Test
    @DisplayName("custom-api 26: the name of a part is taken once per API")
    void theNameOfAPartIsTakenOncePerApi() {
        UUID first = definitions.create(with(api("new_PartName1"), parameter("P", 10), property("P", 10)));
        UUID second = definitions.create(api("new_PartName2"));

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(first, parameter("P", 7)));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(first, parameter("p", 7)));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(first, property("P", 7)));
        assertThatCode(() -> definitions.add(second, parameter("P", 10))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 28: a bound API needs a table that is there")
    void aBoundApiNeedsATableThatIsThere() {
        assertThatCode(() -> definitions.create(boundApi("new_Bound", 1, "account"))).doesNotThrowAnyException();
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(boundApi("new_Bound2", 1, "")));
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.create(boundApi("new_Bound2", 2, "acount")))
                .hasMessageContaining("'acount'");
    }

    @Test
    @DisplayName("custom-api 29: a collection in the response names no table")
    void aCollectionInTheResponseNamesNoTable() {
        UUID id = definitions.create(api("new_Collection"));

        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> definitions.add(id, property("Rows", 4).set("logicalentityname", "account")));
        assertThatCode(() -> definitions.add(id, parameter("Rows", 4).set("logicalentityname", "account")))
                .doesNotThrowAnyException();
        assertThatCode(() -> definitions.add(id, property("Rows", 4).set("logicalentityname", "")))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 30: expando is no table")
    void expandoIsNoTable() {
        UUID id = definitions.create(api("new_Expando"));

        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> definitions.add(id, parameter("Bag", 3).set("logicalentityname", "expando")))
                .hasMessageContaining("expando");
    }

    @Test
    @DisplayName("custom-api 31: a function is not for workflows")
    void aFunctionIsNotForWorkflows() {
        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> definitions.create(api("new_Flow").set("isfunction", true).set("workflowsdkstepenabled", true)));
    }

    @Test
    @DisplayName("custom-api 32: an API for workflows takes the types that workflows know")
    void anApiForWorkflowsTakesTheTypesThatWorkflowsKnow() {
        UUID global = definitions.create(api("new_Flow1").set("workflowsdkstepenabled", true));
        UUID bound = definitions.create(boundApi("new_Flow2", 1, "account").set("workflowsdkstepenabled", true));

        for (int type : List.of(3, 4, 11)) {
            assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(bound, parameter("P" + type, type)));
        }
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(global, parameter("P5", 5)));
        for (int type : List.of(0, 1, 2, 5, 6, 7, 8, 9, 10, 12)) {
            assertThatCode(() -> definitions.add(bound, parameter("P" + type, type))).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("custom-api 33: a function takes no open type, but may give one")
    void aFunctionTakesNoOpenType() {
        UUID id = definitions.create(api("new_OpenType").set("isfunction", true));

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(id, parameter("Bag", 3)));
        assertThatCode(() -> definitions.add(id, property("Bag", 3))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("custom-api 34: an API has a message of its name")
    void anApiHasAMessageOfItsName() {
        UUID id = definitions.create(boundApi("new_Message", 1, "account").set("isprivate", true));

        Entity message = definitions.find("sdkmessage", "name", "new_Message").getFirst();
        Entity filter = definitions.find("sdkmessagefilter", "sdkmessageid", Objects.requireNonNull(message.id()))
                .getFirst();
        assertThat(definitions.read("customapi", id).get("sdkmessageid"))
                .isEqualTo(new EntityReference("sdkmessage", message.id()));
        assertThat(message.get("isprivate")).isEqualTo(true);
        assertThat(filter.get("primaryobjecttypecode")).isEqualTo("account");
        assertThat(filter.get("iscustomprocessingstepallowed")).isEqualTo(true);
        assertThat(filter.get("isvisible")).isEqualTo(true);
    }

    @Test
    @DisplayName("custom-api 72: the message is private where the API is")
    void theMessageIsPrivateWhereTheApiIs() {
        UUID id = definitions.create(api("new_Private"));

        definitions.service().update(new Entity("customapi", id).set("isprivate", true));

        assertThat(definitions.find("sdkmessage", "name", "new_Private").getFirst().get("isprivate")).isEqualTo(true);
    }

    @Test
    void aNameOfABuiltInMessageIsTaken() {
        definitions.system().create(new Entity("sdkmessage").set("name", "new_BuiltIn"));

        assertRefused(ErrorCode.DUPLICATE_RECORD, () -> definitions.create(api("new_builtin")));
    }

    @Test
    void severalMistakesOfOneRowAreReportedTogether() {
        assertRefused(ErrorCode.REQUIRED_FIELD_MISSING,
                () -> definitions.create(boundApi("zzz_Wrong", 1, "acount").set("name", null)
                        .set("executeprivilegename", "prvNothing")))
                .hasMessageContaining("'name'").hasMessageContaining("'zzz_Wrong'").hasMessageContaining("'acount'")
                .hasMessageContaining("'prvNothing'");
    }

    @Test
    void anUnknownPluginTypeIsRefused() {
        var unknown = new EntityReference("plugintype", UUID.randomUUID());

        assertRefused(ErrorCode.OBJECT_DOES_NOT_EXIST,
                () -> definitions.create(api("new_NoType").set("plugintypeid", unknown)));
    }

    @Test
    void anEmptyPrivilegeNameIsNone() {
        UUID id = definitions.create(api("new_NoPrivilege").set("executeprivilegename", ""));

        assertThat(definitions.read("customapi", id).get("executeprivilegename")).isNull();
    }

    @Test
    void aParameterNamedTargetIsRefusedWhereTheApiIsBound() {
        UUID id = definitions.create(boundApi("new_Target", 1, "account"));

        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> definitions.add(id, parameter("target", 10)));
    }
}
