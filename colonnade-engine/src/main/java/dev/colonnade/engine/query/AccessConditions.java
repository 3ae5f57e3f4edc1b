package dev.colonnade.engine.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Texts and values of what callers see. They are made once for each condition, which for a user stays the same object as long
/// as the user's rights do: rendering it for each request costs a Basic User a third of a retrieve. Safe for use by several
/// threads.
final class AccessConditions {

    /// Conditions that are kept; when there are more, all are forgotten and the ones in use come back by themselves.
    private static final int CONDITIONS_MAX = 10_000;

    private final Map<Same, Rendered> rendered = new ConcurrentHashMap<>();

    /// Texts by place of the table; none for a table all of whose rows are seen.
    Map<String, String> texts(Map<String, Condition> access) {
        Map<String, String> texts = HashMap.newHashMap(access.size());
        access.forEach((alias, condition) -> {
            if (!isAll(condition)) {
                texts.put(alias, rendered(condition).text());
            }
        });
        return texts;
    }

    /// Values by place of the table; none for a table all of whose rows are seen.
    Map<String, List<@Nullable Object>> values(Map<String, Condition> access) {
        Map<String, List<@Nullable Object>> values = HashMap.newHashMap(access.size());
        access.forEach((alias, condition) -> {
            if (!isAll(condition)) {
                values.put(alias, rendered(condition).values());
            }
        });
        return values;
    }

    private static boolean isAll(Condition condition) {
        return DSL.noCondition().equals(condition);
    }

    private Rendered rendered(Condition condition) {
        var key = new Same(condition);
        Rendered known = rendered.get(key);
        if (known != null) {
            return known;
        }
        Rendered made = Rendered.of(condition);
        if (rendered.size() >= CONDITIONS_MAX) {
            rendered.clear();
        }
        rendered.put(key, made);
        return made;
    }

    private record Rendered(String text, List<@Nullable Object> values) {

        static Rendered of(Condition condition) {
            var values = new ArrayList<@Nullable Object>();
            Binder.parameters(condition).forEach(param -> values.add(param.getValue()));
            return new Rendered(Binder.SQL.render(condition), Collections.unmodifiableList(values));
        }
    }

    /// A condition as a key: jOOQ renders two conditions to compare them, which is what is to be saved.
    private record Same(Condition condition) {

        @Override
        @SuppressWarnings("ReferenceEquality") // That is the point.
        public boolean equals(@Nullable Object other) {
            return other instanceof Same(var otherCondition) && condition == otherCondition;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(condition);
        }
    }
}
