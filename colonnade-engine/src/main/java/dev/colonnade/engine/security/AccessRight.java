package dev.colonnade.engine.security;

/// What one may do to a row. Source: reference/security.md, "Privileges".
public enum AccessRight {
    CREATE("Create", 32, 1),
    READ("Read", 1, 2),
    WRITE("Write", 2, 3),
    DELETE("Delete", 65536, 4),
    ASSIGN("Assign", 524288, 5),
    SHARE("Share", 262144, 6),
    APPEND("Append", 4, 7),
    APPEND_TO("AppendTo", 16, 8);

    private final String verb;
    private final int mask;
    private final int privilegeType;

    AccessRight(String verb, int mask, int privilegeType) {
        this.verb = verb;
        this.mask = mask;
        this.privilegeType = privilegeType;
    }

    /// The verb in names of privileges: `prv<Verb><Table>`.
    public String verb() {
        return verb;
    }

    /// The bit in access masks.
    public int mask() {
        return mask;
    }

    public int privilegeType() {
        return privilegeType;
    }

    /// Name of the privilege that gives the right on a table.
    ///
    /// @param privilegeName the table's name part
    public String privilege(String privilegeName) {
        return "prv" + verb + privilegeName;
    }
}
