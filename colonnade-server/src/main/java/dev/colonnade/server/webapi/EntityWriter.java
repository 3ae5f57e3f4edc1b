package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.server.webapi.ReadShape.ExpandShape;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/// Writes rows: etag, columns in the order of the shape with their annotations in front, expands. Belongs to one request.
///
/// Source: reference/web-api.md, "JSON of every column type", "Retrieve".
final class EntityWriter {

    private final MetadataSnapshot metadata;
    private final ServiceRoot root;
    private final Annotations annotations;
    private final ValueWriter values;

    EntityWriter(MetadataSnapshot metadata, ServiceRoot root, Annotations annotations, boolean longsAsText) {
        this.metadata = metadata;
        this.root = root;
        this.annotations = annotations;
        this.values = new ValueWriter(longsAsText);
    }

    ValueWriter values() {
        return values;
    }

    /// What the row is part of; expands look different in each.
    enum Part {
        SINGLE_RECORD,
        COLLECTION
    }

    /// Writes the members of a row into an object that is open already.
    void members(JsonGenerator json, Entity entity, ReadShape shape, Part part) {
        etag(json, entity);
        columns(json, entity, shape);
        for (ExpandShape expand : shape.expands()) {
            expand(json, entity, shape, expand, part, shape.hasNestedExpand());
        }
    }

    /// Writes the columns that an entity holds, whatever they are: for entities that operations answer with.
    void heldColumns(JsonGenerator json, Entity entity, Table table) {
        etag(json, entity);
        for (String name : entity.attributes().keySet()) {
            Column column = table.findColumn(name);
            if (column != null && EdmNames.isReadable(column) && !name.equals(table.primaryId())) {
                column(json, entity, table, column, new SerializedString(EdmNames.property(column)));
            }
        }
        primaryKey(json, entity, table);
    }

    /// Writes the columns of a row of FetchXML: those that have a value, companions such as `…name` and columns under aliases
    /// among them.
    ///
    /// Source: reference/web-api.md, "FetchXML", "Result names in JSON".
    void filledColumns(JsonGenerator json, Entity entity, Table table) {
        etag(json, entity);
        entity.attributes().forEach((name, value) -> {
            Column column = table.findColumn(name);
            if (value instanceof AliasedValue aliased) {
                aliased(json, entity, name, aliased);
            } else if (value != null && column != null && isShown(column)) {
                column(json, entity, table, column, new SerializedString(EdmNames.property(column)));
            }
        });
    }

    /// Writes a group of rows: its members that have a value.
    ///
    /// Source: reference/web-api.md, "$apply".
    void group(JsonGenerator json, Entity group, List<ApplyPlan.Member> members) {
        for (ApplyPlan.Member member : members) {
            String name = member.name();
            if (group.get(name) instanceof AliasedValue aliased) {
                if (aliased.value() instanceof EntityReference reference
                        && annotations.includes(Annotations.ASSOCIATED_NAVIGATION)) {
                    associatedNavigation(json, name, member.table(), member.column(), reference);
                }
                aliased(json, group, name, aliased);
            }
        }
    }

    private static boolean isShown(Column column) {
        return EdmNames.isReadable(column) || (column.attributeOf() != null && column.isValidForRead());
    }

    private void aliased(JsonGenerator json, Entity entity, String key, AliasedValue aliased) {
        if (aliased.value() == null) {
            return;
        }
        String formatted = entity.formattedValues().get(key);
        if (formatted != null && annotations.includes(Annotations.FORMATTED_VALUE)) {
            json.writeStringProperty(key + "@" + Annotations.FORMATTED_VALUE, formatted);
        }
        if (aliased.value() instanceof EntityReference reference
                && annotations.includes(Annotations.LOOKUP_LOGICAL_NAME)) {
            json.writeStringProperty(key + "@" + Annotations.LOOKUP_LOGICAL_NAME, reference.logicalName());
        }
        json.writeName(key);
        if (!values.write(json, aliased.value())) {
            json.writeNull();
        }
    }

    private void etag(JsonGenerator json, Entity entity) {
        if (entity.rowVersion() != null) {
            json.writeStringProperty("@odata.etag", etag(entity.rowVersion()));
        }
    }

    static String etag(String rowVersion) {
        return "W/\"" + rowVersion + "\"";
    }

    private void columns(JsonGenerator json, Entity entity, ReadShape shape) {
        Table table = shape.table();
        UUID id = id(entity, table);
        if (EdmNames.isPrincipal(table) && id != null && !table.hasColumn("ownerid")) {
            json.writeStringProperty("ownerid", id.toString());
        }
        for (ReadShape.Property property : shape.properties()) {
            Column column = property.column();
            if (property.isKey()) {
                primaryKey(json, entity, table);
            } else if (!property.isBinary() || entity.contains(column.logicalName())) {
                column(json, entity, table, column, property.name());
            }
        }
    }

    private static @Nullable UUID id(Entity entity, Table table) {
        return entity.id() != null ? entity.id() : entity.get(table.primaryId()) instanceof UUID id ? id : null;
    }

    private static void primaryKey(JsonGenerator json, Entity entity, Table table) {
        UUID id = id(entity, table);
        if (id != null) {
            json.writeStringProperty(table.primaryId(), id.toString());
        }
    }

    private void column(JsonGenerator json, Entity entity, Table table, Column column, SerializableString property) {
        Object value = entity.get(column.logicalName());
        if (value != null && !annotations.isEmpty()) {
            annotate(json, entity, table, column, property.getValue(), value);
        }
        json.writeName(property);
        if (!values.write(json, value)) {
            json.writeNull();
        }
    }

    /// Annotations stand directly in front of their property.
    private void annotate(JsonGenerator json, Entity entity, Table table, Column column, String property,
            Object value) {
        String formatted = entity.formattedValues().get(column.logicalName());
        if (formatted == null && value instanceof EntityReference reference) {
            formatted = reference.name();
        }
        if (formatted != null && annotations.includes(Annotations.FORMATTED_VALUE)) {
            json.writeStringProperty(property + "@" + Annotations.FORMATTED_VALUE, formatted);
        }
        if (value instanceof EntityReference reference) {
            if (annotations.includes(Annotations.ASSOCIATED_NAVIGATION)) {
                associatedNavigation(json, property, table, column, reference);
            }
            if (annotations.includes(Annotations.LOOKUP_LOGICAL_NAME)) {
                json.writeStringProperty(property + "@" + Annotations.LOOKUP_LOGICAL_NAME, reference.logicalName());
            }
        }
    }

    private static void associatedNavigation(JsonGenerator json, String property, Table table, Column column,
            EntityReference reference) {
        String navigation = navigation(table, column, reference);
        if (navigation != null) {
            json.writeStringProperty(property + "@" + Annotations.ASSOCIATED_NAVIGATION, navigation);
        }
    }

    private static @Nullable String navigation(Table table, Column column, EntityReference reference) {
        ManyToOne relationship = table.findManyToOne(column.logicalName(), reference.logicalName());
        if (relationship != null) {
            return relationship.navigation();
        }
        return table.manyToOne().stream().filter(other -> other.column().equals(column.logicalName())).findFirst()
                .map(ManyToOne::navigation).orElse(null);
    }

    private void expand(JsonGenerator json, Entity entity, ReadShape shape, ExpandShape expand, Part part,
            boolean isNested) {
        EntityCollection rows = entity.relatedEntities().get(expand.navigation().name());
        String name = expand.navigation().name();
        if (expand.isReference()) {
            reference(json, entity, expand);
        } else if (!expand.isCollection()) {
            json.writeName(name);
            single(json, rows, expand, part, isNested);
        } else {
            json.writeArrayPropertyStart(name);
            for (Entity row : rows == null ? List.<Entity>of() : rows.entities()) {
                json.writeStartObject();
                nestedMembers(json, row, expand.shape(), part, part == Part.SINGLE_RECORD || !isNested, isNested);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (part == Part.COLLECTION) {
                nextLink(json, entity, shape.table(), expand, rows);
            }
        }
    }

    private void single(JsonGenerator json, @Nullable EntityCollection rows, ExpandShape expand, Part part,
            boolean isNested) {
        if (rows == null || rows.entities().isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        nestedMembers(json, rows.entities().getFirst(), expand.shape(), part, part == Part.SINGLE_RECORD, isNested);
        json.writeEndObject();
    }

    private void nestedMembers(JsonGenerator json, Entity entity, ReadShape shape, Part part, boolean hasEtag,
            boolean isNested) {
        if (hasEtag) {
            etag(json, entity);
        }
        columns(json, entity, shape);
        for (ExpandShape expand : shape.expands()) {
            expand(json, entity, shape, expand, part, isNested);
        }
    }

    private void reference(JsonGenerator json, Entity entity, ExpandShape expand) {
        json.writeName(expand.navigation().name());
        Object lookup = expand.navigation() instanceof Navigation.ToOne(var relationship)
                ? entity.get(relationship.column())
                : null;
        if (lookup instanceof EntityReference reference && reference.id() != null) {
            json.writeStartObject();
            json.writeStringProperty("@odata.id",
                    root.row(metadata.table(reference.logicalName()), reference.requireId()));
            json.writeEndObject();
        } else {
            json.writeNull();
        }
    }

    /// The URL of the same rows as a collection of their own. Source: reference/web-api.md, "$expand".
    private void nextLink(JsonGenerator json, Entity entity, Table table, ExpandShape expand,
            @Nullable EntityCollection rows) {
        UUID id = id(entity, table);
        boolean isPaged = expand.rowsPerPage() > 0;
        if (id == null || (isPaged && (rows == null || !rows.moreRecords()))) {
            return;
        }
        String query = expand.linkOptions();
        if (isPaged) {
            query += (query.isEmpty() ? "" : "&") + "$skiptoken="
                    + UrlText.encodeQuery(new SkipToken(2, rows == null ? null : rows.pagingCookie()).text());
        }
        json.writeStringProperty(expand.navigation().name() + "@odata.nextLink",
                root.row(table, id) + "/" + expand.navigation().name() + (query.isEmpty() ? "" : "?" + query));
    }
}
