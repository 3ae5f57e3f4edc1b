package dev.colonnade.testkit.customapi;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/// Answers in the way that the message's name ends with.
public final class Answering implements Plugin {

    private static final ColumnSet COLUMNS = ColumnSet.of("name", "revenue", "primarycontactid", "createdon",
            "accountcategorycode", "numberofemployees", "donotphone", "ownerid", "fax");

    static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000000a");

    @Override
    public void execute(PluginContext context) {
        String name = context.messageName();
        switch (name.substring(name.lastIndexOf('_') + 1)) {
            case "Row" -> context.output("Out", new Entity("account", ID).set("name", "A"));
            case "Rows" -> context.output("Out", new EntityCollection("account",
                    List.of(new Entity("account", ID).set("name", "A"), new Entity("account", ID).set("name", "B"))));
            case "Reference" -> context.output("Out", new EntityReference("contact", ID));
            case "Stored" -> context.output("Out", context.organizationService().retrieve("account",
                    context.requireInput("Target", EntityReference.class).requireId(), COLUMNS));
            case "Found" -> context.output("Out", context.organizationService()
                    .retrieveMultiple(new QueryExpression("account").columnSet(COLUMNS)));
            case "Bag" -> context.output("Out", bag());
            case "Bags" -> context.output("Out", new EntityCollection("", List.of(new Entity().set("x", 1))));
            case "Wrong" -> context.output("Out", "seven");
            case "Undeclared" -> {
                context.output("Out", 7);
                context.output("Other", 8);
            }
            case "Failing" -> throw new InvalidPluginExecutionException("It may not be.");
            default -> throw new IllegalStateException("There is no such answer: " + name);
        }
    }

    private static Entity bag() {
        return new Entity().set("flag", true).set("whole", 1).set("share", new BigDecimal("1.5")).set("id", ID)
                .set("tags", new String[]{"a", "b"}).set("inner", new Entity().set("depth", 2));
    }
}
