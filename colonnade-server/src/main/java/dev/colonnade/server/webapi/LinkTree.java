package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The joins that the paths through lookups need which begin at one table: each path once, as an outer join with an alias of its
/// own. Belongs to one request.
final class LinkTree {

    private final Consumer<LinkEntity> root;
    private final JoinCounter joins;
    private final Map<String, LinkEntity> links = new HashMap<>();

    /// @param root takes the links that lead away from the table of the paths
    LinkTree(Consumer<LinkEntity> root, JoinCounter joins) {
        this.root = root;
        this.joins = joins;
    }

    /// A column, and the table of the query that it belongs to.
    ///
    /// @param alias alias of the joined table; `null` for the one that paths begin at
    record Place(@Nullable String alias, Column column) {}

    /// Counts the joins of a whole request, expands included.
    static final class JoinCounter {

        private final int limit;
        private int joins;

        JoinCounter(Limits limits) {
            this.limit = limits.queryLinks();
        }

        /// @throws ServiceException [ErrorCode#TOO_MANY_LINK_ENTITIES_IN_QUERY] for one too many
        int next() {
            if (++joins > limit) {
                throw new ServiceException(ErrorCode.TOO_MANY_LINK_ENTITIES_IN_QUERY,
                        "Number of link entities in query exceeded maximum limit of " + limit + ".");
            }
            return joins;
        }
    }

    JoinCounter joins() {
        return joins;
    }

    /// The join with an alias that a [Place] names.
    LinkEntity link(String alias) {
        return links.values().stream().filter(link -> link.entityAlias().equals(alias)).findFirst().orElseThrow();
    }

    /// Where a path leads, with the joins made that it needs.
    ///
    /// @throws ServiceException [ErrorCode#ODATA] when a name of it is unknown
    Place place(MetadataSnapshot metadata, Table table, List<String> names) {
        if (isManagedValue(table, names)) {
            return new Place(null, EdmNames.requireColumn(table, names.getFirst()));
        }
        Table current = table;
        LinkEntity link = null;
        var path = new StringBuilder();
        for (String name : names.subList(0, names.size() - 1)) {
            if (isManagedValue(current, List.of(name, names.getLast()))) {
                return new Place(link == null ? null : link.entityAlias(), EdmNames.requireColumn(current, name));
            }
            Navigation.ToOne navigation = requireLookup(metadata, current, name);
            Table target = metadata.table(navigation.target());
            link = join(path.append('/').append(name).toString(), link, navigation, target);
            current = target;
        }
        return new Place(link == null ? null : link.entityAlias(),
                EdmNames.requireColumn(current, names.getLast()));
    }

    private static boolean isManagedValue(Table table, List<String> names) {
        Column column = table.findColumn(names.getFirst());
        return names.size() == 2 && column != null && column.type() == ColumnType.MANAGED_PROPERTY
                && names.getLast().equals("Value");
    }

    private static Navigation.ToOne requireLookup(MetadataSnapshot metadata, Table table, String name) {
        Navigation navigation = metadata.findNavigation(table.logicalName(), name);
        if (navigation instanceof Navigation.ToOne toOne) {
            return toOne;
        }
        if (navigation != null) {
            throw new ServiceException(ErrorCode.BAD_URI, "The collection '" + name + "' of '"
                    + EdmNames.typeName(table) + "' cannot be part of a path to a property.");
        }
        throw EdmNames.unknownProperty(table, name);
    }

    private LinkEntity join(String path, @Nullable LinkEntity from, Navigation.ToOne navigation, Table target) {
        LinkEntity known = links.get(path);
        if (known != null) {
            return known;
        }
        var link = new LinkEntity(navigation.relationship().column(), target.logicalName(), target.primaryId(),
                JoinOperator.LEFT_OUTER, "p" + joins.next());
        if (from == null) {
            root.accept(link);
        } else {
            from.add(link);
        }
        links.put(path, link);
        return link;
    }
}
