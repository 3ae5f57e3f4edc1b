package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.query.RowPlan.Content;
import dev.colonnade.engine.storage.ColumnCodec;
import dev.colonnade.engine.storage.ColumnCodecs;
import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes entities of rows. Everything that the plan tells is looked up once, when the reader is made. Immutable.
final class RowReader {

    private final RowPlan plan;
    private final List<Reader> readers;
    private final List<RowReader> ones;
    private final List<RowReader> many;

    RowReader(RowPlan plan) {
        this.plan = plan;
        this.readers = plan.outputs().stream().map(RowReader::reader).toList();
        this.ones = plan.ones().stream().map(one -> new RowReader(one.row())).toList();
        this.many = plan.many().stream().map(rows -> new RowReader(rows.row())).toList();
    }

    /// Position of the primary key among the fields; -1 when it is not read.
    int key() {
        return plan.key();
    }

    Entity read(Cells cells, Reading reading) throws SQLException {
        UUID id = plan.key() < 0 ? null : cells.id(plan.key());
        var entity = new Entity(plan.table().logicalName(), id);
        if (plan.version() >= 0) {
            entity.rowVersion(cells.text(plan.version()));
        }
        for (Reader reader : readers) {
            reader.read(cells, entity, reading);
        }
        readOnes(cells, entity, reading);
        readMany(cells, entity, reading);
        return entity;
    }

    private void readOnes(Cells cells, Entity entity, Reading reading) throws SQLException {
        for (int i = 0; i < ones.size(); i++) {
            RowPlan.One one = plan.ones().get(i);
            boolean isThere = cells.id(one.row().key()) != null;
            List<Entity> rows = isThere ? List.of(ones.get(i).read(cells, reading)) : List.of();
            entity.relatedEntities().put(one.navigation(),
                    new EntityCollection(one.row().table().logicalName(), rows));
        }
    }

    private void readMany(Cells cells, Entity entity, Reading reading) throws SQLException {
        for (int i = 0; i < many.size(); i++) {
            RowPlan.Many rows = plan.many().get(i);
            List<Cells> found = cells.rows(rows.field(), rows.width());
            int shown = (Integer) reading.values.get(rows.limit().index()) - (rows.isPaged() ? 1 : 0);
            var entities = new ArrayList<Entity>(found.size());
            for (Cells row : found.subList(0, Math.min(shown, found.size()))) {
                entities.add(many.get(i).read(row, reading));
            }
            entity.relatedEntities().put(rows.navigation(),
                    new EntityCollection(rows.row().table().logicalName(), entities)
                            .moreRecords(found.size() > shown));
        }
    }

    private static Reader reader(RowPlan.Output output) {
        Target target = new Target(output.key(), output.source());
        return switch (output.content()) {
            case Content.Value value -> valueReader(target, value, ColumnCodecs.of(value.column()));
            case Content.Reference reference -> referenceReader(target, reference,
                    ColumnCodecs.of(reference.column()));
            case Content.Text(int field) -> (cells, entity, reading) -> target.put(entity, cells.text(field), null);
            case Content.Label(Column column, int field) -> labelReader(target, column, field);
            case Content.Whole(int field) -> wholeReader(target, field);
            case Content.Absent() -> (cells, entity, reading) -> target.put(entity, null, null);
        };
    }

    private static Reader valueReader(Target target, Content.Value content, ColumnCodec codec) {
        Column column = content.column();
        return (cells, entity, reading) -> {
            Object value = cells.value(codec, column, content.field());
            boolean isShown = value != null && reading.format.isWanted();
            UUID currency = isShown && content.currency() >= 0 ? cells.id(content.currency()) : null;
            target.put(entity, value,
                    value != null && isShown ? reading.format.text(column, value, currency) : null);
        };
    }

    private static Reader referenceReader(Target target, Content.Reference content, ColumnCodec codec) {
        Column column = content.column();
        return (cells, entity, reading) -> {
            Object value = cells.value(codec, column, content.field());
            if (!(value instanceof EntityReference reference)) {
                target.put(entity, value, null);
                return;
            }
            String type = content.type() < 0 ? null : cells.text(content.type());
            String name = content.name() < 0 ? null : cells.text(content.name());
            String table = type == null ? reference.logicalName() : type;
            target.put(entity, new EntityReference(table, reference.id(), name), name);
        };
    }

    /// A number that fits is an `Integer`, as on the platform.
    private static Reader wholeReader(Target target, int field) {
        return (cells, entity, reading) -> {
            String text = cells.text(field);
            if (text != null) {
                var number = new BigDecimal(text);
                boolean isShort = number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
                Object value = isShort ? (Object) number.intValue() : (Object) number.longValue();
                target.put(entity, value, reading.format.isWanted() ? reading.format.whole(number) : null);
            }
        };
    }

    private static Reader labelReader(Target target, Column column, int field) {
        ColumnCodec codec = ColumnCodecs.of(column);
        return (cells, entity, reading) -> {
            Object value = cells.value(codec, column, field);
            target.put(entity, value == null ? null : reading.format.label(column, value), null);
        };
    }

    /// Reads one column of a row.
    @FunctionalInterface
    private interface Reader {

        void read(Cells cells, Entity entity, Reading reading) throws SQLException;
    }

    /// What belongs to one read.
    ///
    /// @param values the plan's values
    record Reading(ValueFormat format, List<Object> values) {}

    /// Where a value goes. Empty columns of linked tables are left out, as their row may not be there at all.
    private record Target(String key, RowPlan.@Nullable Source source) {

        void put(Entity entity, @Nullable Object value, @Nullable String text) {
            if (source == null) {
                entity.set(key, value);
            } else if (value != null) {
                entity.set(key, new AliasedValue(source.table(), source.column(), value));
            }
            if (text != null) {
                entity.formattedValues().put(key, text);
            }
        }
    }
}
