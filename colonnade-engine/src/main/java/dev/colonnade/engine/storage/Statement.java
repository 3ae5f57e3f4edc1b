package dev.colonnade.engine.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// SQL text with its bound values, ready to be sent. Values are always bound, so that the text of a shape stays the same.
///
/// @param text SQL with `?` for each value
/// @param values values in order: text, numbers, [java.util.UUID], [java.time.OffsetDateTime], [java.time.LocalDate],
///        [java.time.LocalDateTime], `byte[]`, `UUID[]`, `String[]`, `Integer[]`, or `null`
public record Statement(String text, List<@Nullable Object> values) {

    // Not the compact form: javac drops the annotations of type arguments from its parameters.
    public Statement(String text, List<@Nullable Object> values) {
        this.text = text;
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /// The statement that a jOOQ query renders to.
    public static Statement of(Query query) {
        return new Statement(query.getSQL(org.jooq.conf.ParamType.INDEXED),
                new ArrayList<@Nullable Object>(query.getBindValues()));
    }
}
