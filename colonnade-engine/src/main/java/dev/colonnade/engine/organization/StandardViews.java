package dev.colonnade.engine.organization;

import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableKind;
import dev.colonnade.sdk.Entity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The views that tables bring with them: one for each state, the first of them the default: `Active Accounts`, `Inactive
/// Accounts`. Tables without states have one of all rows.
///
/// Source: reference/web-api.md, "Saved queries".
final class StandardViews {

    private static final int PUBLIC_VIEW = 0;

    private StandardViews() {}

    /// Rows of `savedquery` for a table; none for tables that join others and those without a name to show.
    static List<Entity> of(Table table, int languageCode) {
        String primaryName = table.primaryName();
        if (primaryName == null || !table.hasColumn(primaryName) || table.kind() == TableKind.INTERSECT
                || !table.messages().contains("RetrieveMultiple")) {
            return List.of();
        }
        String plural = table.displayCollectionName().text(languageCode, languageCode);
        if (!table.hasState() || table.states().isEmpty()) {
            return List.of(view(table, primaryName, "All " + plural, "").set("isdefault", true));
        }
        var views = new ArrayList<Entity>();
        table.states().forEach(state -> views.add(view(table, primaryName,
                state.label().text(languageCode, languageCode) + " " + plural,
                "<filter type=\"and\"><condition attribute=\"statecode\" operator=\"eq\" value=\"" + state.value()
                        + "\"/></filter>")
                .set("isdefault", views.isEmpty())));
        return views;
    }

    private static Entity view(Table table, String primaryName, String name, String filter) {
        String fetchXml = "<fetch version=\"1.0\" mapping=\"logical\"><entity name=\"%s\"><attribute name=\"%s\"/>"
                .formatted(table.logicalName(), table.primaryId())
                + "<attribute name=\"%1$s\"/><order attribute=\"%1$s\" descending=\"false\"/>".formatted(primaryName)
                + filter + "</entity></fetch>";
        return new Entity("savedquery", id(table, name)).set("name", name).set("fetchxml", fetchXml)
                .set("returnedtypecode", table.logicalName()).set("querytype", PUBLIC_VIEW)
                .set("isquickfindquery", false);
    }

    /// The same in every organization.
    private static UUID id(Table table, String name) {
        return UUID.nameUUIDFromBytes(("view:" + table.logicalName() + ":" + name.toLowerCase(Locale.ROOT))
                .getBytes(StandardCharsets.UTF_8));
    }
}
