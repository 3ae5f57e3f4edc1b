package dev.colonnade.engine.containment.guest;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Regular expressions over guarded texts, and texts that are announced before they are made.
public final class Texts {

    private Texts() {}

    @InsteadOf(Pattern.class)
    public static Matcher matcher(Pattern pattern, CharSequence input) {
        return pattern.matcher(GuardedText.of(input));
    }

    @InsteadOf(Matcher.class)
    public static Matcher reset(Matcher matcher, CharSequence input) {
        return matcher.reset(GuardedText.of(input));
    }

    @InsteadOf(value = Pattern.class, isStatic = true)
    public static boolean matches(String regex, CharSequence input) {
        return Pattern.matches(regex, GuardedText.of(input));
    }

    @InsteadOf(Pattern.class)
    public static String[] split(Pattern pattern, CharSequence input) {
        return pattern.split(GuardedText.of(input));
    }

    @InsteadOf(Pattern.class)
    public static String[] split(Pattern pattern, CharSequence input, int limit) {
        return pattern.split(GuardedText.of(input), limit);
    }

    @InsteadOf(Pattern.class)
    public static String[] splitWithDelimiters(Pattern pattern, CharSequence input, int limit) {
        return pattern.splitWithDelimiters(GuardedText.of(input), limit);
    }

    @InsteadOf(Pattern.class)
    public static Stream<String> splitAsStream(Pattern pattern, CharSequence input) {
        return pattern.splitAsStream(GuardedText.of(input));
    }

    @InsteadOf(Pattern.class)
    public static Predicate<String> asPredicate(Pattern pattern) {
        return text -> matcher(pattern, text).find();
    }

    @InsteadOf(Pattern.class)
    public static Predicate<String> asMatchPredicate(Pattern pattern) {
        return text -> matcher(pattern, text).matches();
    }

    @InsteadOf(String.class)
    public static boolean matches(String text, String regex) {
        return Pattern.matches(regex, GuardedText.of(text));
    }

    @InsteadOf(String.class)
    public static String replaceAll(String text, String regex, String replacement) {
        return matcher(Pattern.compile(regex), text).replaceAll(replacement);
    }

    @InsteadOf(String.class)
    public static String replaceFirst(String text, String regex, String replacement) {
        return matcher(Pattern.compile(regex), text).replaceFirst(replacement);
    }

    @InsteadOf(String.class)
    public static String[] split(String text, String regex) {
        return split(text, regex, 0);
    }

    @InsteadOf(String.class)
    public static String[] split(String text, String regex, int limit) {
        return isPlain(regex) ? text.split(regex, limit) : split(Pattern.compile(regex), text, limit);
    }

    @InsteadOf(String.class)
    public static String[] splitWithDelimiters(String text, String regex, int limit) {
        return splitWithDelimiters(Pattern.compile(regex), text, limit);
    }

    /// Whether the JDK splits without a regular expression: one character that means itself, or an escaped one.
    private static boolean isPlain(String regex) {
        if (regex.length() == 1) {
            return ".$|()[{^?*+\\".indexOf(regex.charAt(0)) < 0;
        }
        return regex.length() == 2 && regex.charAt(0) == '\\' && !Character.isLetterOrDigit(regex.charAt(1));
    }

    @InsteadOf(String.class)
    public static String repeat(String text, int count) {
        Check.large(Check.times(2L * text.length(), count));
        return text.repeat(count);
    }

    @InsteadOf(StringBuilder.class)
    public static StringBuilder repeat(StringBuilder builder, CharSequence text, int count) {
        Check.large(Check.times(2L * text.length(), count));
        return builder.repeat(text, count);
    }

    @InsteadOf(StringBuilder.class)
    public static StringBuilder repeat(StringBuilder builder, int codePoint, int count) {
        Check.large(Check.times(4, count));
        return builder.repeat(codePoint, count);
    }

    /// The results of a search, one after the other.
    @InsteadOf(Matcher.class)
    public static Stream<MatchResult> results(Matcher matcher) {
        return matcher.results().peek(result -> Check.here());
    }
}
