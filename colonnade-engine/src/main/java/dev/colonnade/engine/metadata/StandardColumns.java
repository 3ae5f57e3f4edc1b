package dev.colonnade.engine.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The columns that the server adds to a table, by group. Source: reference/tables-and-metadata.md, "Standard columns".
final class StandardColumns {

    private static final int MIN_CODE = -1;

    private StandardColumns() {}

    static List<String> defaultGroups(Ownership ownership, TableKind kind) {
        if (kind == TableKind.INTERSECT || kind == TableKind.CHILD) {
            return List.of();
        }
        return switch (ownership) {
            case USER_OWNED -> List.of("audit", "owner", "state", "import", "timezone");
            case ORGANIZATION_OWNED -> List.of("audit", "organization", "state", "import", "timezone");
            case BUSINESS_OWNED -> List.of("audit");
            case NONE -> List.of();
        };
    }

    static List<ColumnBuilder> of(String group, String tableSchemaName) {
        return switch (group) {
            case "audit" -> audit();
            case "owner" -> owner();
            case "organization" -> List.of(
                    new ColumnBuilder("OrganizationId", ColumnType.LOOKUP, "Organization").to("organization")
                            .readOnly());
            case "state" -> state();
            case "import" -> imports();
            case "timezone" -> List.of(
                    new ColumnBuilder("TimeZoneRuleVersionNumber", ColumnType.INTEGER, "Time Zone Rule Version Number")
                            .range(MIN_CODE, Integer.MAX_VALUE),
                    new ColumnBuilder("UTCConversionTimeZoneCode", ColumnType.INTEGER, "UTC Conversion Time Zone Code")
                            .range(MIN_CODE, Integer.MAX_VALUE));
            case "solution" -> solution(tableSchemaName);
            default ->
                throw new IllegalArgumentException("There is no group of standard columns named '" + group + "'.");
        };
    }

    private static List<ColumnBuilder> audit() {
        var columns = new ArrayList<ColumnBuilder>();
        columns.add(new ColumnBuilder("CreatedOn", ColumnType.DATE_TIME, "Created On").readOnly());
        columns.add(new ColumnBuilder("CreatedBy", ColumnType.LOOKUP, "Created By").to("systemuser").readOnly());
        columns.add(new ColumnBuilder("CreatedOnBehalfBy", ColumnType.LOOKUP, "Created By (Delegate)").to("systemuser")
                .readOnly());
        columns.add(new ColumnBuilder("ModifiedOn", ColumnType.DATE_TIME, "Modified On").readOnly());
        columns.add(new ColumnBuilder("ModifiedBy", ColumnType.LOOKUP, "Modified By").to("systemuser").readOnly());
        columns.add(
                new ColumnBuilder("ModifiedOnBehalfBy", ColumnType.LOOKUP, "Modified By (Delegate)").to("systemuser")
                        .readOnly());
        return columns;
    }

    private static List<ColumnBuilder> owner() {
        var owner = new ColumnBuilder("OwnerId", ColumnType.OWNER, "Owner").to("systemuser", "team").required();
        owner.typeColumn = "owneridtype";
        return List.of(owner, new ColumnBuilder("OwnerIdType", ColumnType.ENTITY_NAME, "Owner Type").required(),
                new ColumnBuilder("OwningBusinessUnit", ColumnType.LOOKUP, "Owning Business Unit").to("businessunit")
                        .readOnly(),
                new ColumnBuilder("OwningUser", ColumnType.LOOKUP, "Owning User").to("systemuser").readOnly(),
                new ColumnBuilder("OwningTeam", ColumnType.LOOKUP, "Owning Team").to("team").readOnly());
    }

    private static List<ColumnBuilder> state() {
        var state = new ColumnBuilder("statecode", ColumnType.STATE, "Status").required();
        state.validForCreate = false;
        return List.of(state, new ColumnBuilder("statuscode", ColumnType.STATUS, "Status Reason"));
    }

    private static List<ColumnBuilder> imports() {
        var overridden = new ColumnBuilder("OverriddenCreatedOn", ColumnType.DATE_TIME, "Record Created On")
                .createOnly();
        overridden.format = "DateOnly";
        return List.of(
                new ColumnBuilder("ImportSequenceNumber", ColumnType.INTEGER, "Import Sequence Number")
                        .range(Integer.MIN_VALUE, Integer.MAX_VALUE).createOnly(),
                overridden);
    }

    private static List<ColumnBuilder> solution(String tableSchemaName) {
        var state = new ColumnBuilder("ComponentState", ColumnType.PICKLIST, "Component State").required().readOnly();
        state.choice = "componentstate";
        state.defaultValue = 0;
        var managed = new ColumnBuilder("IsManaged", ColumnType.BOOLEAN, "Is Managed").required().readOnly();
        managed.choice = "ismanaged";
        managed.defaultValue = false;
        var overwritten = new ColumnBuilder("OverwriteTime", ColumnType.DATE_TIME, "Record Overwrite Time").required()
                .readOnly();
        overwritten.defaultValue = "1900-01-01T00:00:00Z";
        var supporting = new ColumnBuilder("SupportingSolutionId", ColumnType.UNIQUEIDENTIFIER, "Solution").readOnly();
        supporting.validForRead = false;
        var unique = new ColumnBuilder(tableSchemaName + "IdUnique", ColumnType.UNIQUEIDENTIFIER, "Row id unique")
                .required()
                .readOnly();
        unique.computed = Map.of("newId", true);
        return List.of(state, managed, overwritten,
                new ColumnBuilder("SolutionId", ColumnType.UNIQUEIDENTIFIER, "Solution").required().readOnly(),
                supporting,
                unique);
    }
}
