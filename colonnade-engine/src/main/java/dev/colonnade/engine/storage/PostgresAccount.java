package dev.colonnade.engine.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL's programs run. They refuse to run as root. Where the server does, they run in a user namespace of their
/// own, in which root is nobody while the files stay where they are; where the machine forbids that, as the user `postgres` or
/// `nobody`, to whom the files then belong.
///
/// @param prefix what stands before a program's command line
/// @param owner the user to whom the files must belong; `null` for the user of the server
record PostgresAccount(List<String> prefix, @Nullable String owner) {

    private static final int ANSWER_SECONDS = 10;

    PostgresAccount {
        prefix = List.copyOf(prefix);
    }

    static PostgresAccount find() throws IOException {
        if (!"root".equals(System.getProperty("user.name")) || PostgresBinaries.isWindows()) {
            return new PostgresAccount(List.of(), null);
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return new PostgresAccount(List.of("unshare", "-U"), null);
        }
        for (String user : List.of("postgres", "nobody")) {
            List<String> prefix = List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", user, "--");
            var command = new ArrayList<>(prefix);
            command.add("true");
            if (succeeds(command)) {
                return new PostgresAccount(prefix, user);
            }
        }
        throw new IOException("PostgreSQL refuses to run as root, and no other user could be taken. "
                + "Start the server as an ordinary user, or name an external database.");
    }

    private static boolean succeeds(List<String> command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The start was interrupted.", e);
        } catch (IOException e) {
            // The program itself is not there.
            return false;
        }
    }

    /// Gives a directory to the account when it needs to own it.
    void own(Path directory) throws IOException {
        if (owner != null) {
            DirectoryTree.giveTo(directory, owner);
        }
    }

    ProcessBuilder command(Path program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }
}
