package dev.colonnade.engine.customapi;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.storage.Statement;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Keeps two transactions from taking the same name at the same time: the second one waits for the end of the first, and then
/// sees what it wrote.
///
/// `select pg_advisory_xact_lock(hashtextextended(?, 0))`
final class NameLock {

    private NameLock() {}

    /// @param scope what names are unique in
    static void take(Execution execution, String scope) {
        Field<Long> hash = DSL.function(DSL.name("hashtextextended"), SQLDataType.BIGINT,
                DSL.val("colonnade " + scope), DSL.val(0L));
        Field<Object> lock = DSL.function(DSL.name("pg_advisory_xact_lock"), SQLDataType.OTHER, hash);
        execution.work().list(Statement.of(DSL.select(lock)), row -> Boolean.TRUE);
    }
}
