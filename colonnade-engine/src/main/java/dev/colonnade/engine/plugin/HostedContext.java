package dev.colonnade.engine.plugin;

import dev.colonnade.engine.containment.Activation;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.LocalOrganizationService;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.plugin.Http;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Json;
import dev.colonnade.sdk.plugin.PluginContext;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a plug-in gets for one execution. Its services refuse to work after the execution or on another thread, because
/// they share the transaction of the request.
final class HostedContext extends OperationContext implements PluginContext {

    private final ParameterRecords records;
    private final TraceText trace;
    private final @Nullable String configuration;
    private final @Nullable String secureConfiguration;
    private final OutboundHttp http;
    private final Thread thread = Thread.currentThread();
    private Images images = Images.NONE;
    private @Nullable Activation activation;

    HostedContext(Execution execution, ParameterRecords records, TraceText trace, @Nullable String configuration,
            @Nullable String secureConfiguration, OutboundHttp http) {
        super(execution);
        this.http = http;
        this.records = records;
        this.trace = trace;
        this.configuration = configuration;
        this.secureConfiguration = secureConfiguration;
    }

    /// Images by alias.
    record Images(Map<String, Entity> before, Map<String, Entity> after) {

        static final Images NONE = new Images(Map.of(), Map.of());
    }

    @Override
    public Map<String, Entity> preEntityImages() {
        return images.before();
    }

    @Override
    public Map<String, Entity> postEntityImages() {
        return images.after();
    }

    void images(Images read) {
        images = read;
    }

    /// Makes the services work.
    void begin(Activation begun) {
        activation = begun;
    }

    /// Makes the services useless from now on.
    void end() {
        activation = null;
    }

    @Override
    public <T> @Nullable T input(String name, Class<T> type) {
        return records.convert(name, inputParameters().get(name), type);
    }

    @Override
    public <T> T requireInput(String name, Class<T> type) {
        T value = input(name, type);
        if (value == null) {
            throw new InvalidPluginExecutionException("The parameter '" + name + "' is required.");
        }
        return value;
    }

    @Override
    public void output(String name, @Nullable Object value) {
        outputParameters().set(name, ParameterRecords.adapt(execution().message().findProperty(name), value));
    }

    @Override
    public <T extends Record> T request(Class<T> type) {
        return records.read(inputParameters(), type);
    }

    @Override
    public void respond(Record response) {
        records.write(response, name -> execution().message().findProperty(name) != null).forEach(this::output);
    }

    @Override
    public OrganizationService organizationService() {
        return organizationService(userId());
    }

    @Override
    public OrganizationService organizationService(UUID userId) {
        return service(execution().caller().as(userId));
    }

    @Override
    public OrganizationService systemService() {
        return service(execution().caller().asSystem());
    }

    private OrganizationService service(Caller caller) {
        return new LocalOrganizationService(request -> execute(request, caller));
    }

    private OrganizationResponse execute(OrganizationRequest request, Caller caller) {
        return running("organization service", request.requestName()).inHost(() -> execution().execute(request,
                caller));
    }

    private Activation running(String what, String called) {
        Activation running = activation;
        if (running == null || Thread.currentThread() != thread) {
            throw new IllegalStateException("The " + what + " of a plug-in works on the thread that runs it,"
                    + " and until it returns; '" + called + "' was called outside of that.");
        }
        return running;
    }

    @Override
    public Json json() {
        return new PluginJson();
    }

    @Override
    public Http http() {
        return request -> {
            // Not as the server's own work: who waits for an answer is to be interrupted when its time is over.
            running("HTTP client", request.toString());
            return http.send(request);
        };
    }

    @Override
    public void trace(String text, @Nullable Object... arguments) {
        trace.add(text, arguments);
    }

    @Override
    public @Nullable String configuration() {
        return configuration;
    }

    @Override
    public @Nullable String secureConfiguration() {
        return secureConfiguration;
    }
}
