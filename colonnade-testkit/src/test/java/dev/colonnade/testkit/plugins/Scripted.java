package dev.colonnade.testkit.plugins;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.plugin.ExecutionContext;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.OperationStatus;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A plug-in that does what its configuration says: a verb and its argument.
public final class Scripted implements Plugin {

    private final String verb;
    private final String argument;
    private final @Nullable String secret;

    public Scripted(@Nullable String configuration, @Nullable String secureConfiguration) {
        String script = configuration == null ? "nothing" : configuration;
        int blank = script.indexOf(' ');
        this.verb = blank < 0 ? script : script.substring(0, blank);
        this.argument = blank < 0 ? "" : script.substring(blank + 1);
        this.secret = secureConfiguration;
        if (verb.equals("unmakeable")) {
            throw new InvalidPluginExecutionException("The configuration is wrong.");
        }
    }

    @Override
    public void execute(PluginContext context) {
        switch (verb) {
            case "tell" -> throw new InvalidPluginExecutionException(tell(context));
            case "refuse" -> throw new InvalidPluginExecutionException(argument);
            case "gone" -> throw new InvalidPluginExecutionException("gone", 404);
            case "cancel" -> throw new InvalidPluginExecutionException(OperationStatus.CANCELED, 77, "canceled");
            case "crash" -> throw new IllegalStateException("inner detail");
            case "assert" -> throw new AssertionError("inner detail");
            case "overflow" -> overflow(1);
            case "link" -> context.trace(Missing.call());
            case "set" -> target(context).set(before(argument), after(argument));
            case "remove" -> target(context).attributes().remove(argument);
            case "append" -> target(context).set("description",
                    target(context).attributes().getOrDefault("description", "") + argument);
            case "share" -> context.sharedVariables().set(before(argument), after(argument));
            case "recall" -> throw new InvalidPluginExecutionException(
                    context.sharedVariables() + " " + parentVariables(context.parentContext()));
            case "task" -> context.organizationService().create(new Entity("task").set("subject", argument));
            case "rename" -> context.organizationService().update(
                    new Entity("account", context.primaryEntityId()).set("name", argument));
            case "swallow" -> swallow(context);
            case "missing" -> context.organizationService().retrieve("account", new UUID(1, 1), ColumnSet.all());
            case "secret" -> throw new InvalidPluginExecutionException(secret + " " + context.secureConfiguration());
            case "trace" -> context.trace("traced {}", argument);
            case "lines" -> lines(context);
            case "traceandcrash" -> traceAndCrash(context);
            default -> {
                // Nothing is asked for.
            }
        }
    }

    private static Entity target(PluginContext context) {
        return context.requireInput("Target", Entity.class);
    }

    private static String before(String pair) {
        return pair.substring(0, pair.indexOf('='));
    }

    private static String after(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }

    private static String tell(PluginContext context) {
        ExecutionContext parent = context.parentContext();
        EntityReference extension = context.owningExtension();
        return String.join(" ", context.messageName(), "stage=" + context.stage(), "mode=" + context.mode(),
                "depth=" + context.depth(), "entity=" + context.primaryEntityName(),
                "hasId=" + (context.primaryEntityId().getLeastSignificantBits() != 0),
                "second=" + context.secondaryEntityName(), "transaction=" + context.isInTransaction(),
                "outputs=" + context.outputParameters().names(), "extension=" + extension.logicalName(),
                "organization=" + context.organizationName(), "user=" + context.userId(),
                "initiating=" + context.initiatingUserId(),
                "parent=" + (parent == null ? "none" : parent.messageName() + "@" + parent.stage()));
    }

    private static String parentVariables(@Nullable ExecutionContext parent) {
        return parent == null ? "none" : parent.sharedVariables().toString();
    }

    private static void swallow(PluginContext context) {
        try {
            context.organizationService().retrieve("account", new UUID(1, 1), ColumnSet.all());
        } catch (OrganizationServiceException e) {
            context.trace("swallowed {}", e.getMessage());
        }
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    private static void lines(PluginContext context) {
        for (int i = 0; i < 2_000; i++) {
            context.trace("line number {}", i);
        }
    }

    private void traceAndCrash(PluginContext context) {
        context.trace("about to {}", "crash");
        throw new IllegalStateException(argument);
    }
}
