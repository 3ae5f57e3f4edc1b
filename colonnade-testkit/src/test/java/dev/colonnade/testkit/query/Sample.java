package dev.colonnade.testkit.query;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows that questions are asked about: the same ones in the server and in memory, where a value is a text, a [BigDecimal], a
/// [LocalDate] or an [Instant].
final class Sample {

    static final List<String> TEXTS = List.of("alpha", "ALPHA", "Álpha", "beta", "b", "Gamma ray", "gamma", "50");
    static final List<String> DAYS = List.of("2023-12-31", "2024-01-01", "2024-02-29", "2024-06-15", "2025-01-01");
    private static final int ROWS = 40;

    private final Map<String, List<Row>> tables = new HashMap<>();
    private final Random random = new Random(7);

    /// A row in memory.
    static final class Row {

        private final Map<String, Object> values = new HashMap<>();

        /// The value of a column; `null` when it is empty.
        @Nullable
        Object get(String column) {
            return values.get(column);
        }

        private void put(String column, @Nullable Object value) {
            if (value != null) {
                values.put(column, value);
            }
        }
    }

    static UUID id(String table, int number) {
        return new UUID(0x5a000000_00004000L + table.hashCode() % 1000, 0x8000000000000000L + number);
    }

    /// The rows of a table.
    List<Row> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /// Puts the rows into a server.
    static Sample in(OrganizationService service) {
        var sample = new Sample();
        for (int i = 0; i < ROWS / 4; i++) {
            sample.contact(service, i);
        }
        for (int i = 0; i < ROWS; i++) {
            sample.account(service, i);
        }
        for (int i = 0; i < ROWS; i++) {
            sample.task(service, i);
        }
        return sample;
    }

    private void contact(OrganizationService service, int number) {
        var row = row("contact", "contactid", number);
        var entity = new Entity("contact", id("contact", number));
        put(row, entity, "lastname", text());
        String day = maybe(pick(DAYS));
        row.put("birthdate", day == null ? null : LocalDate.parse(day));
        entity.set("birthdate", row.get("birthdate"));
        service.create(entity);
    }

    private void account(OrganizationService service, int number) {
        var row = row("account", "accountid", number);
        var entity = new Entity("account", id("account", number));
        put(row, entity, "name", text());
        put(row, entity, "fax", text());
        Integer employees = random.nextInt(4) == 0 ? null : random.nextInt(6) * 10;
        row.put("numberofemployees", employees == null ? null : BigDecimal.valueOf(employees));
        entity.set("numberofemployees", employees);
        BigDecimal revenue = random.nextInt(4) == 0
                ? null
                : new BigDecimal(random.nextInt(6) * 10 + pick(List.of("", ".5")));
        row.put("revenue", revenue);
        entity.set("revenue", revenue == null ? null : new Money(revenue));
        boolean isOnHold = random.nextBoolean();
        row.put("creditonhold", BigDecimal.valueOf(isOnHold ? 1 : 0));
        entity.set("creditonhold", isOnHold);
        Integer day = random.nextInt(3) == 0 ? null : random.nextInt(3);
        row.put("preferredappointmentdaycode", day == null ? null : BigDecimal.valueOf(day));
        entity.set("preferredappointmentdaycode", day == null ? null : new OptionSetValue(day));
        Instant held = random.nextInt(4) == 0
                ? null
                : Instant.parse(pick(DAYS) + pick(List.of("T00:00:00Z", "T23:59:59Z", "T12:00:00Z")));
        row.put("lastonholdtime", held);
        entity.set("lastonholdtime", held);
        reference(row, entity, "parentaccountid", "account", number == 0 ? 0 : random.nextInt(number), number == 0);
        reference(row, entity, "primarycontactid", "contact", random.nextInt(ROWS / 4), false);
        service.create(entity);
    }

    private void task(OrganizationService service, int number) {
        var row = row("task", "activityid", number);
        var entity = new Entity("task", id("task", number));
        String subject = pick(TEXTS);
        row.put("subject", subject);
        entity.set("subject", subject);
        Integer percent = random.nextInt(3) == 0 ? null : random.nextInt(6) * 10;
        row.put("percentcomplete", percent == null ? null : BigDecimal.valueOf(percent));
        entity.set("percentcomplete", percent);
        reference(row, entity, "regardingobjectid", "account", random.nextInt(ROWS / 2), false);
        service.create(entity);
    }

    private Row row(String table, String key, int number) {
        var row = new Row();
        row.put(key, id(table, number).toString());
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
        return row;
    }

    private void reference(Row row, Entity entity, String column, String table, int number,
            boolean isNever) {
        boolean isEmpty = isNever || random.nextInt(4) == 0;
        row.put(column, isEmpty ? null : id(table, number).toString());
        if (!isEmpty) {
            entity.set(column, new EntityReference(table, id(table, number)));
        }
    }

    private static void put(Row row, Entity entity, String column, @Nullable String text) {
        row.put(column, text);
        entity.set(column, text);
    }

    private @Nullable String text() {
        return maybe(pick(TEXTS));
    }

    private @Nullable String maybe(String text) {
        return random.nextInt(4) == 0 ? null : text;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
