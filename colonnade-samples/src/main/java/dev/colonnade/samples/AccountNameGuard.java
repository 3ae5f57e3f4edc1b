package dev.colonnade.samples;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Refuses accounts whose name holds a forbidden word. A synchronous step before the operation, so that nothing is stored; its
/// words stand in the step's configuration, where an administrator can change them.
@Step(message = "Create", entity = "account", stage = 20, configuration = AccountNameGuard.WORDS)
@Step(message = "Update", entity = "account", stage = 20, filteringAttributes = "name", configuration = AccountNameGuard.WORDS)
public final class AccountNameGuard implements Plugin {

    static final String WORDS = "forbidden,do not use";

    private final List<String> words;

    /// @param configuration the words, comma-separated
    public AccountNameGuard(@Nullable String configuration) {
        this.words = configuration == null
                ? List.of()
                : Stream.of(configuration.split(",")).map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty()).toList();
    }

    @Override
    public void execute(PluginContext context) {
        String name = context.requireInput("Target", Entity.class).get("name", String.class);
        if (name == null) {
            return;
        }
        String folded = name.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (folded.contains(word)) {
                context.trace("'{}' holds '{}'", name, word);
                throw new InvalidPluginExecutionException("The account name '" + name + "' holds the words '" + word
                        + "', which are not allowed.");
            }
        }
    }
}
