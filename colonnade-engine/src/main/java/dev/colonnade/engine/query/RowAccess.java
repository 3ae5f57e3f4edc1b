package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Table;
import org.jooq.Condition;
import org.jooq.Name;

/// Which rows of a table a caller may see: a condition that becomes part of the one statement of a read.
@FunctionalInterface
public interface RowAccess {

    /// Every row.
    RowAccess ALL = (table, alias) -> org.jooq.impl.DSL.noCondition();

    /// @param alias name under which the table stands in the statement
    /// @throws dev.colonnade.engine.ServiceException `PRIVILEGE_DENIED` when the caller may see no row of the table at all
    Condition visible(Table table, Name alias);
}
