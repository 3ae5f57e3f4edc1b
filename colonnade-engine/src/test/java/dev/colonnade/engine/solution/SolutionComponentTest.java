package dev.colonnade.engine.solution;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.assertRefused;
import static dev.colonnade.engine.customapi.Definitions.parameter;
import static dev.colonnade.engine.customapi.Definitions.property;
import static dev.colonnade.engine.customapi.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.customapi.Definitions;
import dev.colonnade.engine.message.CallOptions;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SolutionComponentTest {

    private static final Definitions definitions = new Definitions();
    private static final EntityReference publisher = definitions.find("publisher", "customizationprefix", "new")
            .getFirst()
            .toEntityReference();

    @AfterAll
    static void close() {
        definitions.close();
    }

    @Test
    @DisplayName("custom-api 35: the solution that the request names gets the API and its parts")
    void theNamedSolutionGetsTheApiAndItsParts() {
        UUID solution = solution("Named");

        UUID id = createIn("Named", with(api("new_InSolution"), parameter("In", 10), property("Out", 10)));

        assertThat(components(solution)).extracting(row -> row.get("objectid")).hasSize(3).contains(id);
        assertThat(definitions.find("solutioncomponent", "objectid", id)).hasSize(2);
    }

    @Test
    void withoutASolutionTheDefaultOneGetsIt() {
        UUID id = definitions.create(api("new_InDefault"));

        List<Entity> rows = definitions.find("solutioncomponent", "objectid", id);
        assertThat(rows).hasSize(1);
        assertThat(((EntityReference) Objects.requireNonNull(rows.getFirst().get("solutionid"))).id())
                .isEqualTo(definitions.organization().snapshot().settings().defaultSolutionId());
    }

    @Test
    void anUnknownSolutionIsRefusedAndNothingStays() {
        assertThatThrownBy(() -> createIn("Nowhere", api("new_Nowhere"))).isInstanceOf(ServiceException.class)
                .hasMessageContaining("'Nowhere'");

        assertThat(definitions.find("customapi", "uniquename", "new_Nowhere")).isEmpty();
    }

    @Test
    @DisplayName("custom-api 36: AddSolutionComponent adds API and parts by the type codes of their tables")
    void componentsAreAddedByTheTypeCodesOfTheirTables() {
        UUID solution = solution("Later");
        UUID id = definitions.create(api("new_Later"));
        UUID part = definitions.add(id, parameter("In", 10));

        UUID row = add("Later", "customapi", id);
        add("Later", "customapirequestparameter", part);

        assertThat(components(solution)).extracting(component -> component.get("objectid"))
                .containsExactlyInAnyOrder(id, part);
        assertThat(add("Later", "customapi", id)).isEqualTo(row);
    }

    @Test
    void whatIsNoComponentIsRefused() {
        solution("Picky");

        assertRefused(ErrorCode.SUBCOMPONENT_DOES_NOT_EXIST, () -> add("Picky", "customapi", UUID.randomUUID()));
        assertRefused(ErrorCode.COMPONENT_DEFINITION_DOES_NOT_EXIST, () -> add("Picky", 9_999, UUID.randomUUID()));
        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> add("Nowhere", "customapi", definitions.create(api("new_Picky"))));
    }

    @Test
    void aDeletedComponentLeavesItsSolutions() {
        UUID solution = solution("Leaving");
        UUID id = createIn("Leaving", with(api("new_Leaving"), parameter("In", 10)));

        definitions.service().delete("customapi", id);

        assertThat(components(solution)).isEmpty();
    }

    @Test
    void aRemovedComponentStaysInTheOrganization() {
        UUID solution = solution("Removing");
        UUID id = createIn("Removing", api("new_Removing"));

        remove("Removing", id);

        assertThat(components(solution)).isEmpty();
        assertThat(definitions.find("customapi", "customapiid", id)).hasSize(1);
        assertRefused(ErrorCode.CANNOT_REMOVE_COMPONENT_FROM_SOLUTION, () -> remove("Removing", id));
        assertRefused(ErrorCode.CANNOT_REMOVE_COMPONENT_FROM_DEFAULT_SOLUTION, () -> remove("Default", id));
    }

    @Test
    void aClosedManagedComponentCannotBeChanged() {
        UUID id = definitions.system().create(
                api("new_Managed").set("ismanaged", true).set("iscustomizable", new BooleanManagedProperty(false)));

        assertRefused(ErrorCode.MANAGED_PROPERTY_PREVENTS_CHANGE,
                () -> definitions.service().update(new Entity("customapi", id).set("name", "Other")));
        assertRefused(ErrorCode.MANAGED_PROPERTY_PREVENTS_CHANGE,
                () -> definitions.service().delete("customapi", id));
        assertRefused(ErrorCode.INVALID_ARGUMENT,
                () -> definitions.add(id, parameter("Required", 10).set("isoptional", false)))
                .hasMessageContaining("'isoptional'");
        assertThatCode(() -> definitions.add(id, parameter("Optional", 10))).doesNotThrowAnyException();
        assertThatCode(() -> definitions.add(id, property("More", 10))).doesNotThrowAnyException();
    }

    private static UUID solution(String name) {
        return definitions.create(new Entity("solution").set("uniquename", name).set("friendlyname", name)
                .set("version", "1.0.0.0").set("publisherid", publisher));
    }

    private static UUID createIn(String solution, Entity row) {
        var options = new CallOptions(Caller.of(definitions.organization().administratorId()), UUID.randomUUID(), false,
                solution, null, Set.of());
        return definitions.organization().executor()
                .execute(new OrganizationRequest("Create").set("Target", row), options).results()
                .require("id", UUID.class);
    }

    private static List<Entity> components(UUID solutionId) {
        return definitions.find("solutioncomponent", "solutionid", solutionId);
    }

    private static UUID add(String solution, String table, UUID id) {
        return add(solution, typeCode(table), id);
    }

    private static UUID add(String solution, int type, UUID id) {
        return definitions.service()
                .execute(new OrganizationRequest("AddSolutionComponent").set("ComponentId", id)
                        .set("ComponentType", type).set("SolutionUniqueName", solution)
                        .set("AddRequiredComponents", false))
                .results().require("id", UUID.class);
    }

    private static void remove(String solution, UUID id) {
        definitions.service().execute(new OrganizationRequest("RemoveSolutionComponent")
                .set("SolutionComponent", new EntityReference("solutioncomponent", id))
                .set("ComponentType", typeCode("customapi")).set("SolutionUniqueName", solution));
    }

    private static int typeCode(String table) {
        return definitions.organization().snapshot().metadata().table(table).objectTypeCode();
    }
}
