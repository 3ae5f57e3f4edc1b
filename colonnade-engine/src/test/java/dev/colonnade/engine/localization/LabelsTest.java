package dev.colonnade.engine.localization;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.customapi.Definitions;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Label;
import dev.colonnade.sdk.LocalizedLabel;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final int ENGLISH = 1033;
    private static final int GERMAN = 1031;
    private static final int FRENCH = 1036;

    private static final Definitions definitions = new Definitions();

    @BeforeAll
    static void provision() {
        for (int language : List.of(GERMAN, FRENCH)) {
            definitions.system().create(new Entity("languagelocale").set("localeid", language)
                    .set("code", "l" + language).set("language", "L" + language).set("name", "L" + language));
        }
    }

    @AfterAll
    static void close() {
        definitions.close();
    }

    @Test
    @DisplayName("custom-api 99: labels are set and read in all languages")
    void labelsAreSetAndReadInAllLanguages() {
        UUID id = definitions.create(api("new_Labels"));

        set(definitions.service(), id, new LocalizedLabel("Echo", ENGLISH), new LocalizedLabel("Antwort", GERMAN));

        Label label = read(definitions.service(), id);
        assertThat(label.localizedLabels()).containsExactly(new LocalizedLabel("Echo", ENGLISH),
                new LocalizedLabel("Antwort", GERMAN));
        assertThat(label.userLocalizedLabel()).isEqualTo(new LocalizedLabel("Echo", ENGLISH));
        assertThat(definitions.read("customapi", id).get("displayname")).isEqualTo("Echo");
    }

    @Test
    void languagesThatAreNotNamedStayAndAnEmptyTextTakesOneAway() {
        UUID id = definitions.create(api("new_Stay").set("displayname", "Base"));
        set(definitions.service(), id, new LocalizedLabel("Eins", GERMAN), new LocalizedLabel("Un", FRENCH));

        set(definitions.service(), id, new LocalizedLabel("Zwei", GERMAN));
        set(definitions.service(), id, new LocalizedLabel("", FRENCH));

        assertThat(read(definitions.service(), id).localizedLabels()).containsExactly(
                new LocalizedLabel("Base", ENGLISH), new LocalizedLabel("Zwei", GERMAN));
    }

    @Test
    void theUsersLabelIsTheOneOfTheUsersLanguage() {
        UUID id = definitions.create(api("new_User"));
        OrganizationService german = user("german", GERMAN);
        OrganizationService french = user("french", FRENCH);

        set(german, id, new LocalizedLabel("Antwort", GERMAN));

        assertThat(read(german, id).userLocalizedLabel()).isEqualTo(new LocalizedLabel("Antwort", GERMAN));
        assertThat(read(french, id).userLocalizedLabel()).isEqualTo(new LocalizedLabel("new_User", ENGLISH));
    }

    @Test
    void aUserOfAnotherLanguageWritesNoBaseText() {
        UUID id = definitions.create(api("new_Language"));
        OrganizationService german = user("writer", GERMAN);

        assertRefused(ErrorCode.INVALID_LANGUAGE_FOR_CREATE, () -> german.create(api("new_Language2")))
                .hasMessageContaining("'displayname'");
        assertRefused(ErrorCode.INVALID_LANGUAGE_FOR_UPDATE,
                () -> german.update(new Entity("customapi", id).set("displayname", "Anders")));
        german.update(new Entity("customapi", id).set("isprivate", true));
    }

    @Test
    void whatHasNoLabelsIsRefused() {
        UUID id = definitions.create(api("new_Refused"));

        assertRefused(ErrorCode.ATTRIBUTE_DOES_NOT_SUPPORT_LOCALIZED_LABELS,
                () -> set(definitions.service(), id, "uniquename", new LocalizedLabel("x", ENGLISH)));
        assertRefused(ErrorCode.QUERY_BUILDER_NO_ATTRIBUTE,
                () -> set(definitions.service(), id, "nothing", new LocalizedLabel("x", ENGLISH)));
        assertRefused(ErrorCode.INVALID_LANGUAGE_CODE,
                () -> set(definitions.service(), id, new LocalizedLabel("x", 1041)));
        assertRefused(ErrorCode.STRING_LENGTH_TOO_LONG,
                () -> set(definitions.service(), id, new LocalizedLabel("x".repeat(101), GERMAN)));
        assertRefused(ErrorCode.OBJECT_DOES_NOT_EXIST,
                () -> set(definitions.service(), UUID.randomUUID(), new LocalizedLabel("x", ENGLISH)));
    }

    @Test
    void aUserWithoutRightOnTheRowSetsNoLabels() {
        UUID id = definitions.create(api("new_Rights"));
        OrganizationService basic = definitions.service(definitions.user("basic", "Basic User"));

        assertRefused(ErrorCode.PRIVILEGE_DENIED, () -> set(basic, id, new LocalizedLabel("x", GERMAN)));
    }

    @Test
    void labelsDieWithTheirRow() {
        UUID id = definitions.create(api("new_Dies"));
        set(definitions.service(), id, new LocalizedLabel("Stirbt", GERMAN));

        definitions.service().delete("customapi", id);
        definitions.create(api("new_Dies").id(id));

        assertThat(read(definitions.service(), id).localizedLabels()).hasSize(1);
    }

    private static OrganizationService user(String name, int language) {
        UUID userId = definitions.user(name, "System Administrator");
        definitions.speaks(userId, language);
        return definitions.service(userId);
    }

    private static void set(OrganizationService service, UUID id, LocalizedLabel... labels) {
        set(service, id, "displayname", labels);
    }

    private static void set(OrganizationService service, UUID id, String column, LocalizedLabel... labels) {
        service.execute(new OrganizationRequest("SetLocLabels")
                .set("EntityMoniker", new EntityReference("customapi", id)).set("AttributeName", column)
                .set("Labels", List.of(labels)));
    }

    private static Label read(OrganizationService service, @Nullable UUID id) {
        return service.execute(new OrganizationRequest("RetrieveLocLabels")
                .set("EntityMoniker", new EntityReference("customapi", id)).set("AttributeName", "displayname")
                .set("IncludeUnpublished", false)).results().require("Label", Label.class);
    }
}
