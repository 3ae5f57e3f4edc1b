package dev.colonnade.samples;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Installs the samples: the publisher `sample`, the custom APIs and steps of this jar, and a few rows. Installing again changes
/// nothing but what was changed or deleted since. The server calls it with an administrator's service and the bytes of the jar.
public final class SampleInstaller implements BiConsumer<OrganizationService, byte[]> {

    private static final String PREFIX = "sample";
    private static final int OPTION_VALUE_PREFIX = 58_230;

    @Override
    public void accept(OrganizationService service, byte[] jar) {
        installPublisher(service);
        service.execute(new OrganizationRequest("colonnade_PushAssembly")
                .set("Content", Base64.getEncoder().encodeToString(jar)).set("Name", "colonnade-samples"));
        rows().forEach(row -> createIfMissing(service, row));
    }

    /// Makes the publisher whose prefix the names of the samples carry, unless one has it.
    public static void installPublisher(OrganizationService service) {
        boolean isThere = service.retrieveMultiple(new QueryExpression("publisher").columns("uniquename")
                .where("customizationprefix", ConditionOperator.EQUAL, PREFIX)).size() > 0;
        if (!isThere) {
            service.create(new Entity("publisher").set("uniquename", "colonnadesamples")
                    .set("friendlyname", "Colonnade samples").set("customizationprefix", PREFIX)
                    .set("customizationoptionvalueprefix", OPTION_VALUE_PREFIX)
                    .set("description", "Publisher of the samples that come with the server"));
        }
    }

    private static void createIfMissing(OrganizationService service, Entity row) {
        String key = row.logicalName() + "id";
        boolean isThere = service.retrieveMultiple(new QueryExpression(row.logicalName()).columns(key)
                .where(key, ConditionOperator.EQUAL, row.toEntityReference().requireId())).size() > 0;
        if (!isThere) {
            service.create(row);
        }
    }

    private static List<Entity> rows() {
        Entity fourthCoffee = row("account", 1).set("name", "Fourth Coffee").set("telephone1", "+1 425 555 0101")
                .set("address1_city", "Renton").set("revenue", Money.of(4_200_000)).set("numberofemployees", 120);
        Entity northwind = row("account", 2).set("name", "Northwind Traders").set("telephone1", "+44 20 5555 0102")
                .set("address1_city", "London").set("revenue", Money.of(910_000)).set("numberofemployees", 35);
        Entity tailspin = row("account", 3).set("name", "Tailspin Toys").set("address1_city", "Lyon");
        Entity yvonne = row("contact", 1).set("firstname", "Yvonne").set("lastname", "McKay")
                .set("emailaddress1", "yvonne@fourthcoffee.example").set("parentcustomerid", reference(fourthCoffee));
        Entity susanna = row("contact", 2).set("firstname", "Susanna").set("lastname", "Stubberod")
                .set("emailaddress1", "susanna@northwind.example").set("parentcustomerid", reference(northwind));
        Entity broken = row("incident", 1).set("title", "The grinder stands still")
                .set("customerid", reference(fourthCoffee)).set("prioritycode", new OptionSetValue(2));
        Entity late = row("incident", 2).set("title", "Delivery is late").set("customerid", reference(northwind))
                .set("prioritycode", new OptionSetValue(3));
        return List.of(fourthCoffee, northwind, tailspin, yvonne, susanna, broken, late);
    }

    private static Entity row(String table, int number) {
        int kind = switch (table) {
            case "account" -> 1;
            case "contact" -> 2;
            default -> 3;
        };
        return new Entity(table, new UUID(0x5a3f_0000_0000_4000L | kind, 0x8000_0000_0000_0000L | number));
    }

    private static EntityReference reference(Entity row) {
        return new EntityReference(row.logicalName(), row.id());
    }
}
