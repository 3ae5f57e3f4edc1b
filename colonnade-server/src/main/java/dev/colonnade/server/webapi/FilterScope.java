package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.LinkTree.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the names of a filter are looked up: among the properties of the queried table, or, inside a lambda operator, among those
/// of its variable.
///
/// @param variable name of the variable; `null` outside of lambda operators
/// @param links the joins for paths that begin here
/// @param outer the scope around the lambda operator; `null` for the outermost one
record FilterScope(MetadataSnapshot metadata, Table table, @Nullable String variable, LinkTree links,
        @Nullable FilterScope outer) {

    /// The column that a path leads to.
    ///
    /// @throws ServiceException [ErrorCode#ODATA] for an unknown name, [ErrorCode#BAD_URI] for one of another scope
    Place place(Operand.Path path) {
        return links.place(metadata, table, local(path));
    }

    /// The names of a path without the variable that it begins with.
    List<String> local(Operand.Path path) {
        String own = variable;
        if (own == null) {
            return path.names();
        }
        List<String> names = path.names();
        if (names.size() > 1 && names.getFirst().equals(own)) {
            return names.subList(1, names.size());
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "'" + path + "' is not supported inside of a lambda operator with the"
                        + " variable '" + own + "': conditions there are about '" + own + "/…' alone.");
    }

    /// @throws ServiceException [ErrorCode#BAD_URI] when a scope around has the same variable
    void requireNew(String name) {
        for (FilterScope scope = this; scope != null; scope = scope.outer) {
            if (name.equals(scope.variable)) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The variable '" + name + "' is used by a lambda operator around this one already.");
            }
        }
    }
}
