package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.Expand;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.server.webapi.LinkTree.JoinCounter;
import dev.colonnade.server.webapi.LinkTree.Place;
import dev.colonnade.server.webapi.OptionClauses.ExpandClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The query options of a request, looked up: what is asked of the engine, and what the answer shows.
///
/// @param query columns, conditions and orders; without paging
record ReadPlan(QueryExpression query, List<Expand> expands, ReadShape shape) {

    private static final String NESTED_EXPAND_OPTIONS = "Only $select and $filter clause can be provided while doing $expand"
            + " on many-to-one relationship or nested one-to-many relationship.";

    ReadPlan {
        expands = List.copyOf(expands);
    }

    /// @param rowsPerPage the page size that the client prefers; 0 for none
    /// @throws ServiceException [ErrorCode#ODATA] for unknown names, [ErrorCode#BAD_URI] for what does not fit together
    static ReadPlan of(MetadataSnapshot metadata, ReadShapes shapes, Table table, OptionClauses options,
            Aliases aliases,
            Limits limits, int rowsPerPage) {
        if (options.apply() != null) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option '$apply' is supported for collections only.");
        }
        var builder = new Builder(metadata, shapes, new JoinCounter(limits), options.hasNestedExpand(), rowsPerPage);
        return builder.plan(table, options, null, aliases);
    }

    /// Work on one request's options.
    private record Builder(MetadataSnapshot metadata, ReadShapes shapes, JoinCounter joins, boolean isNested,
            int rowsPerPage) {

        /// @param lookupBack lookup that an expanded row shows unasked; `null` for none
        ReadPlan plan(Table table, OptionClauses options, @Nullable Column lookupBack, Aliases aliases) {
            var expandShapes = new ArrayList<ReadShape.ExpandShape>();
            var expands = new ArrayList<Expand>();
            for (ExpandClause clause : options.expand()) {
                expand(table, clause, expandShapes, expands);
            }
            ReadShape shape = expandShapes.isEmpty()
                    ? shapes.of(metadata, table, options.select(), lookupBack)
                    : new ReadShape(table, ReadShapes.selected(table, options.select()), expandShapes, lookupBack);
            var query = new QueryExpression(table.logicalName()).columnSet(shape.columnSet());
            var filters = new FilterTranslator(metadata, table, aliases, new LinkTree(query::add, joins));
            if (options.filter() != null) {
                query.criteria(filters.translate(options.filter()));
            }
            for (OptionClauses.OrderClause order : options.orderBy()) {
                Place place = filters.place(order.subject());
                query.orders().add(new OrderExpression(place.alias(), place.column().logicalName(),
                        order.isDescending() ? OrderType.DESCENDING : OrderType.ASCENDING));
            }
            query.topCount(options.top());
            return new ReadPlan(query, expands, shape);
        }

        private void expand(Table table, ExpandClause clause, List<ReadShape.ExpandShape> shapes,
                List<Expand> expands) {
            Navigation navigation = metadata.findNavigation(table.logicalName(), clause.navigation());
            if (navigation == null) {
                throw EdmNames.unknownProperty(table, clause.navigation());
            }
            if (shapes.stream().anyMatch(shape -> shape.navigation().equals(navigation))) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The navigation property '" + clause.navigation() + "' is expanded more than once.");
            }
            boolean isLookup = navigation instanceof Navigation.ToOne;
            requireFittingOptions(clause, isLookup);
            joins.next();
            Table target = metadata.table(navigation.target());
            OptionClauses options = clause.isReference()
                    ? clause.options().ofReferences(target.primaryId())
                    : clause.options();
            ReadPlan inner = plan(target, options, lookupBack(navigation), Aliases.REFUSED);
            boolean isPaged = isNested && !isLookup && rowsPerPage > 0;
            if (isPaged) {
                inner.query().pageInfo(new PagingInfo(rowsPerPage, 1, null, false));
            }
            shapes.add(new ReadShape.ExpandShape(navigation, inner.shape(), clause.isReference(),
                    linkOptions(clause.options().texts()), isPaged ? rowsPerPage : 0));
            expands.add(new Expand(navigation.name(), inner.query(), inner.expands()));
        }

        /// Source: reference/web-api.md, "$expand".
        private void requireFittingOptions(ExpandClause clause, boolean isLookup) {
            if (clause.isReference() && !isLookup) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "Expand with $ref is only supported on lookup type navigation property.");
            }
            boolean isOrdered = clause.options().top() != null || !clause.options().orderBy().isEmpty();
            if (isOrdered && (isLookup || isNested)) {
                throw new ServiceException(ErrorCode.BAD_URI, NESTED_EXPAND_OPTIONS);
            }
        }

        private @Nullable Column lookupBack(Navigation navigation) {
            if (isNested || !(navigation instanceof Navigation.ToMany(var relationship))) {
                return null;
            }
            Column lookup = metadata.table(relationship.referencingTable()).column(relationship.column());
            return EdmNames.isReadable(lookup) ? lookup : null;
        }

        private static String linkOptions(Map<String, String> texts) {
            return texts.entrySet().stream()
                    .map(option -> option.getKey() + "=" + UrlText.encodeQuery(option.getValue()))
                    .collect(Collectors.joining("&"));
        }
    }
}
