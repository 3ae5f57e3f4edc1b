package dev.colonnade.engine.containment;

/// Something that code uses and may not, or not as it is.
///
/// @param what its name for people, e.g. `java.lang.Thread.<init>`
/// @param kind how it is used
record Use(String what, Kind kind, Ruling ruling) {

    enum Kind {
        /// A call, the reading or writing of a field, a method handle, the making of an object.
        MEMBER,
        /// The name of a class in a cast, a constant, a handler: nothing can be done with it alone.
        MENTION
    }

    static Use refused(String what) {
        return new Use(what, Kind.MEMBER, Ruling.REFUSED);
    }

    boolean isRefusedToOwnCode() {
        return !(ruling instanceof Ruling.Through);
    }

    /// Whether the place throws when a library reaches it.
    boolean throwsInLibraries() {
        return kind == Kind.MEMBER && ruling instanceof Ruling.Refused refused && refused.instead() == null;
    }

    /// What an author may write in its stead, in brackets; empty when we know of nothing.
    String hint() {
        if (ruling instanceof Ruling.Refused refused && refused.instead() != null) {
            return " (" + refused.instead() + " is allowed)";
        }
        return switch (what) {
            case "java.lang.System.out", "java.lang.System.err", "java.lang.Throwable.printStackTrace" ->
                " (PluginContext.trace is there for that)";
            case "java.lang.System.getProperty", "java.lang.System.getenv" ->
                " (a step's configuration is there for that)";
            default -> what.startsWith("java.net.http.")
                    ? " (PluginContext.http is there for that)"
                    : what.startsWith("java.util.Scanner.") ? " (Pattern and String.split are there for that)" : "";
        };
    }
}
