package dev.colonnade.engine.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version of four numbers, as the platform writes them.
record AssemblyVersion(int major, int minor, int build, int revision) {

    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,5})(?:\\.([0-9]{1,5}))?(?:\\.([0-9]{1,5}))?"
            + "(?:\\.([0-9]{1,5}))?.*");
    private static final int NUMBER_MAX = 65_534;

    /// The numbers that a version begins with, e.g. 1.2.0.0 for `1.2-SNAPSHOT`; 1.0.0.0 for a text without.
    static AssemblyVersion of(@Nullable String text) {
        Matcher matcher = NUMBERS.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return new AssemblyVersion(1, 0, 0, 0);
        }
        return new AssemblyVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4));
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Math.min(NUMBER_MAX, Integer.parseInt(digits));
    }

    String text() {
        return major + "." + minor + "." + build + "." + revision;
    }
}
