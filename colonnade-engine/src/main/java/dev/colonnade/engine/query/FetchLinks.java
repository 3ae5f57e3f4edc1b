package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The linked tables of one query, by the aliases under which conditions and orders name them. A link without alias gets one
/// made of its table's name and its number, and can be named by its table too.
final class FetchLinks {

    private final MetadataSnapshot metadata;
    private final IdentityHashMap<FetchElement, String> aliases = new IdentityHashMap<>();
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, String> aliasesByTable = new HashMap<>();
    private int count;

    FetchLinks(MetadataSnapshot metadata, FetchElement entity) {
        this.metadata = metadata;
        addGiven(entity);
        addOthers(entity);
    }

    private void addGiven(FetchElement parent) {
        for (FetchElement link : links(parent)) {
            String alias = link.findText("alias");
            if (alias != null) {
                if (!FetchXmlReader.ALIAS.matcher(alias).matches()) {
                    throw FetchXmlReader.invalidAlias(alias);
                }
                if (tables.put(alias, metadata.table(link.require("name"))) != null) {
                    throw new ServiceException(ErrorCode.QUERY_BUILDER_DUPLICATE_ALIAS,
                            "The alias '" + alias + "' stands for two linked tables.");
                }
                aliases.put(link, alias);
            }
            addGiven(link);
        }
    }

    private void addOthers(FetchElement parent) {
        for (FetchElement link : links(parent)) {
            count++;
            if (!aliases.containsKey(link)) {
                Table table = metadata.table(link.require("name"));
                String alias = table.logicalName() + count;
                while (tables.containsKey(alias)) {
                    alias += "_";
                }
                tables.put(alias, table);
                aliases.put(link, alias);
                aliasesByTable.putIfAbsent(table.logicalName(), alias);
            }
            addOthers(link);
        }
    }

    /// The links directly in an element, and those in its filters.
    private static List<FetchElement> links(FetchElement parent) {
        var links = new ArrayList<FetchElement>();
        for (FetchElement child : parent.children()) {
            if (child.name().equals("link-entity")) {
                links.add(child);
            } else if (child.name().equals("filter")) {
                links.addAll(links(child));
            }
        }
        return links;
    }

    String alias(FetchElement link) {
        return Objects.requireNonNull(aliases.get(link));
    }

    Table table(FetchElement link) {
        return Objects.requireNonNull(tables.get(alias(link)));
    }

    /// The alias of a linked table that an attribute `entityname` means; `null` for the table `own` itself.
    ///
    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_ALIAS_DOES_NOT_EXIST] when it means none
    @Nullable
    String resolve(@Nullable String entityName, Place own) {
        if (entityName == null || entityName.equals(own.alias)) {
            return null;
        }
        if (tables.containsKey(entityName)) {
            return entityName;
        }
        String alias = aliasesByTable.get(entityName);
        if (alias != null) {
            return alias.equals(own.alias) ? null : alias;
        }
        if (entityName.equals(own.table.logicalName())) {
            return null;
        }
        throw new ServiceException(ErrorCode.QUERY_BUILDER_ALIAS_DOES_NOT_EXIST,
                "The query joins no table under the alias '" + entityName + "'.");
    }

    /// The table that an alias stands for.
    Table table(@Nullable String alias, Place own) {
        return alias == null ? own.table : Objects.requireNonNull(tables.get(alias));
    }

    /// The element that names are read in.
    ///
    /// @param alias `null` for the queried table
    record Place(Table table, @Nullable String alias) {}
}
