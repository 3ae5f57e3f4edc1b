package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jooq.Name;
import org.jooq.impl.DSL;

/// The names of tables and columns in PostgreSQL: their logical names, quoted. They stay unqualified, the schema comes by the
/// connection's `search_path`. PostgreSQL cuts names after 63 bytes, so a longer one ends in a hash of the whole.
public final class SqlNames {

    /// Longest name in PostgreSQL.
    static final int NAME_BYTES_MAX = 63;

    private static final int HASH_CHARACTERS = 12;

    private SqlNames() {}

    public static Name table(Table table) {
        return of(table.logicalName());
    }

    public static Name column(Column column) {
        return of(column.logicalName());
    }

    /// The name of what has the logical name.
    public static Name of(String logicalName) {
        return DSL.quotedName(shortened(logicalName));
    }

    /// The name as it stands in SQL text.
    static String quoted(String name) {
        return '"' + shortened(name).replace("\"", "\"\"") + '"';
    }

    /// The name itself when it is short enough, otherwise its beginning and a hash.
    static String shortened(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NAME_BYTES_MAX) {
            return name;
        }
        int kept = NAME_BYTES_MAX - HASH_CHARACTERS - 1;
        // Not in the middle of a character: the bytes after its first begin with the bits 10.
        while (kept > 0 && (bytes[kept] & 0xC0) == 0x80) {
            kept--;
        }
        return new String(bytes, 0, kept, StandardCharsets.UTF_8) + "_" + hash(bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, HASH_CHARACTERS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
