package dev.colonnade.engine.security;

/// How far a privilege reaches. Source: reference/security.md, "Depth".
public enum Depth {
    BASIC(1),
    LOCAL(2),
    DEEP(4),
    GLOBAL(8);

    private final int mask;

    Depth(int mask) {
        this.mask = mask;
    }

    /// The bit in `privilegedepthmask`.
    public int mask() {
        return mask;
    }

    /// The widest depth of a mask.
    public static Depth ofMask(int mask) {
        Depth[] depths = values();
        for (int i = depths.length - 1; i >= 0; i--) {
            if ((mask & depths[i].mask) != 0) {
                return depths[i];
            }
        }
        return BASIC;
    }
}
