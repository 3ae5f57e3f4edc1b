package dev.colonnade.sdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of one table, as a query returns them or a message takes them. Not safe for use by several threads at once.
public final class EntityCollection implements Iterable<Entity> {

    private String entityName;
    private final List<Entity> entities;
    private boolean moreRecords;
    private @Nullable String pagingCookie;
    private int totalRecordCount = -1;
    private boolean totalRecordCountLimitExceeded;

    public EntityCollection() {
        this("", List.of());
    }

    public EntityCollection(String entityName, Collection<? extends Entity> entities) {
        this.entityName = entityName;
        this.entities = new ArrayList<>(entities);
    }

    /// Logical name of the rows' table; empty when they are open bags or of several tables.
    public String entityName() {
        return entityName;
    }

    public EntityCollection entityName(String newEntityName) {
        entityName = newEntityName;
        return this;
    }

    /// The rows. The list may be changed.
    public List<Entity> entities() {
        return entities;
    }

    /// Whether the query has rows beyond this page.
    public boolean moreRecords() {
        return moreRecords;
    }

    public EntityCollection moreRecords(boolean more) {
        moreRecords = more;
        return this;
    }

    /// Text with which the next page is asked for; opaque to callers.
    public @Nullable String pagingCookie() {
        return pagingCookie;
    }

    public EntityCollection pagingCookie(@Nullable String cookie) {
        pagingCookie = cookie;
        return this;
    }

    /// Number of rows that match, whatever the page; -1 unless it was asked for.
    public int totalRecordCount() {
        return totalRecordCount;
    }

    public EntityCollection totalRecordCount(int count) {
        totalRecordCount = count;
        return this;
    }

    /// Whether more rows match than [#totalRecordCount()] can tell (5,000).
    public boolean totalRecordCountLimitExceeded() {
        return totalRecordCountLimitExceeded;
    }

    public EntityCollection totalRecordCountLimitExceeded(boolean exceeded) {
        totalRecordCountLimitExceeded = exceeded;
        return this;
    }

    public int size() {
        return entities.size();
    }

    @Override
    public Iterator<Entity> iterator() {
        return entities.iterator();
    }

    @Override
    public String toString() {
        return entityName + entities;
    }
}
