package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColumnCodecsTest {

    private static final int SEEDS = 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Database database = TestDatabase.open();
    private final List<Column> columns = TestTables.everyType().storedColumns();

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenIsReadBackAlsoThroughJson(long seed) {
        var values = new Values(new Random(seed));
        try (UnitOfWork work = database.begin()) {
            for (Column column : columns) {
                Object value = values.next(column);
                ColumnCodec codec = ColumnCodecs.of(column);
                var bound = new ArrayList<@Nullable Object>();
                bound.add(codec.toSql(column, value));
                String type = codec.sqlType(column);
                String cast = "cast(? as " + type.replaceAll(" collate .*", "") + ")";

                List<@Nullable Object> read = work.list(new Statement("select " + cast, bound),
                        row -> codec.fromSql(column, row, 1));
                List<@Nullable Object> nested = work.list(
                        new Statement("select json_build_object('v', " + cast + ")::text", bound),
                        row -> codec.fromJson(column, JSON.readValue(row.getString(1), Map.class).get("v")));

                assertThat(read).as(column.logicalName()).containsExactly(value);
                assertThat(nested).as(column.logicalName()).containsExactly(value);
            }
        }
    }

    static LongStream seeds() {
        String repeated = System.getProperty("seed");
        return repeated == null
                ? LongStream.generate(new Random()::nextLong).limit(SEEDS)
                : LongStream.of(Long.parseLong(repeated));
    }

    @Test
    void everyStoredTypeHasACodec() {
        var types = new EnumMap<ColumnType, Column>(ColumnType.class);
        columns.forEach(column -> types.put(column.type(), column));

        for (ColumnType type : ColumnType.values()) {
            assertThat(types.containsKey(type)).as(type.wireName()).isEqualTo(type.isStored());
        }
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithItsColumn() {
        for (Column column : columns) {
            assertThatThrownBy(() -> ColumnCodecs.of(column).toSql(column, new Object()))
                    .isInstanceOfSatisfying(ServiceException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("'" + column.logicalName() + "'").hasMessageContaining("not Object");
        }
    }

    @Test
    void aReferenceWithoutIdIsRefused() {
        Column lookup = column("parentid");

        assertThatThrownBy(() -> ColumnCodecs.of(lookup).toSql(lookup, EntityReference.byKey("sample", Map.of())))
                .hasMessageContaining("'parentid'").hasMessageContaining("carries no id");
    }

    @Test
    void fractionsOfASecondAreDropped() {
        Column instant = column("at");

        assertThat(ColumnCodecs.of(instant).toSql(instant, Instant.parse("2031-04-05T12:00:00.999Z")))
                .isEqualTo(Instant.parse("2031-04-05T12:00:00Z").atOffset(ZoneOffset.UTC));
    }

    @Test
    void aNulInTextIsRefused() {
        Column text = column("text");

        assertThatThrownBy(() -> ColumnCodecs.of(text).toSql(text, "a\0b")).hasMessageContaining("U+0000");
    }

    @Test
    void contentsAreKeptWithoutTheCollationOfComparedText() {
        assertThat(ColumnCodecs.of(column("text")).sqlType(column("text"))).isEqualTo("text collate \"ci\"");
        assertThat(ColumnCodecs.of(column("content")).sqlType(column("content"))).isEqualTo("text");
    }

    @Test
    void everyTypeOfTheSystemDefinitionsIsKnownToPostgres() {
        MetadataSnapshot snapshot = TestTables.systemSnapshot();

        for (Table table : snapshot.tables()) {
            for (Column column : table.storedColumns()) {
                assertThat(ColumnCodecs.of(column).sqlType(column)).isNotEmpty();
            }
        }
    }

    private Column column(String name) {
        return columns.stream().filter(column -> column.logicalName().equals(name)).findFirst().orElseThrow();
    }

    /// Random values of the SDK's types; now and then none.
    private static final class Values {

        private static final List<String> TEXTS = List.of("", " ", "Müller", "'; drop", "\\x00", "日本語", "😀",
                "a\nb\t\"c\"");

        private final Random random;

        Values(Random random) {
            this.random = random;
        }

        @Nullable
        Object next(Column column) {
            if (random.nextInt(10) == 0) {
                return null;
            }
            return switch (column.type()) {
                case STRING, MEMO -> TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt();
                case INTEGER -> random.nextInt();
                case BIG_INT -> random.nextLong();
                case DECIMAL -> BigDecimal.valueOf(random.nextLong(), random.nextInt(11));
                case DOUBLE -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
                case MONEY -> new Money(BigDecimal.valueOf(random.nextInt() * 10L + 1, 4 + random.nextInt(7)));
                case BOOLEAN -> random.nextBoolean();
                case PICKLIST, STATE, STATUS -> new OptionSetValue(random.nextInt());
                case MULTI_SELECT_PICKLIST -> OptionSetValueCollection.of(random.ints(random.nextInt(5)).toArray());
                case DATE_TIME -> time(column);
                case UNIQUEIDENTIFIER, FILE -> id();
                case LOOKUP, CUSTOMER, OWNER ->
                    new EntityReference(column.targets().size() == 1 ? column.targets().getFirst() : "", id());
                case ENTITY_NAME -> "sample_table" + random.nextInt(100);
                case MANAGED_PROPERTY ->
                    new BooleanManagedProperty(random.nextBoolean(), true, column.managedPropertyName());
                case IMAGE -> {
                    byte[] bytes = new byte[random.nextInt(50)];
                    random.nextBytes(bytes);
                    yield bytes;
                }
                case PARTY_LIST, VIRTUAL -> throw new IllegalArgumentException(column.toString());
            };
        }

        private UUID id() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        private Object time(Column column) {
            // From 1753 to 9999.
            long second = -6_847_804_800L + (long) (random.nextDouble() * 260_000_000_000L);
            var utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
            return switch (column.behavior()) {
                case "DateOnly" -> LocalDate.from(utc);
                case "TimeZoneIndependent" -> utc;
                default -> utc.toInstant(ZoneOffset.UTC);
            };
        }
    }
}
