package dev.colonnade.engine.solution;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks components up, and what they cannot do without.
final class Components {

    /// The lookup that leads from a component to the one that it needs, by table.
    private static final Map<String, String> NEEDS = Map.of("customapirequestparameter", "customapiid",
            "customapiresponseproperty", "customapiid", "customapi", "plugintypeid", "sdkmessageprocessingstep",
            "plugintypeid", "sdkmessageprocessingstepimage", "sdkmessageprocessingstepid", "plugintype",
            "pluginassemblyid", "catalogassignment", "catalogid");

    private final QueryRunner queries;

    Components(QueryRunner queries) {
        this.queries = queries;
    }

    /// Refuses what is no component, or none that may be added.
    ///
    /// @throws ServiceException [ErrorCode#COMPONENT_DEFINITION_DOES_NOT_EXIST] for an unknown type,
    ///         [ErrorCode#SUBCOMPONENT_DOES_NOT_EXIST] for a missing component,
    ///         [ErrorCode#CANNOT_ADD_NON_CUSTOMIZABLE_COMPONENT] for one that its publisher has closed
    void require(Execution execution, Component component) {
        boolean isThere = switch (component.type()) {
            case ComponentType.TABLE -> execution.metadata().tables().stream()
                    .anyMatch(table -> table.metadataId().equals(component.objectId()));
            case ComponentType.COLUMN ->
                execution.metadata().tables().stream().flatMap(table -> table.columns().stream())
                        .map(Column::metadataId).anyMatch(component.objectId()::equals);
            case ComponentType.RELATIONSHIP, ComponentType.TABLE_RELATIONSHIP -> isRelationship(execution, component);
            default -> isRow(execution, component);
        };
        if (!isThere) {
            throw new ServiceException(ErrorCode.SUBCOMPONENT_DOES_NOT_EXIST, "There is no component of the type "
                    + component.type() + " with the id " + component.objectId() + ".");
        }
    }

    /// The components without which a component does not work, nearest first.
    List<Component> needs(Execution execution, Component component) {
        var needs = new ArrayList<Component>();
        Table table = ComponentType.table(execution.metadata(), component.type());
        UUID id = component.objectId();
        while (table != null) {
            EntityReference next = next(execution, table, id);
            if (next == null || next.id() == null) {
                break;
            }
            table = execution.metadata().table(next.logicalName());
            id = next.id();
            // Plug-in types are part of their assembly and come along with it.
            if (!table.logicalName().equals("plugintype")) {
                needs.add(new Component(ComponentType.of(table), id));
            }
        }
        return needs;
    }

    private @Nullable EntityReference next(Execution execution, Table table, UUID id) {
        String column = NEEDS.get(table.logicalName());
        if (column == null) {
            return null;
        }
        Entity row = queries.retrieve(table, id, ColumnSet.of(column), List.of(), execution.systemScope());
        return row == null ? null : row.get(column, EntityReference.class);
    }

    private static boolean isRelationship(Execution execution, Component component) {
        return execution.metadata().tables().stream().anyMatch(table -> {
            boolean isPairs = table.manyToMany() != null
                    && table.manyToMany().metadataId().equals(component.objectId());
            return isPairs
                    || table.manyToOne().stream().map(ManyToOne::metadataId).anyMatch(component.objectId()::equals);
        });
    }

    private boolean isRow(Execution execution, Component component) {
        Table table = ComponentType.table(execution.metadata(), component.type());
        if (table == null) {
            throw new ServiceException(ErrorCode.COMPONENT_DEFINITION_DOES_NOT_EXIST,
                    "There is no component type " + component.type() + ".");
        }
        ColumnSet columns = ManagedRules.applyTo(table) ? ColumnSet.of("ismanaged", "iscustomizable") : ColumnSet.of();
        Entity row = queries.retrieve(table, component.objectId(), columns, List.of(), execution.systemScope());
        if (row != null && ManagedRules.isClosed(row)) {
            throw new ServiceException(ErrorCode.CANNOT_ADD_NON_CUSTOMIZABLE_COMPONENT,
                    "The row " + component.objectId() + " of '" + table.logicalName()
                            + "' came with a managed solution that does not allow it to be added to another one.");
        }
        return row != null;
    }
}
