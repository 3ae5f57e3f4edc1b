package dev.colonnade.engine.metadata;

import org.jspecify.annotations.Nullable;

/// What happens to the rows on the many side of a relationship when the row on the one side changes.
public record CascadeDefinition(CascadeType assign, CascadeType delete, CascadeType merge, CascadeType reparent,
        CascadeType share, CascadeType unshare) {

    /// Related rows stay as they are; a delete clears their link.
    public static final CascadeDefinition REFERENTIAL = new CascadeDefinition(null, null, null, null, null, null);

    public CascadeDefinition(@Nullable CascadeType assign, @Nullable CascadeType delete, @Nullable CascadeType merge,
            @Nullable CascadeType reparent, @Nullable CascadeType share, @Nullable CascadeType unshare) {
        this.assign = assign == null ? CascadeType.NO_CASCADE : assign;
        this.delete = delete == null ? CascadeType.REMOVE_LINK : delete;
        this.merge = merge == null ? CascadeType.NO_CASCADE : merge;
        this.reparent = reparent == null ? CascadeType.NO_CASCADE : reparent;
        this.share = share == null ? CascadeType.NO_CASCADE : share;
        this.unshare = unshare == null ? CascadeType.NO_CASCADE : unshare;
    }
}
