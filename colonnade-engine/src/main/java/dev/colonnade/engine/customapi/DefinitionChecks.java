package dev.colonnade.engine.customapi;

import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.ParameterType;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules that a definition is held to by itself, without other rows. Source: reference/custom-api.md, "Validation on create
/// and update".
final class DefinitionChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    /// The open type of the Web API, which is no table.
    private static final String EXPANDO = "expando";

    private static final Set<ParameterType> ENTITY_TYPES = Set.of(ParameterType.ENTITY, ParameterType.ENTITY_COLLECTION,
            ParameterType.ENTITY_REFERENCE);
    private static final Set<ParameterType> NEVER_IN_WORKFLOWS = Set.of(ParameterType.ENTITY,
            ParameterType.ENTITY_COLLECTION,
            ParameterType.STRING_ARRAY);

    private final Predicate<String> isTable;
    private final Predicate<String> isPrefix;

    /// @param isTable whether a logical name is that of a table
    /// @param isPrefix whether a text in lower case is the customization prefix of a publisher
    DefinitionChecks(Predicate<String> isTable, Predicate<String> isPrefix) {
        this.isTable = isTable;
        this.isPrefix = isPrefix;
    }

    void check(Api api, Mistakes mistakes) {
        if (api.uniqueName() != null) {
            checkMessageName(api.uniqueName(), mistakes);
        }
        if (api.binding() != null) {
            checkBinding(api.binding(), api.boundTable(), mistakes);
        }
        if (api.isFunction() && api.isForWorkflows()) {
            mistakes.add("The column 'workflowsdkstepenabled' cannot be true where 'isfunction' is true: workflows"
                    + " call actions only.");
        }
    }

    void check(Part part, Api api, Mistakes mistakes) {
        if (part.uniqueName() != null) {
            checkPartName(part, part.uniqueName(), api, mistakes);
        }
        if (part.type() != null) {
            checkTable(part, part.type(), mistakes);
            checkWorkflow(part, part.type(), api, mistakes);
            checkFunction(part, part.type(), api, mistakes);
        }
        if (part.kind() == PartKind.REQUEST_PARAMETER && api.isManaged() && !part.isOptional()) {
            mistakes.add("The column 'isoptional' of the request parameter '" + part.uniqueName()
                    + "' must be true: '" + api.uniqueName()
                    + "' is managed, and a parameter added to it cannot be required.");
        }
    }

    private void checkMessageName(String uniqueName, Mistakes mistakes) {
        if (!NAME.matcher(uniqueName).matches()) {
            mistakes.add(invalidName(uniqueName));
        } else if (!hasPrefix(uniqueName)) {
            mistakes.add("The value '" + uniqueName + "' of the column 'uniquename' must begin with the customization"
                    + " prefix of a publisher and an underscore, as in 'new_" + uniqueName + "'.");
        }
    }

    private boolean hasPrefix(String uniqueName) {
        int underscore = uniqueName.indexOf('_');
        return underscore > 0 && underscore < uniqueName.length() - 1
                && isPrefix.test(uniqueName.substring(0, underscore).toLowerCase(Locale.ROOT));
    }

    private void checkBinding(Binding binding, @Nullable String table, Mistakes mistakes) {
        if (binding == Binding.GLOBAL) {
            if (table != null) {
                mistakes.add(
                        "The column 'boundentitylogicalname' must be empty where 'bindingtype' is 0 (Global), not '"
                                + table + "'.");
            }
        } else if (table == null) {
            mistakes.add("The column 'boundentitylogicalname' must name a table where 'bindingtype' is "
                    + (binding == Binding.ENTITY ? "1 (Entity)" : "2 (Entity Collection)") + ".");
        } else if (!isTable.test(table)) {
            mistakes.add("The value '" + table + "' of the column 'boundentitylogicalname' is not the logical name of a"
                    + " table.");
        }
    }

    private static void checkPartName(Part part, String uniqueName, Api api, Mistakes mistakes) {
        if (!NAME.matcher(uniqueName).matches()) {
            mistakes.add(invalidName(uniqueName));
        }
        // The pipeline adds this one itself, from the row in the URL.
        if (part.kind() == PartKind.REQUEST_PARAMETER && api.binding() == Binding.ENTITY
                && uniqueName.equalsIgnoreCase("Target")) {
            mistakes.add("The value '" + uniqueName + "' of the column 'uniquename' is taken: '" + api.uniqueName()
                    + "' is bound to a table, and its parameter 'Target' is there by itself.");
        }
    }

    private void checkTable(Part part, ParameterType type, Mistakes mistakes) {
        String table = part.tableName();
        if (table == null) {
            return;
        }
        if (!ENTITY_TYPES.contains(type)) {
            mistakes.add("The column 'logicalentityname' must be empty where 'type' is " + number(type) + ", not '"
                    + table + "'.");
        } else if (type == ParameterType.ENTITY_COLLECTION && part.kind() == PartKind.RESPONSE_PROPERTY) {
            mistakes.add("The column 'logicalentityname' must be empty where 'type' of a response property is "
                    + number(type) + ", not '" + table + "'.");
        } else if (table.equals(EXPANDO)) {
            mistakes.add("The value 'expando' of the column 'logicalentityname' is not allowed: an open type has no"
                    + " table, so leave the column empty.");
        } else if (!isTable.test(table)) {
            mistakes.add("The value '" + table + "' of the column 'logicalentityname' is not the logical name of a"
                    + " table.");
        }
    }

    private static void checkWorkflow(Part part, ParameterType type, Api api, Mistakes mistakes) {
        if (!api.isForWorkflows()) {
            return;
        }
        if (NEVER_IN_WORKFLOWS.contains(type)) {
            mistakes.add("The value " + number(type) + " of the column 'type' is not allowed: '" + api.uniqueName()
                    + "' is enabled for workflows, which know no such " + part.kind().noun() + ".");
        } else if (type == ParameterType.ENTITY_REFERENCE && api.binding() != Binding.ENTITY) {
            mistakes.add("The value " + number(type) + " of the column 'type' is not allowed: '" + api.uniqueName()
                    + "' is enabled for workflows and not bound to a row.");
        }
    }

    private static void checkFunction(Part part, ParameterType type, Api api, Mistakes mistakes) {
        boolean isOpen = part.tableName() == null
                && (type == ParameterType.ENTITY || type == ParameterType.ENTITY_COLLECTION);
        if (api.isFunction() && part.kind() == PartKind.REQUEST_PARAMETER && isOpen) {
            mistakes.add("The column 'logicalentityname' must name a table where 'type' is " + number(type) + ": '"
                    + api.uniqueName() + "' is a function, and functions take no open types.");
        }
    }

    private static String invalidName(String uniqueName) {
        return "The value '" + uniqueName + "' of the column 'uniquename' may hold letters, digits and underscores"
                + " only.";
    }

    private static String number(ParameterType type) {
        return type.number() + " (" + type.name() + ")";
    }
}
