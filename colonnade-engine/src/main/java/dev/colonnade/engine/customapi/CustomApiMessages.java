package dev.colonnade.engine.customapi;

import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.query.QueryScope;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns the rows of custom APIs into definitions of messages.
public final class CustomApiMessages {

    private CustomApiMessages() {}

    /// All custom APIs, by unique name; their parameters and properties in the order in which they were created. The status of
    /// a row has no effect. Source: reference/custom-api.md, "Status columns".
    ///
    /// @param scope one that sees all rows
    public static List<MessageDefinition> load(QueryRunner queries, QueryScope scope) {
        Map<UUID, List<Parameter>> parameters = parts(PartKind.REQUEST_PARAMETER, queries, scope);
        Map<UUID, List<Parameter>> properties = parts(PartKind.RESPONSE_PROPERTY, queries, scope);
        var query = new QueryExpression("customapi")
                .columns("uniquename", "bindingtype", "boundentitylogicalname", "isfunction", "isprivate",
                        "executeprivilegename", "allowedcustomprocessingsteptype", "plugintypeid", "sdkmessageid")
                .orderBy("uniquename", OrderType.ASCENDING);
        return rows(query, queries, scope).stream().map(row -> {
            UUID id = Objects.requireNonNull(row.id());
            return definition(row, id, parameters.getOrDefault(id, List.of()), properties.getOrDefault(id, List.of()));
        }).toList();
    }

    private static MessageDefinition definition(Entity row, UUID id, List<Parameter> parameters,
            List<Parameter> properties) {
        UUID messageId = referenced(row, "sdkmessageid");
        return new MessageDefinition(messageId == null ? id : messageId, row.require("uniquename", String.class),
                Objects.requireNonNullElse(Api.binding(number(row, "bindingtype")), Binding.GLOBAL),
                text(row, "boundentitylogicalname"), isTrue(row, "isfunction"), isTrue(row, "isprivate"), true,
                text(row, "executeprivilegename"), number(row, "allowedcustomprocessingsteptype"), parameters,
                properties, id, referenced(row, "plugintypeid"));
    }

    private static Map<UUID, List<Parameter>> parts(PartKind kind, QueryRunner queries, QueryScope scope) {
        boolean isParameter = kind == PartKind.REQUEST_PARAMETER;
        var query = new QueryExpression(kind.table())
                .columns(isParameter
                        ? new String[]{"customapiid", "uniquename", "type", "logicalentityname", "isoptional"}
                        : new String[]{"customapiid", "uniquename", "type", "logicalentityname"})
                .orderBy("createdon", OrderType.ASCENDING).orderBy(kind.table() + "id", OrderType.ASCENDING);
        var parts = new HashMap<UUID, List<Parameter>>();
        for (Entity row : rows(query, queries, scope)) {
            UUID apiId = referenced(row, "customapiid");
            ParameterType type = Part.type(number(row, "type"));
            if (apiId != null && type != null) {
                parts.computeIfAbsent(apiId, key -> new ArrayList<>())
                        .add(new Parameter(row.require("uniquename", String.class), type,
                                isParameter && isTrue(row, "isoptional"), text(row, "logicalentityname")));
            }
        }
        return parts;
    }

    private static List<Entity> rows(QueryExpression query, QueryRunner queries, QueryScope scope) {
        var rows = new ArrayList<Entity>();
        EntityCollection page = queries.retrieveMultiple(query, List.of(), scope);
        rows.addAll(page.entities());
        for (int number = 2; page.moreRecords(); number++) {
            query.pageInfo(new PagingInfo(0, number, page.pagingCookie(), false));
            page = queries.retrieveMultiple(query, List.of(), scope);
            rows.addAll(page.entities());
        }
        return rows;
    }

    private static @Nullable UUID referenced(Entity row, String column) {
        EntityReference reference = row.get(column, EntityReference.class);
        return reference == null ? null : reference.id();
    }

    private static int number(Entity row, String column) {
        OptionSetValue option = row.get(column, OptionSetValue.class);
        return option == null ? 0 : option.value();
    }

    private static @Nullable String text(Entity row, String column) {
        String text = row.get(column, String.class);
        return text == null || text.isBlank() ? null : text;
    }

    private static boolean isTrue(Entity row, String column) {
        return Boolean.TRUE.equals(row.get(column));
    }
}
