package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the plan of one statement out of a query: names become columns, values are checked, limits held, places given to every
/// table. Used once; takes no connection.
final class QueryPlanner {

    final QueryScope scope;
    final Values values = new Values();
    final Budget budget;
    final FilterPlanner filters;
    final Lookups lookups;
    private final List<SecuredTable> secured = new ArrayList<>();
    private int places;

    QueryPlanner(QueryScope scope) {
        this.scope = scope;
        this.budget = new Budget(scope.limits());
        this.filters = new FilterPlanner(this);
        this.lookups = new Lookups(scope.metadata());
    }

    /// A page of rows.
    Planned page(QueryExpression query, List<Expand> expands) {
        Page page = Page.of(query, scope.limits());
        SelectDraft draft = draft(query);
        draft.expands(expands);
        draft.orders(query.orders());
        if (page.isOffset()) {
            draft.offset = values.addNumber(page.offset());
        }
        if (page.cookie() != null) {
            draft.after(page.cookie());
        }
        draft.limit = values.addNumber(page.limit());
        if (query.pageInfo().returnTotalRecordCount()) {
            draft.totalLimit = values.addNumber(scope.limits().countRows() + 1);
        }
        return planned(draft.plan(), page, draft.orderFingerprint(), draft.canContinue());
    }

    /// The rows of a query in no order: for queries that name one row.
    Planned few(QueryExpression query, List<Expand> expands, @Nullable Integer rowsMax) {
        SelectDraft draft = draft(query);
        draft.expands(expands);
        draft.limit = rowsMax == null ? null : values.addNumber(rowsMax);
        return planned(draft.plan(), null, 0, false);
    }

    /// What is counted: the matching rows up to one limit.
    Planned count(QueryExpression query) {
        SelectDraft draft = draft(query);
        draft.limit = values.addNumber(scope.limits().countRows());
        return planned(draft.plan(), null, 0, false);
    }

    private SelectDraft draft(QueryExpression query) {
        var draft = new SelectDraft(this, scope.metadata().table(query.entityName()),
                SelectDraft.Kind.of(query));
        draft.links(query.linkEntities());
        draft.columns(query.columnSet());
        draft.linkColumns();
        draft.criteria(query.criteria());
        return draft;
    }

    private Planned planned(SelectPlan plan, @Nullable Page page, int orders, boolean canContinue) {
        return new Planned(plan, values.list(), List.copyOf(secured), page, orders, canContinue);
    }

    /// A name in the statement that no other table has.
    String nextAlias() {
        return "t" + places++;
    }

    void secure(Table table, String alias) {
        secured.add(new SecuredTable(table, alias));
    }

    /// A plan with all that belongs to one call of it.
    ///
    /// @param page which page is asked for; `null` when there are no pages
    /// @param orders tells orders apart, so that a cookie of another order is refused
    /// @param canContinue whether a next page can begin behind the last row
    record Planned(SelectPlan plan, List<Object> values, List<SecuredTable> secured, @Nullable Page page, int orders,
            boolean canContinue) {

        Planned withValues(List<Object> others) {
            return new Planned(plan, others, secured, page, orders, canContinue);
        }
    }

    /// A table of which only rows are read that the caller sees.
    record SecuredTable(Table table, String alias) {}

    /// Which part of all rows is read.
    ///
    /// @param rows rows of the page
    /// @param number number of the page, from 1
    /// @param isTop whether there is nothing beyond the page, as the query asks for a number of rows
    /// @param cookie where the page begins; `null` for the first page and for those that are counted off
    record Page(int rows, int number, boolean isTop, @Nullable PagingCookie cookie) {

        static Page of(QueryExpression query, dev.colonnade.engine.Limits limits) {
            PagingInfo paging = query.pageInfo();
            if (paging.count() < 0 || paging.pageNumber() < 0) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                        "The rows per page and the number of the page must not be negative.");
            }
            int rows = paging.count() == 0 ? limits.pageRows() : Math.min(paging.count(), limits.pageRows());
            Integer top = query.topCount();
            if (top != null && top < 0) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The number of rows must not be negative.");
            }
            int number = Math.max(1, paging.pageNumber());
            String text = paging.pagingCookie();
            PagingCookie cookie = number == 1 || text == null || text.isEmpty() ? null : PagingCookie.parse(text);
            boolean follows = cookie != null && cookie.page() == number - 1;
            return new Page(top == null ? rows : Math.min(top, rows), number, top != null && top <= rows,
                    follows ? cookie : null);
        }

        /// The next row tells whether there is a next page.
        int limit() {
            return isTop ? rows : rows + 1;
        }

        boolean isOffset() {
            return number > 1 && cookie == null;
        }

        int offset() {
            try {
                return Math.multiplyExact(number - 1, rows);
            } catch (ArithmeticException e) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "There is no page " + number + ".", e);
            }
        }
    }

    /// The query for one row by its key.
    static QueryExpression byId(Table table, UUID id, dev.colonnade.sdk.query.ColumnSet columns) {
        return new QueryExpression(table.logicalName()).columnSet(columns)
                .where(table.primaryId(), dev.colonnade.sdk.query.ConditionOperator.EQUAL, id);
    }
}
