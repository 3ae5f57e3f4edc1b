package dev.colonnade.engine.security;

import dev.colonnade.engine.query.FormatSettings;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Reads users' rights and the names of privileges from rows.
public final class RightsLoader {

    /// Template of the System Administrator role, the same in every organization.
    public static final UUID SYSTEM_ADMINISTRATOR = UUID.fromString("627090ff-40a3-4053-8790-584edc5be201");

    private static final int NO_TIME_ZONE = -1;

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private RightsLoader() {}

    /// Ids of all privileges by lower-case name.
    public static Map<String, UUID> privileges(UnitOfWork work) {
        var privileges = new HashMap<String, UUID>();
        work.list(Statement.of(SQL.select(text("name"), id("privilegeid")).from(table("privilege"))),
                row -> privileges.put(row.getString(1).toLowerCase(Locale.ROOT), row.getObject(2, UUID.class)));
        return privileges;
    }

    /// The rights of a user; `null` when there is no such user.
    public static @Nullable UserRights rights(UnitOfWork work, UUID userId) {
        Set<UUID> teams = new HashSet<>(work.list(Statement.of(SQL.select(id("teamid")).from(table("teammembership"))
                .where(id("systemuserid").eq(userId))), row -> row.getObject(1, UUID.class)));
        Set<UUID> roles = new HashSet<>(work.list(Statement.of(SQL.select(id("roleid")).from(table("systemuserroles"))
                .where(id("systemuserid").eq(userId))), row -> row.getObject(1, UUID.class)));
        if (!teams.isEmpty()) {
            roles.addAll(work.list(Statement.of(SQL.select(id("roleid")).from(table("teamroles"))
                    .where(id("teamid").in(teams))), row -> row.getObject(1, UUID.class)));
        }
        boolean isAdministrator = isAdministrator(work, roles);
        Map<String, Depth> privileges = isAdministrator ? Map.of() : held(work, roles);
        Settings settings = settings(work, userId);
        return work.first(Statement.of(SQL.select(text("fullname"), id("businessunitid"), flag("isdisabled"),
                number("accessmode")).from(table("systemuser")).where(id("systemuserid").eq(userId))),
                row -> new UserRights(userId, orEmpty(row.getString(1)), row.getObject(2, UUID.class),
                        !row.getBoolean(3),
                        row.getInt(4), teams, roles.size(), isAdministrator, privileges,
                        settings.languageCode, settings.timeZoneCode, settings.formats));
    }

    /// The user whose column has a value, compared without regard to case; `null` when there is none.
    ///
    /// @param column `domainname`, `applicationid` or `azureactivedirectoryobjectid`
    public static @Nullable UUID findUser(UnitOfWork work, String column, String value) {
        if (value.isBlank()) {
            return null;
        }
        var query = SQL.select(id("systemuserid")).from(table("systemuser"));
        if (column.equals("domainname")) {
            return work.first(Statement.of(query.where(text(column).eq(value))), row -> row.getObject(1, UUID.class));
        }
        try {
            UUID id = UUID.fromString(value);
            return work.first(Statement.of(query.where(id(column).eq(id))), row -> row.getObject(1, UUID.class));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isAdministrator(UnitOfWork work, Set<UUID> roles) {
        return !roles.isEmpty() && work.first(Statement.of(SQL.selectOne().from(table("role"))
                .where(id("roleid").in(roles)).and(id("roletemplateid").eq(SYSTEM_ADMINISTRATOR))), row -> 1) != null;
    }

    private static Map<String, Depth> held(UnitOfWork work, Set<UUID> roles) {
        var held = new HashMap<String, Depth>();
        if (!roles.isEmpty()) {
            Field<UUID> grantOf = DSL.field(DSL.name("roleprivileges", "privilegeid"), SQLDataType.UUID);
            Field<UUID> privilege = DSL.field(DSL.name("privilege", "privilegeid"), SQLDataType.UUID);
            work.list(
                    Statement.of(SQL
                            .select(DSL.field(DSL.name("privilege", "name")),
                                    DSL.bitOrAgg(number("privilegedepthmask")))
                            .from(table("roleprivileges")).join(table("privilege")).on(grantOf.eq(privilege))
                            .where(id("roleid").in(roles)).groupBy(DSL.field(DSL.name("privilege", "name")))),
                    row -> held.put(row.getString(1).toLowerCase(Locale.ROOT), Depth.ofMask(row.getInt(2))));
        }
        return held;
    }

    private static Settings settings(UnitOfWork work, UUID userId) {
        var fields = new ArrayList<Field<?>>(List.of(number("uilanguageid"), number("timezonecode")));
        FormatSettings.COLUMNS.forEach(column -> fields.add(DSL.field(DSL.name(column))));
        List<Settings> found = work.list(Statement.of(SQL.select(fields).from(table("usersettings"))
                .where(id("systemuserid").eq(userId))), Settings::of);
        return found.isEmpty() ? new Settings(0, NO_TIME_ZONE, FormatSettings.NONE) : found.getFirst();
    }

    /// What a user has settled: 0 is no language, -1 no time zone.
    private record Settings(int languageCode, int timeZoneCode, FormatSettings formats) {

        static Settings of(ResultSet row) throws SQLException {
            int language = row.getInt(1);
            Integer timeZone = row.getObject(2, Integer.class);
            var texts = new HashMap<String, @Nullable String>();
            for (int i = 0; i < FormatSettings.COLUMNS.size(); i++) {
                texts.put(FormatSettings.COLUMNS.get(i), row.getString(i + 3));
            }
            return new Settings(language, timeZone == null ? NO_TIME_ZONE : timeZone, FormatSettings.of(texts::get));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Table<?> table(String name) {
        return DSL.table(DSL.name(name));
    }

    private static Field<UUID> id(String name) {
        return DSL.field(DSL.name(name), SQLDataType.UUID);
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    private static Field<Integer> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.INTEGER);
    }

    private static Field<Boolean> flag(String name) {
        return DSL.field(DSL.name(name), SQLDataType.BOOLEAN);
    }
}
