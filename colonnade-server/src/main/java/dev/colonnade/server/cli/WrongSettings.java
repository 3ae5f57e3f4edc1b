package dev.colonnade.server.cli;

import java.util.List;

/// What is wrong with the settings, all at once. It never leaves the command line.
final class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    /// @param mistakes one sentence for each
    WrongSettings(List<String> mistakes) {
        super(String.join("\n", mistakes), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    List<String> mistakes() {
        return mistakes;
    }
}
