package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.organization.TestOrganization;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushAssemblyTest {

    private Organization organization;
    private OrganizationService service;

    @BeforeAll
    void open() {
        organization = Organization.open(TestOrganization.config(TestDatabase.config()));
        service = organization.service(Caller.of(organization.administratorId()));
        service.create(new Entity("publisher").set("uniquename", "samplepublisher").set("friendlyname", "Samples")
                .set("customizationprefix", "sample").set("customizationoptionvalueprefix", 12_345));
    }

    @AfterAll
    void close() {
        organization.close();
    }

    private static TestJar jar(String name, String annotation, String body) {
        return new TestJar().source("t." + name, """
                package t;
                import dev.colonnade.sdk.*;
                import dev.colonnade.sdk.plugin.*;
                %s
                public class %s implements Plugin {
                    %s
                }
                """.formatted(annotation, name, body));
    }

    private static String answering(String text) {
        return "record In(String word) {} record Out(String answer) {}"
                + " public void execute(PluginContext context) { context.respond(new Out(\"" + text
                + "\" + context.request(In.class).word())); }";
    }

    private static String api(String uniqueName, String more) {
        return "@CustomApi(uniqueName = \"%s\", request = %s.In.class, response = %s.Out.class %s)"
                .formatted(uniqueName, "NAME", "NAME", more);
    }

    private String push(String name, TestJar jar) {
        return service.execute(new OrganizationRequest("colonnade_PushAssembly").set("Name", name).set("Content",
                Base64.getEncoder().encodeToString(jar.bytes()))).results().require("Report", String.class);
    }

    private static TestJar echo(String name, String text, String more) {
        return jar(name, api("sample_" + name, more).replace("NAME", name), answering(text));
    }

    private Object call(String name, String word) {
        return service.execute(new OrganizationRequest("sample_" + name).set("Word", word)).results()
                .require("Answer", String.class);
    }

    private List<Entity> rows(String table, String column, Object value, String... columns) {
        return service.retrieveMultiple(
                new QueryExpression(table).columns(columns).where(column, ConditionOperator.EQUAL, value)).entities();
    }

    @Test
    void whatAJarDeclaresCanBeCalledAtOnce() {
        String report = push("first", echo("First", "one ", ""));

        assertThat(report).contains("created assembly first 1.0.0.0").contains("created plug-in type t.First")
                .contains("created custom API sample_First")
                .contains("created request parameter sample_First.Word")
                .contains("created response property sample_First.Answer");
        assertThat(call("First", "word")).isEqualTo("one word");
    }

    @Test
    void pushingAgainChangesNothing() {
        push("same", echo("Same", "x", ""));
        long version = organization.snapshot().version();

        assertThat(push("same", echo("Same", "x", ""))).isEmpty();
        assertThat(organization.snapshot().version()).isEqualTo(version);
    }

    @Test
    @DisplayName("event-framework 48: new content of an assembly is used by the next call")
    void newCodeRunsAtTheNextCall() {
        push("code", echo("Code", "old ", ""));
        assertThat(call("Code", "w")).isEqualTo("old w");

        assertThat(push("code", echo("Code", "new ", ""))).isEqualTo("updated assembly code 1.0.0.0");

        assertThat(call("Code", "w")).isEqualTo("new w");
    }

    @Test
    void whatCannotBeChangedIsMadeAnew() {
        push("remake", echo("Remake", "x", ""));

        String report = push("remake", echo("Remake", "x", ", isFunction = true, displayName = \"Other\""));

        assertThat(report).contains("recreated custom API sample_Remake");
        assertThat(rows("customapi", "uniquename", "sample_Remake", "isfunction", "displayname")).singleElement()
                .satisfies(row -> {
                    assertThat(row.get("isfunction")).isEqualTo(true);
                    assertThat(row.get("displayname")).isEqualTo("Other");
                });
        assertThat(call("Remake", "y")).isEqualTo("xy");
    }

    @Test
    void partsFollowTheDeclaration() {
        push("parts", echo("Parts", "x", ""));

        String report = push("parts", jar("Parts", api("sample_Parts", "").replace("NAME", "Parts"),
                "record In(int number, @RequestParameter(isOptional = true) String extra) {} record Out(String answer) {}"
                        + " public void execute(PluginContext context) {"
                        + " context.output(\"Answer\", \"n\" + context.request(In.class).number()); }"));

        assertThat(report).contains("created request parameter sample_Parts.Number")
                .contains("created request parameter sample_Parts.Extra")
                .contains("deleted request parameter sample_Parts.Word");
        assertThat(service.execute(new OrganizationRequest("sample_Parts").set("Number", 7)).get("Answer"))
                .isEqualTo("n7");
    }

    @Test
    void declaredStepsComeAndGo() {
        String body = "public void execute(PluginContext context) {"
                + " throw new InvalidPluginExecutionException(\"no tasks\"); }";
        push("steps", jar("Steps", "@Step(message = \"Create\", entity = \"letter\", stage = 20)".replace("letter",
                "task"), body));
        assertThatThrownBy(() -> service.create(new Entity("task").set("subject", "x"))).hasMessage("no tasks");

        String report = push("steps", jar("Steps", "", body));

        assertThat(report).contains("deleted step t.Steps: Create of task");
        assertThat(service.create(new Entity("task").set("subject", "x"))).isNotNull();
    }

    @Test
    @DisplayName("event-framework 77: a type that is in use cannot vanish")
    void aUsedTypeCannotVanish() {
        push("used", echo("Used", "x", ""));

        assertThatThrownBy(() -> push("used", echo("Other", "x", "")))
                .isInstanceOf(OrganizationServiceException.class)
                .hasMessageContaining("'t.Used'").hasMessageContaining("'sample_Used'");
        assertThat(rows("customapi", "uniquename", "sample_Other", "name")).isEmpty();
        assertThat(call("Used", "y")).isEqualTo("xy");
    }

    @Test
    void anUnknownPrefixStopsTheWholePush() {
        assertThatThrownBy(() -> push("prefix", jar("Prefix", "@CustomApi(uniqueName = \"nobody_Prefix\")",
                "public void execute(PluginContext context) {}"))).hasMessageContaining("nobody_Prefix");

        assertThat(rows("pluginassembly", "name", "prefix", "name")).isEmpty();
    }

    @Test
    void anEventNeedsNoPlugin() {
        push("event", new TestJar().source("t.OnTold", """
                package t;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_OnTold", request = OnTold.Event.class,
                        allowedCustomProcessingStepType = ProcessingStepType.ASYNC_ONLY)
                public interface OnTold { record Event(String what) {} }
                """));

        assertThat(service.execute(new OrganizationRequest("sample_OnTold").set("What", "x")).results().names())
                .isEmpty();
    }

    @Test
    @DisplayName("event-framework 67: assembly, type and step are registered by rows")
    void rowsByHandAreRegistrationsToo() {
        byte[] bytes = jar("Hand", "", "public void execute(PluginContext context) {"
                + " throw new InvalidPluginExecutionException(\"by hand\"); }").named("hand", "3.2.1").bytes();
        UUID assembly = service.create(new Entity("pluginassembly").set("name", "hand").set("content",
                Base64.getEncoder().encodeToString(bytes)));
        UUID type = service.create(new Entity("plugintype").set("typename", "t.Hand").set("pluginassemblyid",
                new EntityReference("pluginassembly", assembly)));

        Entity row = rows("plugintype", "plugintypeid", type, "assemblyname", "version", "major", "minor", "culture",
                "name").getFirst();
        assertThat(row.attributes()).containsEntry("assemblyname", "hand").containsEntry("version", "3.2.1.0")
                .containsEntry("major", 3).containsEntry("minor", 2).containsEntry("culture", "neutral")
                .containsEntry("name", "t.Hand");
        assertThatThrownBy(() -> service.create(new Entity("plugintype").set("typename", "t.Nowhere").set(
                "pluginassemblyid", new EntityReference("pluginassembly", assembly))))
                .hasMessageContaining("'t.Nowhere'");
        UUID message = rows("sdkmessage", "name", "Create", "name").getFirst().id();
        UUID step = service.create(new Entity("sdkmessageprocessingstep").set("name", "hand")
                .set("sdkmessageid", new EntityReference("sdkmessage", message))
                .set("stage", new OptionSetValue(20)).set("mode", new OptionSetValue(0)).set("rank", 1)
                .set("plugintypeid", new EntityReference("plugintype", type)));

        assertThatThrownBy(() -> service.create(new Entity("account").set("name", "x"))).hasMessage("by hand");
        service.delete("sdkmessageprocessingstep", step);
    }

    @Test
    @DisplayName("event-framework 77: a package makes its assemblies and types")
    void aPackageMakesAssembliesAndTypes() {
        byte[] library = new TestJar().named("library", "1.0").source("lib.Text",
                "package lib; public class Text { public static String of() { return \"from the library\"; } }")
                .bytes();
        byte[] plugin = new TestJar().named("packaged", "2.0").source("lib.Text",
                "package lib; public class Text { public static String of() { return null; } }")
                .source("t.Packaged", """
                        package t;
                        import dev.colonnade.sdk.plugin.*;
                        public class Packaged implements Plugin {
                            public void execute(PluginContext context) {
                                throw new InvalidPluginExecutionException(lib.Text.of());
                            }
                        }
                        """).bytes();
        byte[] zip = new TestJar().entry("lib/library.jar", library).entry("lib/packaged.jar", plugin).bytes();

        UUID id = service.create(new Entity("pluginpackage").set("name", "sample_package")
                .set("uniquename", "sample_package").set("version", "1.0.0").set("content",
                        Base64.getEncoder().encodeToString(zip)));

        Entity assembly = rows("pluginassembly", "packageid", id, "name", "version").getFirst();
        assertThat(assembly.get("name")).isEqualTo("packaged");
        UUID type = rows("plugintype", "pluginassemblyid", assembly.toEntityReference().requireId(), "typename")
                .getFirst().id();
        UUID message = rows("sdkmessage", "name", "Create", "name").getFirst().id();
        UUID step = service.create(new Entity("sdkmessageprocessingstep").set("name", "packaged")
                .set("sdkmessageid", new EntityReference("sdkmessage", message))
                .set("stage", new OptionSetValue(20)).set("mode", new OptionSetValue(0)).set("rank", 1)
                .set("plugintypeid", new EntityReference("plugintype", type)));
        assertThatThrownBy(() -> service.create(new Entity("account").set("name", "x")))
                .hasMessage("from the library");
        service.delete("sdkmessageprocessingstep", step);
    }

    @Test
    void aPackageWithRefusedCodeNamesAllFindings() {
        byte[] plugin = new TestJar().named("refused", "1.0").source("t.Refused", """
                package t;
                import dev.colonnade.sdk.plugin.*;
                public class Refused implements Plugin {
                    public void execute(PluginContext context) {
                        new Thread(() -> {}).start();
                        context.trace(System.getProperty("user.home"));
                    }
                }
                """).bytes();
        byte[] second = new TestJar().named("second", "1.0").source("t.Second", """
                package t;
                public class Second { public static void end() { System.exit(1); } }
                """).bytes();
        byte[] zip = new TestJar().entry("lib/refused.jar", plugin).entry("lib/second.jar", second).bytes();

        assertThatThrownBy(() -> service.create(new Entity("pluginpackage").set("name", "sample_refused")
                .set("uniquename", "sample_refused").set("version", "1.0.0").set("content",
                        Base64.getEncoder().encodeToString(zip))))
                .hasMessageContainingAll("The code does what plug-ins may not (4)",
                        "t.Refused.execute:5 uses java.lang.Thread.<init>",
                        "t.Refused.execute:5 uses java.lang.Thread.start",
                        "t.Refused.execute:6 uses java.lang.System.getProperty",
                        "t.Second.end:2 uses java.lang.System.exit");
        assertThat(rows("pluginassembly", "name", "refused")).isEmpty();
    }

    @Test
    @DisplayName("event-framework 78: content that is no jar, or too large, is refused")
    void badContentIsRefused() {
        assertThatThrownBy(() -> service.create(new Entity("pluginassembly").set("name", "bad").set("content",
                "bm8gamFy"))).hasMessageContaining("no jar");
        assertThatThrownBy(() -> service.create(new Entity("pluginassembly").set("name", "bad").set("content",
                Base64.getEncoder().encodeToString(new byte[17 * 1024 * 1024])))).hasMessageContaining("at most");
    }

    @Test
    void aCallInFlightFinishesWithTheCodeThatItBeganWith() throws Exception {
        push("Patient", patient("""
                OrganizationService service = context.organizationService();
                service.create(new Entity("account").set("name", "began"));
                long deadline = System.nanoTime() + 60_000_000_000L;
                while (service.retrieveMultiple(new dev.colonnade.sdk.query.QueryExpression("account").where("name",
                        dev.colonnade.sdk.query.ConditionOperator.EQUAL, "go on")).size() == 0) {
                    if (System.nanoTime() > deadline) {
                        throw new InvalidPluginExecutionException("nobody said go on");
                    }
                }
                context.input("Target", Entity.class).set("name", "by the first version");
                """));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<UUID> inFlight = threads.submit(() -> service.create(new Entity("competitor").set("name", "x")));
            awaitAccount("began");

            push("Patient",
                    patient("context.input(\"Target\", Entity.class).set(\"name\", \"by the second version\");"));

            UUID later = service.create(new Entity("competitor").set("name", "y"));
            service.create(new Entity("account").set("name", "go on"));
            assertThat(nameOf(later)).isEqualTo("by the second version");
            assertThat(nameOf(inFlight.get(60, TimeUnit.SECONDS))).isEqualTo("by the first version");
        }
    }

    private static TestJar patient(String body) {
        return jar("Patient", "@Step(message = \"Create\", entity = \"competitor\", stage = 10)",
                "public void execute(PluginContext context) { " + body + " }");
    }

    private void awaitAccount(String name) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (service.retrieveMultiple(new QueryExpression("account").where("name", ConditionOperator.EQUAL, name))
                .size() == 0) {
            assertThat(System.nanoTime()).as("time until the account '" + name + "' is there").isLessThan(deadline);
        }
    }

    private Object nameOf(UUID competitor) {
        return service.retrieve("competitor", competitor, ColumnSet.of("name")).require("name", String.class);
    }
}
