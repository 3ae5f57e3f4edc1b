package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ServiceException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationReaderTest {

    private static Declarations read(TestJar jar) {
        return DeclarationReader.read(CodeArchive.of(jar.bytes(), 1_000_000));
    }

    @Test
    void everythingThatAnnotationsSayIsRead() {
        Declarations declared = read(new TestJar().source("t.Order", """
                package t;
                import dev.colonnade.sdk.*;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_Order", displayName = "Order", bindingType = BindingType.ENTITY,
                        boundEntityLogicalName = "account", isPrivate = true, executePrivilegeName = "prvOrder",
                        allowedCustomProcessingStepType = ProcessingStepType.SYNC_AND_ASYNC,
                        request = Order.Request.class, response = Order.Response.class)
                @Step(message = "Update", entity = "account", stage = 20, rank = 7,
                        filteringAttributes = {"name", "telephone1"}, configuration = "strict")
                @Step(message = "Create", stage = 40, mode = 1, name = "told")
                public final class Order implements Plugin {
                    record Request(String title,
                            @RequestParameter(uniqueName = "Urgency", type = FieldType.PICKLIST, isOptional = true,
                                    displayName = "How urgent", description = "1 to 3") Integer urgency,
                            @RequestParameter(logicalEntityName = "contact") EntityReference person, String[] tags) {}
                    record Response(@ResponseProperty(description = "Sum") java.math.BigDecimal total, boolean done) {}
                    public void execute(PluginContext context) {}
                }
                """));

        assertThat(declared.types()).containsExactly("t.Order");
        assertThat(declared.apis()).containsExactly(new Declarations.Api("sample_Order", "Order", "Order", "t.Order", 1,
                "account", false, true, "prvOrder", 2, false,
                List.of(new Declarations.Part("Title", "Title", "Title", 10, false, null),
                        new Declarations.Part("Urgency", "How urgent", "1 to 3", 9, true, null),
                        new Declarations.Part("Person", "Person", "Person", 5, false, "contact"),
                        new Declarations.Part("Tags", "Tags", "Tags", 11, false, null)),
                List.of(new Declarations.Part("Total", "Total", "Sum", 2, false, null),
                        new Declarations.Part("Done", "Done", "Done", 0, false, null))));
        assertThat(declared.steps()).containsExactly(
                new Declarations.DeclaredStep("t.Order", "t.Order: Update of account", "Update", "account", 20, 0, 7,
                        "name,telephone1", "strict"),
                new Declarations.DeclaredStep("t.Order", "told", "Create", null, 40, 1, 1, null, null));
    }

    @Test
    void anInterfaceCanDeclareAnEventWithoutLogic() {
        Declarations declared = read(new TestJar().source("t.OnShipped", """
                package t;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_OnShipped", request = OnShipped.Event.class,
                        allowedCustomProcessingStepType = ProcessingStepType.ASYNC_ONLY)
                public interface OnShipped { record Event(java.util.UUID order) {} }
                """));

        assertThat(declared.types()).isEmpty();
        assertThat(declared.apis()).singleElement().satisfies(api -> {
            assertThat(api.typeName()).isNull();
            assertThat(api.allowedSteps()).isEqualTo(1);
            assertThat(api.parameters()).hasSize(1);
        });
    }

    @Test
    void allMistakesAreToldAtOnce() {
        var jar = new TestJar().source("t.Wrong", """
                package t;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_Wrong", request = Wrong.Request.class)
                @Step(message = "Create", stage = 20)
                public abstract class Wrong implements Plugin {
                    record Request(Thread worker, @RequestParameter(type = FieldType.GUID) String key) {}
                }
                """);

        assertThatThrownBy(() -> read(jar)).isInstanceOf(ServiceException.class)
                .hasMessageContaining("'worker' of 't.Wrong$Request'").hasMessageContaining("'key'")
                .hasMessageContaining("'t.Wrong' declares a step");
    }
}
