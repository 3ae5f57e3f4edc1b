package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.KeyDefinition;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.EntityReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks the names of a path up in the definitions: tables, keys, columns, navigation properties, operations.
///
/// Source: reference/web-api.md, "URLs and versions", "Addressing records", "Functions and actions".
final class ResourceResolver {

    private final OrganizationSnapshot snapshot;
    private final MetadataSnapshot metadata;
    private final Aliases aliases;

    ResourceResolver(OrganizationSnapshot snapshot, Aliases aliases) {
        this.snapshot = snapshot;
        this.metadata = snapshot.metadata();
        this.aliases = aliases;
    }

    /// What a path names.
    ///
    /// @param path below the version, decoded
    /// @throws ServiceException [ErrorCode#RESOURCE_NOT_FOUND] when nothing has that name
    Resource resolve(String path) {
        List<PathSegment> segments = PathParser.parse(path);
        if (segments.isEmpty()) {
            return new Resource.ServiceDocument();
        }
        Resource resource = root(segments.getFirst());
        for (int i = 1; i < segments.size(); i++) {
            resource = below(resource, segments.get(i), segments.get(i - 1));
        }
        return resource;
    }

    /// The row that a path such as `accounts(GUID)` addresses; for binds and links.
    RowAddress.Keyed row(String path) {
        List<PathSegment> segments = PathParser.parse(path);
        if (segments.size() == 1 && root(segments.getFirst()) instanceof Resource.Row(RowAddress.Keyed keyed)) {
            return keyed;
        }
        throw new ServiceException(ErrorCode.BAD_URI, "'" + path + "' does not address a record.");
    }

    private Resource root(PathSegment segment) {
        if (segment.name().equals("$metadata")) {
            return new Resource.MetadataDocument();
        }
        Table table = metadata.findTableByEntitySet(segment.name());
        if (table != null) {
            List<PathSegment.Argument> arguments = segment.arguments();
            return arguments == null || arguments.isEmpty()
                    ? new Resource.Rows(table)
                    : new Resource.Row(keyed(table, arguments));
        }
        MessageDefinition message = snapshot.messages().find(segment.name());
        if (message != null && message.isCallable() && message.binding() == Binding.GLOBAL) {
            return new Resource.Operation(message, null, null, segment.arguments());
        }
        throw notFound(segment.name());
    }

    private Resource below(Resource resource, PathSegment segment, PathSegment before) {
        return switch (resource) {
            case Resource.Rows rows -> belowRows(rows, segment);
            case Resource.Row(RowAddress.Within(var parent, var navigation, var row)) when segment.name()
                    .equals("$ref") ->
                new Resource.Links(parent, navigation, row);
            case Resource.Row row -> belowRow(row.address(), segment);
            case Resource.Single single -> belowSingle(single, segment);
            case Resource.Related related -> belowRelated(related, segment, before);
            case Resource.Property(var row, var column, var isRaw) when !isRaw && segment.name().equals("$value") ->
                new Resource.Property(row, column, true);
            case Resource.ServiceDocument _,Resource.MetadataDocument _,Resource.Property _,Resource.Links _,Resource.Count _,Resource.Operation _ ->
                throw notFound(segment.name());
        };
    }

    private Resource belowRows(Resource.Rows rows, PathSegment segment) {
        if (segment.name().equals("$count")) {
            return new Resource.Count(rows);
        }
        MessageDefinition message = findBound(segment, rows.table(), Binding.ENTITY_COLLECTION);
        if (message != null) {
            return new Resource.Operation(message, null, rows.table(), segment.arguments());
        }
        throw new ServiceException(ErrorCode.BAD_RESOURCE_PATH, "The request URI is not valid. Since the segment '"
                + rows.table().entitySetName()
                + "' refers to a collection, this must be the last segment in the request"
                + " URI or it must be followed by an function or action that can be bound to it otherwise all"
                + " intermediate segments must refer to a single resource.");
    }

    private Resource belowRow(RowAddress row, PathSegment segment) {
        Table table = row.table();
        String name = segment.name();
        MessageDefinition message = findBound(segment, table, Binding.ENTITY);
        if (message != null) {
            return new Resource.Operation(message, row, null, segment.arguments());
        }
        Navigation navigation = metadata.findNavigation(table.logicalName(), name);
        if (navigation instanceof Navigation.ToOne toOne) {
            return new Resource.Single(row, toOne);
        }
        if (navigation != null) {
            var related = new Resource.Related(row, navigation);
            List<PathSegment.Argument> arguments = segment.arguments();
            return arguments == null || arguments.isEmpty()
                    ? related
                    : new Resource.Row(new RowAddress.Within(row, navigation, keyed(target(navigation), arguments)));
        }
        Column column = EdmNames.findColumn(table, name);
        if (column != null && segment.arguments() == null) {
            return new Resource.Property(row, column, false);
        }
        requireQualified(name);
        throw notFound(name);
    }

    private Resource belowSingle(Resource.Single single, PathSegment segment) {
        return segment.name().equals("$ref")
                ? new Resource.Links(single.row(), single.navigation(), null)
                : belowRow(new RowAddress.Through(single.row(), single.navigation(), target(single.navigation())),
                        segment);
    }

    private Resource belowRelated(Resource.Related related, PathSegment segment, PathSegment before) {
        return switch (segment.name()) {
            case "$count" -> new Resource.Count(related);
            case "$ref" -> new Resource.Links(related.row(), related.navigation(), null);
            default -> throw new ServiceException(ErrorCode.BAD_RESOURCE_PATH,
                    "The request URI is not valid. Since the segment '" + before.name() + "' refers to a collection,"
                            + " this must be the last segment in the request URI or it must be followed by an function or"
                            + " action that can be bound to it otherwise all intermediate segments must refer to a"
                            + " single resource.");
        };
    }

    private Table target(Navigation navigation) {
        return metadata.table(navigation.target());
    }

    private @Nullable MessageDefinition findBound(PathSegment segment, Table table, Binding binding) {
        if (!segment.name().startsWith(EdmNames.NAMESPACE)) {
            return null;
        }
        MessageDefinition message = snapshot.messages().find(segment.name().substring(EdmNames.NAMESPACE.length()));
        return message != null && message.isCallable() && message.binding() == binding && isBoundTo(message, table)
                ? message
                : null;
    }

    /// A bound message without a table of its own is bound to every table; which of them take it is known to its operation.
    private static boolean isBoundTo(MessageDefinition message, Table table) {
        return message.boundTable() == null || message.boundTable().equals(table.logicalName());
    }

    /// A bound operation that is called by its short name. Source: reference/web-api.md, "Errors of the OData layer".
    private void requireQualified(String name) {
        MessageDefinition message = snapshot.messages().find(name);
        if (message != null && message.isCallable() && message.binding() != Binding.GLOBAL) {
            throw new ServiceException(ErrorCode.BAD_URI, "Request message has unresolved parameters");
        }
    }

    /// A row by its key. In front of `$ref` a row of a collection means its link.
    private RowAddress.Keyed keyed(Table table, List<PathSegment.Argument> arguments) {
        if (arguments.size() == 1) {
            UUID id = findId(table, arguments.getFirst());
            if (id != null) {
                return new RowAddress.Keyed(table, new EntityReference(table.logicalName(), id), id.toString());
            }
        }
        Map<String, @Nullable Object> values = keyValues(table, arguments);
        return new RowAddress.Keyed(table, EntityReference.byKey(table.logicalName(), values),
                keyText(arguments));
    }

    private @Nullable UUID findId(Table table, PathSegment.Argument argument) {
        String name = argument.name();
        String key = EdmNames.isPrincipal(table) ? "ownerid" : table.primaryId();
        if (name != null && !name.equals(key)) {
            return null;
        }
        UUID id = UrlValues.guid(aliases.literal(argument.value()));
        if (id == null) {
            throw invalidKey(table);
        }
        return id;
    }

    private Map<String, @Nullable Object> keyValues(Table table, List<PathSegment.Argument> arguments) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (PathSegment.Argument argument : arguments) {
            Column column = argument.name() == null ? null : EdmNames.findColumn(table, argument.name());
            if (column == null || values.containsKey(column.logicalName())) {
                throw invalidKey(table);
            }
            values.put(column.logicalName(), UrlValues.ofColumn(column, aliases.literal(argument.value())));
        }
        for (KeyDefinition key : table.keys()) {
            if (key.columns().size() == values.size() && values.keySet().containsAll(key.columns())) {
                return values;
            }
        }
        throw invalidKey(table);
    }

    private String keyText(List<PathSegment.Argument> arguments) {
        return arguments.stream()
                .map(argument -> argument.name() + "=" + keyText(aliases.literal(argument.value())))
                .collect(Collectors.joining(","));
    }

    private static String keyText(Literal literal) {
        return switch (literal) {
            case Literal.Text(var text) ->
                "'" + UrlText.encodeQuery(text.replace("'", "''")).replace("/", "%2F").replace("(", "%28")
                        .replace(")", "%29") + "'";
            case Literal.Number(var number) -> number.toPlainString();
            case Literal.Guid(var id) -> id.toString().toLowerCase(Locale.ROOT);
            case Literal.Bool(var truth) -> String.valueOf(truth);
            case Literal.Date(var date) -> date.toString();
            case Literal.DateTime(var text) -> UrlText.encodeQuery(text);
            case Literal.EnumMember(var type, var member) -> type + "'" + member + "'";
            case Literal.Json(var text) -> UrlText.encodeQuery(text);
            case Literal.Null _ -> "null";
        };
    }

    private static ServiceException invalidKey(Table table) {
        return new ServiceException(ErrorCode.BAD_URI, "The key in the request URI is not valid for resource '"
                + EdmNames.typeName(table)
                + "'. Ensure that the names and number of key properties match the declared or"
                + " alternate key properties for the resource '" + EdmNames.typeName(table) + "'.");
    }

    /// Source: reference/web-api.md, "Errors of the OData layer".
    static ServiceException notFound(String segment) {
        return new ServiceException(ErrorCode.RESOURCE_NOT_FOUND,
                "Resource not found for the segment '" + segment + "'.");
    }
}
