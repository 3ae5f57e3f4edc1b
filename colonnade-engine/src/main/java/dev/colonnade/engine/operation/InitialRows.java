package dev.colonnade.engine.operation;

import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Writes the rows that an organization, or a new table, starts with: in bulk, before there is anyone who could ask for them by
/// a message. They get the same defaults and server values as other rows.
///
/// @param userId user that the rows are created by and owned by
public record InitialRows(UnitOfWork work, Instant now, UUID userId, UUID businessUnitId, UUID organizationId,
        UUID solutionId) {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    public void insert(Table table, Collection<Entity> rows) {
        Map<String, List<List<@Nullable Object>>> batches = new LinkedHashMap<>();
        for (Entity row : rows) {
            Statement statement = Statement.of(
                    SQL.insertInto(DSL.table(SqlNames.table(table))).set(values(table, row).assignments()));
            batches.computeIfAbsent(statement.text(), text -> new ArrayList<>()).add(statement.values());
        }
        batches.forEach(work::executeBatch);
    }

    private RowValues values(Table table, Entity row) {
        var values = new RowValues(table);
        row.attributes().forEach(values::set);
        values.set(table.primaryId(), Objects.requireNonNullElseGet(row.id(), RowIds::next));
        ServerValues.onPair(values);
        for (String column : List.of("createdon", "modifiedon")) {
            values.setIfPresent(column, now);
        }
        for (String column : List.of("createdby", "modifiedby", "ownerid", "owninguser")) {
            if (table.hasColumn(column) && table.column(column).type().isLookup()) {
                values.setIfAbsent(column, new EntityReference("systemuser", userId));
            }
        }
        values.setIfAbsent("owningbusinessunit", new EntityReference("businessunit", businessUnitId));
        if (table.hasColumn("organizationid") && !table.primaryId().equals("organizationid")) {
            values.setIfAbsent("organizationid", table.column("organizationid").type().isLookup()
                    ? new EntityReference("organization", organizationId)
                    : organizationId);
        }
        if (table.hasColumn("solutionid") && !table.primaryId().equals("solutionid")
                && !table.column("solutionid").type().isLookup()) {
            values.setIfAbsent("solutionid", solutionId);
        }
        if (table.hasState() && !table.states().isEmpty()) {
            var first = table.states().iterator().next();
            values.setIfAbsent("statecode", new OptionSetValue(first.value()));
            values.setIfAbsent("statuscode", new OptionSetValue(first.defaultStatus()));
        }
        return values;
    }
}
