package dev.colonnade.engine.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the annotations in an archive declare, with every default filled in.
///
/// @param types names of the plug-in types
record Declarations(List<String> types, List<Api> apis, List<DeclaredStep> steps) {

    Declarations {
        types = List.copyOf(types);
        apis = List.copyOf(apis);
        steps = List.copyOf(steps);
    }

    /// A custom API.
    ///
    /// @param typeName plug-in type of the main operation; `null` when the annotated class is no plug-in
    /// @param boundTable logical name; `null` when global
    /// @param executePrivilege `null` for none
    record Api(String uniqueName, String displayName, String description, @Nullable String typeName, int bindingType,
            @Nullable String boundTable, boolean isFunction, boolean isPrivate, @Nullable String executePrivilege,
            int allowedSteps, boolean isForWorkflows, List<Part> parameters, List<Part> properties) {

        Api {
            parameters = List.copyOf(parameters);
            properties = List.copyOf(properties);
        }
    }

    /// A request parameter or response property.
    ///
    /// @param type the platform's number of the type
    /// @param table logical name; `null` for none
    record Part(String uniqueName, String displayName, String description, int type, boolean isOptional,
            @Nullable String table) {}

    /// A step.
    ///
    /// @param table logical name; `null` for every table
    /// @param filteringAttributes comma-separated logical names; `null` for all columns
    /// @param configuration `null` for none
    record DeclaredStep(String typeName, String name, String message, @Nullable String table, int stage, int mode,
            int rank, @Nullable String filteringAttributes, @Nullable String configuration) {}
}
