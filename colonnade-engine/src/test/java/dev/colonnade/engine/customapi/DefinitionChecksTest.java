package dev.colonnade.engine.customapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.ParameterType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionChecksTest {

    private static final Api ACTION = new Api("new_Echo", Binding.GLOBAL, null, false, false, false);

    private final DefinitionChecks checks = new DefinitionChecks(Set.of("account", "contact")::contains,
            Set.of("new", "ctz")::contains);

    @ParameterizedTest
    @ValueSource(strings = {"new_Echo", "ctz_Echo", "CTZ_echo", "new_Echo_2", "new__"})
    void aNameWithAPublishersPrefixIsAccepted(String uniqueName) {
        assertThatCode(() -> check(named(uniqueName))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Echo", "abc_Echo", "_Echo", "new_", "new", "newEcho"})
    void aNameWithoutAPublishersPrefixIsRefused(String uniqueName) {
        assertThatThrownBy(() -> check(named(uniqueName))).hasMessageContaining("'" + uniqueName + "'")
                .hasMessageContaining("prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new_E cho", "new_E.cho", "new_E-cho", "new_E:cho", "new_E@cho", "new_Écho", "new_Echo\n"})
    void aNameWithASpecialCharacterIsRefusedEverywhere(String uniqueName) {
        assertThatThrownBy(() -> check(named(uniqueName))).hasMessageContaining("letters, digits and underscores");
        for (PartKind kind : PartKind.values()) {
            assertThatThrownBy(() -> check(new Part(kind, uniqueName, ParameterType.STRING, false, null), ACTION))
                    .hasMessageContaining("letters, digits and underscores");
        }
    }

    @Test
    void aBoundApiNeedsATableAndAGlobalOneTakesNone() {
        assertThatCode(() -> check(bound(Binding.ENTITY, "account"))).doesNotThrowAnyException();
        assertThatCode(() -> check(bound(Binding.ENTITY_COLLECTION, "account"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(bound(Binding.ENTITY, null))).hasMessageContaining("must name a table");
        assertThatThrownBy(() -> check(bound(Binding.ENTITY_COLLECTION, "acount"))).hasMessageContaining("'acount'");
        assertThatThrownBy(() -> check(bound(Binding.GLOBAL, "account"))).hasMessageContaining("must be empty");
    }

    @Test
    void aFunctionIsNotForWorkflows() {
        assertThatThrownBy(() -> check(new Api("new_Get", Binding.GLOBAL, null, true, true, false)))
                .hasMessageContaining("workflowsdkstepenabled");
    }

    @Test
    void severalMistakesAreReportedTogether() {
        assertThatThrownBy(() -> check(new Api("abc_X", Binding.ENTITY, "acount", true, true, false)))
                .isInstanceOfSatisfying(ServiceException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("'abc_X'").hasMessageContaining("'acount'")
                .hasMessageContaining("workflowsdkstepenabled");
    }

    @ParameterizedTest
    @CsvSource({"REQUEST_PARAMETER, ENTITY, true", "REQUEST_PARAMETER, ENTITY_REFERENCE, true",
            "REQUEST_PARAMETER, ENTITY_COLLECTION, true", "RESPONSE_PROPERTY, ENTITY, true",
            "RESPONSE_PROPERTY, ENTITY_REFERENCE, true", "RESPONSE_PROPERTY, ENTITY_COLLECTION, false",
            "REQUEST_PARAMETER, STRING, false", "RESPONSE_PROPERTY, GUID, false"})
    void aTableIsNamedOnlyWhereTheTypeHasOne(PartKind kind, ParameterType type, boolean isAllowed) {
        var part = new Part(kind, "Part", type, true, "account");

        if (isAllowed) {
            assertThatCode(() -> check(part, ACTION)).doesNotThrowAnyException();
            assertThatThrownBy(() -> check(new Part(kind, "Part", type, true, "expando"), ACTION))
                    .hasMessageContaining("expando");
            assertThatThrownBy(() -> check(new Part(kind, "Part", type, true, "acount"), ACTION))
                    .hasMessageContaining("'acount'");
        } else {
            assertThatThrownBy(() -> check(part, ACTION)).hasMessageContaining("must be empty");
        }
    }

    @ParameterizedTest
    @EnumSource(value = ParameterType.class, mode = EnumSource.Mode.EXCLUDE, names = {"LABEL", "LOCALIZED_LABELS",
            "INTERNAL"})
    void workflowsKnowSomeTypesOnly(ParameterType type) {
        var unbound = new Api("new_Act", Binding.GLOBAL, null, false, true, false);
        var bound = new Api("new_Act", Binding.ENTITY, "account", false, true, false);
        Set<ParameterType> never = Set.of(ParameterType.ENTITY, ParameterType.ENTITY_COLLECTION,
                ParameterType.STRING_ARRAY);

        for (PartKind kind : PartKind.values()) {
            var part = new Part(kind, "Part", type, false, null);
            assertThat(isRefused(part, bound)).isEqualTo(never.contains(type));
            assertThat(isRefused(part, unbound))
                    .isEqualTo(never.contains(type) || type == ParameterType.ENTITY_REFERENCE);
        }
    }

    @Test
    void aFunctionTakesNoOpenTypeButMayGiveOne() {
        var function = new Api("new_Get", Binding.GLOBAL, null, true, false, false);

        for (ParameterType type : Set.of(ParameterType.ENTITY, ParameterType.ENTITY_COLLECTION)) {
            assertThat(isRefused(new Part(PartKind.REQUEST_PARAMETER, "Part", type, false, null), function)).isTrue();
            assertThat(isRefused(new Part(PartKind.REQUEST_PARAMETER, "Part", type, false, "account"), function))
                    .isFalse();
            assertThat(isRefused(new Part(PartKind.RESPONSE_PROPERTY, "Part", type, false, null), function)).isFalse();
        }
    }

    @Test
    void targetIsTakenWhereTheApiIsBoundToARow() {
        var bound = new Api("new_Act", Binding.ENTITY, "account", false, false, false);

        for (String name : Set.of("Target", "target")) {
            assertThat(isRefused(new Part(PartKind.REQUEST_PARAMETER, name, ParameterType.STRING, false, null), bound))
                    .isTrue();
            assertThat(isRefused(new Part(PartKind.REQUEST_PARAMETER, name, ParameterType.STRING, false, null), ACTION))
                    .isFalse();
            assertThat(isRefused(new Part(PartKind.RESPONSE_PROPERTY, name, ParameterType.STRING, false, null), bound))
                    .isFalse();
        }
    }

    @Test
    void aParameterAddedToAManagedApiIsOptional() {
        var managed = new Api("new_Act", Binding.GLOBAL, null, false, false, true);

        assertThat(isRefused(new Part(PartKind.REQUEST_PARAMETER, "More", ParameterType.STRING, false, null), managed))
                .isTrue();
        assertThat(isRefused(new Part(PartKind.REQUEST_PARAMETER, "More", ParameterType.STRING, true, null), managed))
                .isFalse();
        assertThat(isRefused(new Part(PartKind.RESPONSE_PROPERTY, "More", ParameterType.STRING, false, null), managed))
                .isFalse();
    }

    private boolean isRefused(Part part, Api api) {
        var mistakes = new Mistakes();
        checks.check(part, api, mistakes);
        return !mistakes.isEmpty();
    }

    private void check(Api api) {
        var mistakes = new Mistakes();
        checks.check(api, mistakes);
        mistakes.throwIfAny();
    }

    private void check(Part part, Api api) {
        var mistakes = new Mistakes();
        checks.check(part, api, mistakes);
        mistakes.throwIfAny();
    }

    private static Api named(String uniqueName) {
        return new Api(uniqueName, Binding.GLOBAL, null, false, false, false);
    }

    private static Api bound(Binding binding, @Nullable String table) {
        return new Api("new_Act", binding, table, false, false, false);
    }
}
