package dev.colonnade.engine.containment.guest;

/// A text that asks whether to stop whenever a character is read, so that a regular expression that backtracks without end can
/// be stopped.
final class GuardedText implements CharSequence {

    private final CharSequence text;

    private GuardedText(CharSequence text) {
        this.text = text;
    }

    static CharSequence of(CharSequence text) {
        return text instanceof GuardedText ? text : new GuardedText(text);
    }

    @Override
    public char charAt(int index) {
        Check.here();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
