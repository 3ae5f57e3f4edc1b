package dev.colonnade.server.webapi;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes queries at random, most of them right, over the tables of [DoorFixture].
final class ODataText {

    private static final List<String> PROPERTIES = List.of("name", "accountnumber", "revenue", "numberofemployees",
            "creditonhold", "statecode", "createdon", "ctz_founded", "ctz_localtime", "ctz_rate", "ctz_weight",
            "ctz_big",
            "ctz_id", "ctz_interests", "_ownerid_value", "_primarycontactid_value", "accountid", "iscustomizable/Value",
            "iscustomizable", "entityimage", "primarycontactid/fullname",
            "primarycontactid/parentcustomerid_account/name",
            "primarycontactid", "nosuch", "Account_Tasks", "@p", "@q");
    private static final List<String> VALUES = List.of("'x'", "'O''Brien'", "''", "'%'", "'[a-'", "1", "-2.5", "1e10",
            "1e500",
            "99999999999999999999", "true", "false", "null", "2024-01-31", "2024-13-01", "2024-01-31T10:00:00Z",
            "0000-00-00T00:00:00Z", "00000000-0000-0000-0000-00000000000a", "'00000000-0000-0000-0000-00000000000A'",
            "@p",
            "Microsoft.Dynamics.CRM.X'y'", "['1','2']", "[1,2]", "{\"a\":[1]}", "['1','2", "'2024-01-31'");
    private static final List<String> RIGHT = List.of("name eq 'x'", "revenue gt 5", "not (name ne null)",
            "contains(name,'x%')", "creditonhold", "createdon lt 2024-01-31", "name eq accountnumber",
            "primarycontactid/fullname ne 'x'", "Account_Tasks/any(t:t/subject eq 'x')", "statecode eq 0",
            "Microsoft.Dynamics.CRM.Today(PropertyName='createdon')", "_ownerid_value eq null");
    private static final List<String> FUNCTIONS = List.of("In", "NotIn", "Between", "ContainValues", "LastXHours",
            "Today", "On",
            "EqualUserId", "Under", "InFiscalPeriodAndYear", "Contains", "Nosuch", "OlderThanXYears");
    private static final List<String> COLLECTIONS = List.of("Account_Tasks", "contact_customer_accounts",
            "ctz_account_contacts", "primarycontactid", "nosuch");
    private static final List<String> SEGMENTS = List.of("accounts", "contacts", "Accounts", "accounts(%s)",
            "accounts(accountid=%s)", "accounts(accountnumber=%s)", "accounts(name=%s,_primarycontactid_value=%s)",
            "Account_Tasks", "Account_Tasks(%s)", "primarycontactid", "name", "$value", "$ref", "$count", "$metadata",
            "Microsoft.Dynamics.CRM.Nothing()", "Retrieve", "WhoAmI()", "ctz_account_contacts", "", ".", "..");

    private final Random random;

    ODataText(Random random) {
        this.random = random;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String value() {
        return pick(VALUES);
    }

    /// A property, now and then behind further names.
    String path(int steps) {
        String path = pick(PROPERTIES);
        return steps > 0 && random.nextInt(8) == 0 ? "primarycontactid/" + path(steps - 1) : path;
    }

    /// A resource path.
    String path() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> pick(SEGMENTS).replace("%s", UrlText.encodeQuery(value())))
                .collect(Collectors.joining("/"));
    }

    /// @param depth of what may be nested in it
    String filter(int depth) {
        return filter(depth, "");
    }

    private String filter(int depth, String variable) {
        if (variable.isEmpty() && random.nextBoolean()) {
            String right = pick(RIGHT);
            return depth > 0 ? right + pick(List.of(" and ", " or ")) + filter(depth - 1) : right;
        }
        int kind = random.nextInt(depth > 0 ? 12 : 7);
        return switch (kind) {
            case 0, 1, 2 ->
                variable + path(1) + " " + pick(List.of("eq", "ne", "gt", "ge", "lt", "le", "has", "EQ")) + " "
                        + (random.nextInt(5) == 0 ? variable + path(1) : value());
            case 3 -> pick(List.of("contains", "startswith", "endswith", "tolower")) + "(" + variable + path(1) + ","
                    + value() + ")";
            case 4 -> variable + path(0);
            case 5 -> function(variable);
            case 6 -> pick(COLLECTIONS) + "/" + pick(List.of("any", "all")) + "()";
            case 7, 8 -> filter(depth - 1, variable) + pick(List.of(" and ", " or ")) + filter(depth - 1, variable);
            case 9 -> "(" + filter(depth - 1, variable) + ")";
            case 10 -> "not " + filter(depth - 1, variable);
            default -> {
                String name = pick(List.of("a", "b", "o"));
                yield variable + pick(COLLECTIONS) + "/" + pick(List.of("any", "all")) + "(" + name + ":"
                        + filter(depth - 1, name + "/") + ")";
            }
        };
    }

    private String function(String variable) {
        String name = pick(List.of("name", "numberofemployees", "createdon", "ctz_founded", "ctz_interests", "ownerid",
                "_ownerid_value", "nosuch", "accountid", "subject"));
        var text = new StringBuilder("Microsoft.Dynamics.CRM.").append(pick(FUNCTIONS)).append("(PropertyName='")
                .append(variable).append(name).append('\'');
        String parameter = pick(List.of("", "PropertyValue", "PropertyValues", "PropertyValue1", "Nosuch"));
        if (!parameter.isEmpty()) {
            text.append(',').append(parameter).append('=').append(value());
        }
        return text.append(')').toString();
    }

    String apply() {
        var text = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append("filter(").append(filter(2)).append(")/");
        }
        return switch (random.nextInt(4)) {
            case 0 -> text.append(aggregate()).toString();
            case 1 -> text.append("groupby((").append(path(2)).append("))").toString();
            case 2 ->
                text.append("groupby((").append(path(1)).append(',').append(path(1)).append("),").append(aggregate())
                        .append(')').toString();
            default ->
                text.append(pick(List.of("identity", "topcount(1,revenue)", "aggregate()", "groupby()"))).toString();
        };
    }

    private String aggregate() {
        return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> random.nextInt(3) == 0
                ? "$count as n" + random.nextInt(3)
                : path(1) + " with " + pick(List.of("sum", "average", "min", "max", "countdistinct")) + " as t"
                        + random.nextInt(3))
                .collect(Collectors.joining(",", "aggregate(", ")"));
    }

    String encodedOption() {
        String option = option();
        int equals = option.indexOf('=');
        return option.substring(0, equals + 1) + UrlText.encodeQuery(option.substring(equals + 1));
    }

    /// An option, not encoded.
    String option() {
        return switch (random.nextInt(8)) {
            case 0 -> "$select=" + path(0) + "," + path(0);
            case 1 -> "$filter=" + filter(3);
            case 2 -> "$orderby=" + path(2) + pick(List.of("", " asc", " desc", " up"));
            case 3 -> "$top=" + value();
            case 4 -> "$count=" + value();
            case 5, 6 -> "$expand=" + expand(3);
            default ->
                pick(List.of("$skip", "$search", "$format", "$skiptoken", "$nosuch", "savedQuery", "fetchXml", "x"))
                        + "="
                        + value();
        };
    }

    private String expand(int depth) {
        String navigation = pick(List.of("primarycontactid", "Account_Tasks", "contact_customer_accounts", "nosuch",
                "ctz_account_contacts", "primarycontactid/$ref", "Account_Tasks/$ref"));
        if (depth == 0 || random.nextBoolean()) {
            return navigation;
        }
        String option = switch (random.nextInt(5)) {
            case 0 -> "$select=" + pick(List.of("fullname", "subject", "nosuch"));
            case 1 -> "$filter=" + filter(1);
            case 2 -> "$orderby=createdon;$top=3";
            case 3 -> "$count=true";
            default -> "$expand=" + expand(depth - 1);
        };
        return navigation + "(" + option + ")" + (random.nextInt(3) == 0 ? "," + expand(depth - 1) : "");
    }
}
