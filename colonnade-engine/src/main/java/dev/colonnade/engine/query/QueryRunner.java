package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryPlanner.Page;
import dev.colonnade.engine.query.QueryPlanner.Planned;
import dev.colonnade.engine.query.QueryPlanner.SecuredTable;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryExpression;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/// Reads rows: a query becomes a plan ([QueryPlanner]), the plan one statement ([SelectBuilder]), its rows entities
/// ([RowReader]). Every table of the statement carries the condition of what the caller sees. Statements of known shapes are
/// kept. Safe for use by several threads; one per organization.
public final class QueryRunner {

    private final AccessConditions conditions = new AccessConditions();
    private final CompiledQueries compiled = new CompiledQueries(conditions);

    /// A page of rows, with the rows that they expand to.
    ///
    /// @throws ServiceException when the query names what is not there, compares what cannot be compared, or is over the limits
    public EntityCollection retrieveMultiple(QueryExpression query, List<Expand> expands, QueryScope scope) {
        Planned planned = new QueryPlanner(scope).page(query, expands);
        List<Read> reads = read(planned, scope);
        Page page = Objects.requireNonNull(planned.page());
        requireGroupable(planned, reads, query, scope);
        boolean hasMore = !page.isTop() && reads.size() > page.rows();
        List<Read> shown = hasMore ? reads.subList(0, page.rows()) : reads;
        var entities = new ArrayList<Entity>(shown.size());
        for (Read row : shown) {
            entities.add(row.entity());
        }
        var rows = new EntityCollection(query.entityName(), entities)
                .moreRecords(hasMore);
        if (hasMore && planned.canContinue()) {
            rows.pagingCookie(PagingCookie.of(page.number(), planned.orders(), planned.plan().orders(),
                    shown.getFirst().keys(), shown.getLast().keys()).text());
        }
        if (query.pageInfo().returnTotalRecordCount()) {
            total(rows, reads, query, scope);
        }
        return rows;
    }

    /// Source: reference/web-api.md, "FetchXML", "Aggregates"
    private static void requireGroupable(Planned planned, List<Read> reads, QueryExpression query, QueryScope scope) {
        int max = scope.limits().aggregateRows();
        Integer asked = query.aggregateLimit();
        int limit = asked == null || asked == 0 ? max : Math.min(asked, max);
        if (planned.plan().groups() != null && !reads.isEmpty() && reads.getFirst().grouped() > limit) {
            throw new ServiceException(ErrorCode.AGGREGATE_QUERY_RECORD_LIMIT_EXCEEDED,
                    "AggregateQueryRecordLimit exceeded. Cannot perform this operation.");
        }
    }

    private void total(EntityCollection rows, List<Read> reads, QueryExpression query, QueryScope scope) {
        int max = scope.limits().countRows();
        // The count comes with each row; a page without rows tells nothing about the pages before it.
        long total = !reads.isEmpty()
                ? reads.getFirst().total()
                : query.pageInfo().pageNumber() <= 1 && !Integer.valueOf(0).equals(query.topCount())
                        ? 0
                        : count(query, scope);
        rows.totalRecordCount((int) Math.min(total, max)).totalRecordCountLimitExceeded(total > max);
    }

    /// One row by its key; `null` when it is not there or the caller does not see it.
    public @Nullable Entity retrieve(Table table, UUID id, ColumnSet columns, List<Expand> expands, QueryScope scope) {
        if (expands.isEmpty()) {
            var shape = new RowQuery.Shape(table, columns, scope.format().formattedValues());
            RowQuery row = compiled.row(shape, id, scope);
            Planned planned = row.planned(id);
            Map<String, Condition> access = access(planned, scope);
            return first(row.compiled(planned, access, conditions.texts(access)), planned, access, scope);
        }
        Planned planned = new QueryPlanner(scope).few(QueryPlanner.byId(table, id, columns), expands, null);
        Map<String, Condition> access = access(planned, scope);
        return first(compiled.page(scope.metadata(), planned, access), planned, access, scope);
    }

    private @Nullable Entity first(CompiledQuery query, Planned planned, Map<String, Condition> access,
            QueryScope scope) {
        Statement statement = query.bind(planned.values(), conditions.values(access));
        var reading = new RowReader.Reading(new ValueFormat(scope.format()), planned.values());
        return query.first(statement, scope.work(), row -> query.reader().read(new ResultCells(row), reading));
    }

    /// The id of the row that an alternate key names, or the primary key given by its name; `null` when there is none, or the
    /// caller does not see it.
    ///
    /// @throws ServiceException [ErrorCode#ENTITY_KEY_NOT_DEFINED] when the columns are not those of a key,
    ///         [ErrorCode#MULTIPLE_RECORDS_FOUND_BY_ENTITY_KEY] when several rows have the values, which empty values allow
    public @Nullable UUID findByKey(Table table, Map<String, @Nullable Object> keyAttributes, QueryScope scope) {
        Planned planned = new QueryPlanner(scope).few(AlternateKeys.query(table, keyAttributes), List.of(), 2);
        List<Read> rows = read(planned, scope);
        if (rows.size() > 1) {
            throw new ServiceException(ErrorCode.MULTIPLE_RECORDS_FOUND_BY_ENTITY_KEY, "Several rows of '"
                    + table.logicalName() + "' have the key values " + keyAttributes + ".");
        }
        return rows.isEmpty() ? null : rows.getFirst().entity().id();
    }

    /// The number of matching rows, at most [dev.colonnade.engine.Limits#countRows()].
    public long count(QueryExpression query, QueryScope scope) {
        Planned planned = new QueryPlanner(scope).count(query);
        Map<String, Condition> access = access(planned, scope);
        CompiledQuery count = compiled.count(scope.metadata(), planned, access);
        Statement statement = count.bind(planned.values(), conditions.values(access));
        return Objects.requireNonNull(scope.work().first(statement, row -> row.getLong(1)));
    }

    private List<Read> read(Planned planned, QueryScope scope) {
        Map<String, Condition> access = access(planned, scope);
        CompiledQuery query = compiled.page(scope.metadata(), planned, access);
        Statement statement = query.bind(planned.values(), conditions.values(access));
        var reading = new RowReader.Reading(new ValueFormat(scope.format()), planned.values());
        return scope.work().list(statement, row -> read(row, query.reader(), reading, planned));
    }

    private static Map<String, Condition> access(Planned planned, QueryScope scope) {
        var access = new LinkedHashMap<String, Condition>();
        for (SecuredTable secured : planned.secured()) {
            access.put(secured.alias(),
                    scope.access().visible(secured.table(), org.jooq.impl.DSL.quotedName(secured.alias())));
        }
        return access;
    }

    private static Read read(ResultSet row, RowReader reader, RowReader.Reading reading, Planned planned)
            throws SQLException {
        var cells = new ResultCells(row);
        SelectPlan plan = planned.plan();
        int fields = plan.groups() == null ? plan.fields().size() : plan.groups().fields().size() + 1;
        long grouped = plan.groups() == null ? 0 : row.getLong(fields);
        long total = plan.totalLimit() == null ? -1 : row.getLong(fields + 1);
        List<@Nullable String> keys = List.of();
        Page page = planned.page();
        if (page != null && planned.canContinue() && (row.getRow() == 1 || row.getRow() == page.rows())) {
            keys = keys(row, plan);
        }
        return new Read(reader.read(cells, reading), keys, total, grouped);
    }

    private static List<@Nullable String> keys(ResultSet row, SelectPlan plan) throws SQLException {
        var keys = new ArrayList<@Nullable String>();
        for (OrderPlan order : plan.orders()) {
            keys.add(PagingCookie.value(row, order.field() + 1, order.operand().type()));
        }
        return keys;
    }

    /// A row as read.
    ///
    /// @param keys its values in the order of the query, for the page that may follow; empty but for the first and the last
    ///        row of a page
    /// @param total number of all rows, -1 when it was not asked for
    /// @param grouped number of the rows that all groups were made of
    private record Read(Entity entity, List<@Nullable String> keys, long total, long grouped) {}

    /// The texts of the statements that are kept.
    List<String> statements() {
        return compiled.texts();
    }
}
