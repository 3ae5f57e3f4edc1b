package dev.colonnade.engine.message;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All messages and steps of an organization at one version. Immutable but for its cache of plans; safe for use by several
/// threads.
public final class MessageRegistry {

    private static final Comparator<Step> ORDER = Comparator.comparingInt(Step::stage).thenComparingInt(Step::rank)
            .thenComparing(Step::id);

    private final Map<String, MessageDefinition> messages;
    private final Map<UUID, MessageDefinition> messagesById = new LinkedHashMap<>();
    private final Map<String, List<Step>> stepsByMessage;
    private final Map<String, ExecutionPlan> plans = new ConcurrentHashMap<>();

    public MessageRegistry(Collection<MessageDefinition> messages, Collection<Step> steps) {
        var byName = new LinkedHashMap<String, MessageDefinition>();
        messages.forEach(message -> byName.put(message.name(), message));
        byName.values().forEach(message -> messagesById.put(message.id(), message));
        this.messages = Collections.unmodifiableMap(byName);
        var byMessage = new LinkedHashMap<String, List<Step>>();
        steps.stream().sorted(ORDER)
                .forEach(step -> byMessage.computeIfAbsent(step.message(), key -> new java.util.ArrayList<>())
                        .add(step));
        this.stepsByMessage = byMessage;
    }

    public Collection<MessageDefinition> messages() {
        return messages.values();
    }

    public @Nullable MessageDefinition find(String name) {
        return messages.get(name);
    }

    public @Nullable MessageDefinition find(UUID sdkMessageId) {
        return messagesById.get(sdkMessageId);
    }

    /// The message of a name, case sensitive.
    ///
    /// @throws ServiceException [ErrorCode#SDK_MESSAGE_NOT_SUPPORTED_ON_SERVER] when there is none
    public MessageDefinition require(String name) {
        MessageDefinition message = messages.get(name);
        if (message == null) {
            throw new ServiceException(ErrorCode.SDK_MESSAGE_NOT_SUPPORTED_ON_SERVER,
                    "There is no message named '" + name + "'.");
        }
        return message;
    }

    /// @param table the primary table; `null` for messages without one
    ExecutionPlan plan(String message, @Nullable Table table) {
        List<Step> steps = stepsByMessage.get(message);
        if (steps == null) {
            return ExecutionPlan.EMPTY;
        }
        String tableName = table == null ? "none" : table.logicalName();
        return plans.computeIfAbsent(message + " " + tableName, key -> plan(
                steps.stream().filter(step -> step.isRule() || raisesEvents(message, table)).toList(), tableName));
    }

    /// Whether steps of others run: a step for all tables leaves out those where none may be registered for the message, such
    /// as the tables of steps themselves, so that a failing step cannot keep itself from being switched off.
    private static boolean raisesEvents(String message, @Nullable Table table) {
        return table == null || !table.messages().contains(message) || table.eventMessages().contains(message);
    }

    private static ExecutionPlan plan(List<Step> steps, String table) {
        List<Step> own = steps.stream().filter(step -> step.table() == null || step.table().equals(table)).toList();
        return ExecutionPlan.of(own.stream().filter(step -> step.stage() <= 10).toList(),
                own.stream().filter(step -> step.stage() > 10 && step.stage() < 30).toList(),
                own.stream().filter(step -> step.stage() > 30).toList());
    }
}
