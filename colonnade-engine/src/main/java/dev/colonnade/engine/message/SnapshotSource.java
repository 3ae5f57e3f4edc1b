package dev.colonnade.engine.message;

/// Gives the current snapshot of an organization.
public interface SnapshotSource {

    OrganizationSnapshot current();

    /// Brings the snapshot to the newest committed version. Called after each commit that announced changes, before the
    /// answer leaves, so that the next request on this node sees them. Does not fail for want of the database: the commit is done.
    void refresh();
}
