package dev.colonnade.engine.security;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Ownership;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.RowAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Decides what a caller may do, from the rights in a [SecuritySnapshot] alone. Source: reference/security.md, "How access is
/// computed". Immutable.
public final class Authorizer {

    private final SecuritySnapshot security;
    private final Caller caller;
    private final @Nullable UserRights rights;

    public Authorizer(SecuritySnapshot security, Caller caller) {
        this.security = security;
        this.caller = caller;
        this.rights = caller.isSystem() ? null : security.findRights(caller.userId());
    }

    /// Refuses users that may not work here at all.
    ///
    /// @throws ServiceException [ErrorCode#USER_NOT_MEMBER_OF_ORG], [ErrorCode#USER_NOT_ENABLED] or
    ///         [ErrorCode#USER_NOT_ASSIGNED_ROLES]
    public void requireMember() {
        if (caller.isSystem()) {
            return;
        }
        if (rights == null) {
            throw new ServiceException(ErrorCode.USER_NOT_MEMBER_OF_ORG,
                    "The user is not a member of the organization.");
        }
        if (!rights.isEnabled()) {
            throw new ServiceException(ErrorCode.USER_NOT_ENABLED, "The user with SystemUserId=" + rights.userId()
                    + " in OrganizationContext is disabled.");
        }
        if (rights.roleCount() == 0) {
            throw new ServiceException(ErrorCode.USER_NOT_ASSIGNED_ROLES,
                    "The user (Id = " + rights.userId() + ") has not been assigned any roles.");
        }
    }

    /// Refuses callers that do not hold a privilege at any depth.
    ///
    /// @throws ServiceException [ErrorCode#PRIVILEGE_DENIED]
    public void requirePrivilege(String privilege) {
        if (depth(privilege) == null) {
            throw denied(privilege, "");
        }
    }

    /// Refuses callers that do not hold the privilege for a right on a table at any depth.
    ///
    /// @throws ServiceException [ErrorCode#PRIVILEGE_DENIED]
    public void requirePrivilege(AccessRight right, Table table) {
        if (table.privilegeName().isEmpty()) {
            return;
        }
        String privilege = right.privilege(table.privilegeName());
        if (depth(privilege) == null) {
            throw denied(privilege, " on OTC=" + table.objectTypeCode() + " for entity '" + table.logicalName() + "'");
        }
    }

    /// Whether the caller may see every row of a table.
    public boolean reachesAllRows(AccessRight right, Table table) {
        return caller.isSystem() || table.ownership() != Ownership.USER_OWNED || table.privilegeName().isEmpty()
                || depth(right.privilege(table.privilegeName())) == Depth.GLOBAL;
    }

    /// The rows of a table on which the caller holds a right, as a condition for the statement.
    ///
    /// @throws ServiceException [ErrorCode#PRIVILEGE_DENIED] when the privilege is not held at all
    public Condition reachable(AccessRight right, Table table, Name alias) {
        requirePrivilege(right, table);
        if (reachesAllRows(right, table) || rights == null) {
            return DSL.noCondition();
        }
        return owned(rights, alias, reachesUnit(right, table));
    }

    private boolean reachesUnit(AccessRight right, Table table) {
        Depth depth = depth(right.privilege(table.privilegeName()));
        return depth == Depth.LOCAL || depth == Depth.DEEP;
    }

    private static Condition owned(UserRights user, Name alias, boolean isOfUnit) {
        Condition owned = DSL.field(alias.append("ownerid"), SQLDataType.UUID).in(principals(user));
        return isOfUnit
                ? owned.or(DSL.field(alias.append("owningbusinessunit"), SQLDataType.UUID).eq(user.businessUnitId()))
                : owned;
    }

    /// What the caller may read. For a user and a place in the statement the condition is the same object each time, so that it
    /// need not be rendered again.
    public RowAccess readAccess() {
        return (table, alias) -> {
            requirePrivilege(AccessRight.READ, table);
            UserRights user = rights;
            if (user == null || reachesAllRows(AccessRight.READ, table)) {
                return DSL.noCondition();
            }
            boolean isOfUnit = reachesUnit(AccessRight.READ, table);
            String place = Objects.requireNonNull(alias.last());
            return security.readable(user.userId(), place, isOfUnit, () -> owned(user, alias, isOfUnit));
        };
    }

    /// Whether the caller may give a new row to an owner.
    public boolean mayOwn(Table table, UUID ownerId) {
        return reachesAllRows(AccessRight.CREATE, table) || rights == null || principals(rights).contains(ownerId);
    }

    /// The refusal of a right on a row that the privilege alone does not give.
    public ServiceException deniedRow(AccessRight right, Table table, UUID rowId) {
        return new ServiceException(ErrorCode.ACCESS_DENIED_TO_RECORD, "Principal with id " + caller.userId()
                + " does not have " + right.verb() + "Access right(s) for record with id " + rowId + " of entity "
                + table.logicalName());
    }

    public Caller caller() {
        return caller;
    }

    /// The rights of the calling user; `null` for the system or an unknown user.
    public @Nullable UserRights rights() {
        return rights;
    }

    private @Nullable Depth depth(String privilege) {
        return caller.isSystem() ? Depth.GLOBAL : rights == null ? null : rights.depth(privilege);
    }

    private static List<UUID> principals(UserRights rights) {
        var principals = new ArrayList<UUID>(rights.teams());
        principals.add(rights.userId());
        return principals;
    }

    private ServiceException denied(String privilege, String where) {
        int roles = rights == null ? 0 : rights.roleCount();
        int privileges = rights == null ? 0 : rights.privileges().size();
        int accessMode = rights == null ? 0 : rights.accessMode();
        return new ServiceException(ErrorCode.PRIVILEGE_DENIED,
                "Principal user (Id=" + caller.userId() + ", type=8, roleCount=" + roles + ", privilegeCount="
                        + privileges
                        + ", accessMode=" + accessMode + "), is missing " + privilege + " privilege (Id="
                        + security.findPrivilege(privilege) + ")" + where + ". context.Caller=" + caller.userId());
    }
}
