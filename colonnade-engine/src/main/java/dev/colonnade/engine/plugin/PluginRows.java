package dev.colonnade.engine.plugin;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Reads the registration tables for the host, and writes traces. The statements go past the pipeline: they are the server's
/// own work, and would otherwise need the plug-ins that they are about to load.
final class PluginRows {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private static final Table<?> STEP = named("sdkmessageprocessingstep", "s");
    private static final Table<?> MESSAGE = named("sdkmessage", "m");
    private static final Table<?> FILTER = named("sdkmessagefilter", "f");
    private static final Table<?> SECURE = named("sdkmessageprocessingstepsecureconfig", "c");
    private static final Table<?> TYPE = named("plugintype", "t");
    private static final Table<?> ASSEMBLY = named("pluginassembly", "a");
    private static final Table<?> PACKAGE = named("pluginpackage", "p");
    private static final Table<?> IMAGE = named("sdkmessageprocessingstepimage", "i");

    private static final List<String> TRACE_COLUMNS = List.of("plugintracelogid", "typename", "messagename",
            "primaryentity", "messageblock", "exceptiondetails", "configuration", "secureconfiguration", "mode",
            "operationtype", "depth", "correlationid", "requestid", "pluginstepid", "organizationid", "createdby",
            "createdon", "issystemcreated", "performanceconstructorstarttime", "performanceconstructorduration",
            "performanceexecutionstarttime", "performanceexecutionduration");

    private PluginRows() {}

    /// A plug-in type and the version of the code it is in.
    record TypeRow(UUID id, String typeName, CodeKey code, String assembly) {}

    /// An enabled synchronous step.
    ///
    /// @param table logical name; `null` for every table
    /// @param filteringAttributes logical names, comma-separated; `null` for all columns
    record StepRow(UUID id, String name, String message, @Nullable String table, int stage, int rank,
            @Nullable UUID impersonatingUserId, @Nullable String configuration, @Nullable String secureConfiguration,
            @Nullable String filteringAttributes, UUID pluginTypeId) {}

    /// An image of a step.
    ///
    /// @param type 0 before the operation, 1 after it, 2 both
    /// @param attributes logical names, comma-separated; `null` for all columns
    record ImageRow(UUID stepId, String alias, int type, @Nullable String attributes) {}

    /// `select "i"."sdkmessageprocessingstepid", … from "sdkmessageprocessingstepimage" as "i" where … is not null`
    static List<ImageRow> images(UnitOfWork work) {
        return work.list(Statement.of(SQL
                .select(uuid("i", "sdkmessageprocessingstepid"), text("i", "entityalias"), integer("i", "imagetype"),
                        text("i", "attributes"))
                .from(IMAGE)
                .where(uuid("i", "sdkmessageprocessingstepid").isNotNull())
                .orderBy(uuid("i", "sdkmessageprocessingstepimageid"))),
                row -> new ImageRow(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getString(4)));
    }

    /// `select … from "plugintype" as "t" join "pluginassembly" as "a" … left join "pluginpackage" as "p" …`
    static List<TypeRow> types(UnitOfWork work) {
        return work.list(Statement.of(SQL
                .select(uuid("t", "plugintypeid"), text("t", "typename"), uuid("a", "pluginassemblyid"),
                        number("a", "versionnumber"), uuid("a", "packageid"), number("p", "versionnumber"),
                        text("a", "name"), text("a", "version"), text("a", "culture"), text("a", "publickeytoken"))
                .from(TYPE)
                .join(ASSEMBLY).on(uuid("t", "pluginassemblyid").eq(uuid("a", "pluginassemblyid")))
                .leftJoin(PACKAGE).on(uuid("a", "packageid").eq(uuid("p", "pluginpackageid")))),
                PluginRows::typeRow);
    }

    private static TypeRow typeRow(ResultSet row) throws SQLException {
        UUID packageId = row.getObject(5, UUID.class);
        CodeKey code = packageId == null
                ? new CodeKey(false, row.getObject(3, UUID.class), row.getLong(4))
                : new CodeKey(true, packageId, row.getLong(6));
        return new TypeRow(row.getObject(1, UUID.class), row.getString(2), code, row.getString(7) + ", Version="
                + row.getString(8) + ", Culture=" + row.getString(9) + ", PublicKeyToken=" + row.getString(10));
    }

    /// The enabled synchronous steps of plug-in types.
    ///
    /// `select … from "sdkmessageprocessingstep" as "s" join "sdkmessage" as "m" … where "s"."statecode" = 0 and …`
    static List<StepRow> steps(UnitOfWork work) {
        Field<UUID> handler = coalesce(uuid("s", "eventhandler"), uuid("s", "plugintypeid"));
        return work.list(Statement.of(SQL
                .select(uuid("s", "sdkmessageprocessingstepid"), text("s", "name"), text("m", "name"),
                        text("f", "primaryobjecttypecode"), integer("s", "stage"), integer("s", "rank"),
                        uuid("s", "impersonatinguserid"), text("s", "configuration"), text("c", "secureconfig"),
                        text("s", "filteringattributes"), handler)
                .from(STEP)
                .join(MESSAGE).on(uuid("s", "sdkmessageid").eq(uuid("m", "sdkmessageid")))
                .leftJoin(FILTER).on(uuid("s", "sdkmessagefilterid").eq(uuid("f", "sdkmessagefilterid")))
                .leftJoin(SECURE)
                .on(uuid("s", "sdkmessageprocessingstepsecureconfigid")
                        .eq(uuid("c", "sdkmessageprocessingstepsecureconfigid")))
                .where(integer("s", "statecode").eq(0))
                .and(integer("s", "mode").eq(0))
                .and(integer("s", "supporteddeployment").ne(1))
                .and(integer("s", "stage").in(10, 20, 40))
                .orderBy(integer("s", "stage"), integer("s", "rank"), uuid("s", "sdkmessageprocessingstepid"))),
                PluginRows::stepRow);
    }

    private static StepRow stepRow(ResultSet row) throws SQLException {
        String table = row.getString(4);
        return new StepRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                table == null || table.equals("none") ? null : table, row.getInt(5), row.getInt(6),
                row.getObject(7, UUID.class), row.getString(8), row.getString(9), row.getString(10),
                row.getObject(11, UUID.class));
    }

    /// @param text base64
    /// @param version version of the row that was read
    record Content(String text, long version) {}

    /// The content of an assembly or package; `null` when the row or its content is not there.
    static @Nullable Content content(UnitOfWork work, CodeKey key) {
        String table = key.isPackage() ? "pluginpackage" : "pluginassembly";
        return work.first(Statement.of(SQL
                .select(field(name("content"), SQLDataType.CLOB), field(name("versionnumber"), SQLDataType.BIGINT))
                .from(table(name(table)))
                .where(field(name(table + "id"), SQLDataType.UUID).eq(key.id()))
                .and(field(name("content"), SQLDataType.CLOB).isNotNull())),
                row -> new Content(row.getString(1), row.getLong(2)));
    }

    /// `insert into "plugintracelog" (…) values (…)`
    static void insertTraces(UnitOfWork work, List<TraceRow> traces, Instant now) {
        var insert = SQL.insertInto(table(name("plugintracelog")))
                .columns(TRACE_COLUMNS.stream().map(column -> field(name(column))).toList())
                .values(Collections.nCopies(TRACE_COLUMNS.size(), ""));
        var rows = new ArrayList<List<@Nullable Object>>();
        traces.forEach(trace -> rows.add(values(trace, now)));
        work.executeBatch(insert.getSQL(), rows);
    }

    private static List<@Nullable Object> values(TraceRow trace, Instant now) {
        var values = new ArrayList<@Nullable Object>(TRACE_COLUMNS.size());
        values.add(UUID.randomUUID());
        values.add(trace.typeName());
        values.add(trace.messageName());
        values.add(trace.primaryEntity());
        values.add(storable(trace.messageBlock()));
        values.add(storable(trace.exceptionDetails()));
        values.add(trace.configuration());
        values.add(trace.secureConfiguration());
        values.add(0);
        values.add(1);
        values.add(trace.depth());
        values.add(trace.correlationId());
        values.add(trace.requestId());
        values.add(trace.stepId());
        values.add(trace.organizationId());
        values.add(trace.userId());
        values.add(time(now));
        values.add(false);
        values.add(trace.constructor() == null ? null : time(trace.constructor().start()));
        values.add(trace.constructor() == null ? 0 : (int) trace.constructor().duration().toMillis());
        values.add(time(trace.execution().start()));
        values.add((int) trace.execution().duration().toMillis());
        return values;
    }

    /// PostgreSQL keeps no zero characters in text.
    private static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static void deleteTracesBefore(UnitOfWork work, Instant limit) {
        work.execute(Statement.of(SQL.deleteFrom(table(name("plugintracelog")))
                .where(field(name("createdon"), SQLDataType.OFFSETDATETIME).lt(time(limit)))));
    }

    private static Table<?> named(String tableName, String alias) {
        return table(name(tableName)).as(name(alias));
    }

    private static Field<UUID> uuid(String alias, String column) {
        return field(name(alias, column), SQLDataType.UUID);
    }

    private static Field<String> text(String alias, String column) {
        return field(name(alias, column), SQLDataType.CLOB);
    }

    private static Field<Integer> integer(String alias, String column) {
        return field(name(alias, column), SQLDataType.INTEGER);
    }

    private static Field<Long> number(String alias, String column) {
        return field(name(alias, column), SQLDataType.BIGINT);
    }
}
