package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryScope;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/// `RetrieveTotalRecordCount`: how many rows tables have that the caller may read, all counted by one statement.
///
/// In: `EntityNames` String[]. Out: `EntityRecordCountCollection`, numbers by the names of the tables, in the order asked for.
///
/// Source: reference/web-api.md, "$count".
final class RetrieveTotalRecordCountOperation implements Operation {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);
    /// Each table is one more count for the database to make.
    private static final int TABLES_MAX = 100;

    @Override
    public boolean isSingleStatement(Execution execution) {
        return true;
    }

    @Override
    public void execute(Execution execution) {
        List<Table> tables = tables(execution);
        QueryScope scope = execution.queryScope();
        List<SelectField<?>> counts = new ArrayList<>();
        for (Table table : tables) {
            Name alias = DSL.quotedName("t" + counts.size());
            counts.add(DSL.field(DSL.select(DSL.count()).from(DSL.table(SqlNames.table(table)).as(alias))
                    .where(scope.access().visible(table, alias))));
        }
        Map<String, Long> result = Objects.requireNonNull(
                scope.work().first(Statement.of(SQL.select(counts)), row -> {
                    Map<String, Long> numbers = new LinkedHashMap<>();
                    for (Table table : tables) {
                        numbers.put(table.logicalName(), row.getLong(numbers.size() + 1));
                    }
                    return numbers;
                }));
        execution.outputs().set("EntityRecordCountCollection", result);
    }

    private static List<Table> tables(Execution execution) {
        Set<String> names = new LinkedHashSet<>(List.of(Targets.parameter(execution, "EntityNames", String[].class)));
        if (names.isEmpty() || names.size() > TABLES_MAX) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "The parameter 'EntityNames' takes the names of 1 to "
                            + TABLES_MAX + " tables, not " + names.size() + ".");
        }
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            Table table = execution.metadata().findTable(name);
            if (table == null) {
                throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_ENTITY,
                        "The entity with a name = '" + name + "' was not found in the metadata.");
            }
            tables.add(table);
        }
        return tables;
    }
}
