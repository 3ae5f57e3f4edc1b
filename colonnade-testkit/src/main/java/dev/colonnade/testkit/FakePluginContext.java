package dev.colonnade.testkit;

import dev.colonnade.engine.plugin.ParameterRecords;
import dev.colonnade.engine.plugin.PluginJson;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.ParameterCollection;
import dev.colonnade.sdk.plugin.ExecutionContext;
import dev.colonnade.sdk.plugin.Http;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Json;
import dev.colonnade.sdk.plugin.PluginContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A plug-in context for unit tests, without a server. It starts as the main operation of an unbound custom API called by one
/// user; each setter returns the context. Parameters are converted as the server does it.
///
/// ```java
/// var context = new FakePluginContext("sample_ReverseText").input("StringParameter", "abc");
/// new ReverseText().execute(context);
/// assertThat(context.outputParameters().get("StringProperty")).isEqualTo("cba");
/// ```
public final class FakePluginContext implements PluginContext {

    private static final UUID NO_ID = new UUID(0, 0);

    private final Json json = new PluginJson();
    private final ParameterRecords records = new ParameterRecords();
    private final String messageName;
    private final ParameterCollection inputs = new ParameterCollection();
    private final ParameterCollection outputs = new ParameterCollection();
    private final ParameterCollection sharedVariables = new ParameterCollection();
    private final Map<String, Entity> preImages = new LinkedHashMap<>();
    private final Map<String, Entity> postImages = new LinkedHashMap<>();
    private final List<String> traces = new ArrayList<>();
    private final UUID correlationId = UUID.randomUUID();
    private final UUID businessUnitId = UUID.randomUUID();
    private final UUID organizationId = UUID.randomUUID();
    private final Instant createdOn = Instant.now();
    private UUID userId = UUID.randomUUID();
    private int stage = 30;
    private int depth = 1;
    private String primaryEntityName = "none";
    private UUID primaryEntityId = NO_ID;
    private OrganizationService service = new FakeOrganizationService();
    private @Nullable String configuration;
    private @Nullable String secureConfiguration;
    private @Nullable ExecutionContext parent;
    private Http http = request -> {
        throw new InvalidPluginExecutionException("The call " + request + " failed: the test answers none.");
    };

    /// @param messageName name of the message, e.g. `Create`, or unique name of a custom API
    public FakePluginContext(String messageName) {
        this.messageName = messageName;
    }

    public FakePluginContext input(String name, @Nullable Object value) {
        inputs.set(name, value);
        return this;
    }

    /// Sets the parameter `Target` and what follows from it.
    public FakePluginContext target(Entity target) {
        return target(target, target.toEntityReference());
    }

    public FakePluginContext target(EntityReference target) {
        return target(target, target);
    }

    private FakePluginContext target(Object target, EntityReference reference) {
        inputs.set("Target", target);
        primaryEntityName = reference.logicalName();
        UUID id = reference.id();
        primaryEntityId = id == null ? NO_ID : id;
        return this;
    }

    public FakePluginContext stage(int newStage) {
        stage = newStage;
        return this;
    }

    public FakePluginContext depth(int newDepth) {
        depth = newDepth;
        return this;
    }

    public FakePluginContext userId(UUID newUserId) {
        userId = newUserId;
        return this;
    }

    /// The service that all three kinds of service calls use.
    public FakePluginContext service(OrganizationService newService) {
        service = newService;
        return this;
    }

    /// Answers the plug-in's HTTP calls; without it each of them fails.
    public FakePluginContext http(Http answers) {
        http = answers;
        return this;
    }

    public FakePluginContext configuration(@Nullable String unsecure, @Nullable String secure) {
        configuration = unsecure;
        secureConfiguration = secure;
        return this;
    }

    public FakePluginContext preImage(String alias, Entity image) {
        preImages.put(alias, image);
        return this;
    }

    public FakePluginContext postImage(String alias, Entity image) {
        postImages.put(alias, image);
        return this;
    }

    public FakePluginContext parent(ExecutionContext newParent) {
        parent = newParent;
        return this;
    }

    /// What the plug-in traced, one element per call.
    public List<String> traces() {
        return List.copyOf(traces);
    }

    @Override
    public <T> @Nullable T input(String name, Class<T> type) {
        return records.convert(name, inputs.get(name), type);
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
        outputs.set(name, value);
    }

    @Override
    public <T extends Record> T request(Class<T> type) {
        return records.read(inputs, type);
    }

    @Override
    public void respond(Record response) {
        records.write(response, name -> true).forEach(outputs::set);
    }

    @Override
    public Json json() {
        return json;
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public OrganizationService organizationService() {
        return service;
    }

    @Override
    public OrganizationService organizationService(UUID otherUserId) {
        return service;
    }

    @Override
    public OrganizationService systemService() {
        return service;
    }

    @Override
    public void trace(String text, @Nullable Object... arguments) {
        String line = text;
        for (Object argument : arguments) {
            int place = line.indexOf("{}");
            line = place < 0 ? line : line.substring(0, place) + argument + line.substring(place + 2);
        }
        traces.add(line);
    }

    @Override
    public @Nullable String configuration() {
        return configuration;
    }

    @Override
    public @Nullable String secureConfiguration() {
        return secureConfiguration;
    }

    @Override
    public String messageName() {
        return messageName;
    }

    @Override
    public int stage() {
        return stage;
    }

    @Override
    public int mode() {
        return 0;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public UUID userId() {
        return userId;
    }

    @Override
    public UUID initiatingUserId() {
        return userId;
    }

    @Override
    public UUID authenticatedUserId() {
        return userId;
    }

    @Override
    public UUID businessUnitId() {
        return businessUnitId;
    }

    @Override
    public UUID correlationId() {
        return correlationId;
    }

    @Override
    public UUID requestId() {
        return correlationId;
    }

    @Override
    public UUID operationId() {
        return NO_ID;
    }

    @Override
    public Instant operationCreatedOn() {
        return createdOn;
    }

    @Override
    public UUID organizationId() {
        return organizationId;
    }

    @Override
    public String organizationName() {
        return "test";
    }

    @Override
    public String primaryEntityName() {
        return primaryEntityName;
    }

    @Override
    public UUID primaryEntityId() {
        return primaryEntityId;
    }

    @Override
    public String secondaryEntityName() {
        return "none";
    }

    @Override
    public ParameterCollection inputParameters() {
        return inputs;
    }

    @Override
    public ParameterCollection outputParameters() {
        return outputs;
    }

    @Override
    public ParameterCollection sharedVariables() {
        return sharedVariables;
    }

    @Override
    public Map<String, Entity> preEntityImages() {
        return preImages;
    }

    @Override
    public Map<String, Entity> postEntityImages() {
        return postImages;
    }

    @Override
    public @Nullable ExecutionContext parentContext() {
        return parent;
    }

    @Override
    public boolean isInTransaction() {
        return stage > 10;
    }

    @Override
    public int isolationMode() {
        return 2;
    }

    @Override
    public EntityReference owningExtension() {
        return new EntityReference(stage == 30 ? "customapi" : "sdkmessageprocessingstep", NO_ID);
    }

    @Override
    public String initiatingUserAgent() {
        return "";
    }

    @Override
    public boolean isApplicationUser() {
        return false;
    }
}
