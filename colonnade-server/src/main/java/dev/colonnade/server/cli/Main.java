package dev.colonnade.server.cli;

import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `colonnade`: starts a server, and talks to one. Exit code 0 is success, 1 a failure, 2 a wrong command line or setting; a
/// failure is told in sentences on the error stream.
@Command(name = "colonnade", description = "A server for business data and the messages that act on it.", subcommands = {
        HelpCommand.class}, synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        int code = commandLine(System.getenv(), arguments).execute(arguments);
        // A server that was started returns only when it has stopped, and the JVM is then on its way out already.
        System.exit(code);
    }

    /// The command line with an environment. Each command costs some milliseconds, so when the first of the arguments names one
    /// it is the only one there.
    static CommandLine commandLine(Map<String, String> environment, String... arguments) {
        var line = new CommandLine(new Main());
        Map<String, Supplier<Object>> commands = commands(environment);
        Supplier<Object> named = arguments.length == 0 ? null : commands.get(arguments[0]);
        if (named == null) {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        } else {
            line.addSubcommand(arguments[0], named.get());
        }
        line.setExecutionExceptionHandler(failures());
        line.setParameterExceptionHandler(wrongUsage());
        return line;
    }

    private static Map<String, Supplier<Object>> commands(Map<String, String> environment) {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("start", () -> new StartCommand(environment));
        commands.put("token", () -> new TokenCommand(environment));
        commands.put("call", () -> new CallCommand(environment));
        commands.put("plugin", () -> new PluginCommand(environment));
        commands.put("doctor", () -> new DoctorCommand(environment));
        commands.put("version", VersionCommand::new);
        return commands;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private static IParameterExceptionHandler wrongUsage() {
        return (ParameterException e, String[] arguments) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println(sentence(e.getMessage()));
            err.println("'colonnade help " + name(e.getCommandLine()) + "' tells how it is used.");
            return WRONG_USAGE;
        };
    }

    private static String name(CommandLine line) {
        return line.getParent() == null ? "" : line.getCommandName();
    }

    private static IExecutionExceptionHandler failures() {
        return (Exception e, CommandLine line, CommandLine.ParseResult parsed) -> {
            PrintWriter err = line.getErr();
            switch (e) {
                case WrongSettings wrong -> {
                    wrong.mistakes().forEach(err::println);
                    return WRONG_USAGE;
                }
                case ServiceException refusal -> err.println(sentence(isDiskFull(refusal)
                        ? "There is no space left on the disk. " + refusal.getMessage()
                        : refusal.getMessage()));
                case IOException failure -> err.println(isDiskFull(failure)
                        ? "There is no space left on the disk."
                        : "Reading or writing failed: " + sentence(String.valueOf(failure.getMessage())));
                default -> throw e;
            }
            return FAILED;
        };
    }

    private static boolean isDiskFull(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(@Nullable String text) {
        String stripped = text == null ? "It failed for an unknown reason" : text.strip();
        return stripped.endsWith(".") || stripped.endsWith("?") ? stripped : stripped + ".";
    }
}
