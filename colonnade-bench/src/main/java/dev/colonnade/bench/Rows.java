package dev.colonnade.bench;

import dev.colonnade.bench.load.SlotValues;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The rows that every server holds: 100,000 of 2,000 groups, whose rows lie apart from each other. The groups with an odd
/// number belong to the Basic User, the others to the administrator.
final class Rows {

    static final int COUNT = 100_000;
    static final int GROUPS = 2_000;

    private Rows() {}

    /// Which rows a caller may see.
    enum Range {
        ALL(1),
        OF_BASIC_USER(2);

        private final int step;

        Range(int step) {
            this.step = step;
        }

        private IntStream numbers(int count) {
            return IntStream.rangeClosed(1, count).filter(number -> step == 1 || number % step == 1);
        }
    }

    static SlotValues ids(Range range) {
        return SlotValues.anyOf(range.numbers(COUNT).mapToObj(Rows::id).toList());
    }

    static SlotValues groups(Range range) {
        return SlotValues.anyOf(range.numbers(GROUPS - 1).mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
                .toList());
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "01990000-0000-7000-8000-%012x", number);
    }

    /// Expressions over the row's number `i` for the columns that have values; PostgreSQL makes the rows from them.
    ///
    /// @param owner whose rows the even ones are
    /// @param basicUser whose rows the odd ones are
    static List<String> expressions(String owner, String basicUser, String businessUnit, String organization) {
        String ofRow = "(case when i % 2 = 1 then '" + basicUser + "' else '" + owner + "' end)::uuid";
        return List.of("queueid=('01990000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid",
                "name='Queue ' || lpad((i * 7919 % 100003)::text, 8, '0')",
                "description='What waits here is for the people of team ' || i % 2000 || ' to take'",
                "emailaddress='team-' || lpad((i % 2000)::text, 4, '0') || '@example.com'",
                "incomingemaildeliverymethod=2", "incomingemailfilteringmethod=0", "outgoingemaildeliverymethod=2",
                "ignoreunsolicitedemail=i % 3 = 0", "queueviewtype=i % 2", "emailrouteraccessapproval=1",
                "numberofitems=i % 1000", "allowemailcredentials=false", "isemailaddressapprovedbyo365admin=false",
                "isfaxqueue=false", "queuetypecode=1",
                "createdon='2026-01-01T00:00:00Z'::timestamptz + i * interval '1 minute'",
                "createdby='" + owner + "'::uuid",
                "modifiedon='2026-01-01T00:00:00Z'::timestamptz + i * interval '1 minute'",
                "modifiedby='" + owner + "'::uuid", "ownerid=" + ofRow, "owneridtype='systemuser'",
                "owningbusinessunit='" + businessUnit + "'::uuid", "owninguser=" + ofRow,
                "organizationid='" + organization + "'::uuid", "statecode=0", "statuscode=1",
                "versionnumber=1000000 + i");
    }

    /// The same for a server that keeps keys as texts.
    static String insertOfTexts(String table, List<String> expressions) {
        return insert(table, expressions.stream().map(each -> each.endsWith("::uuid")
                ? each.replaceFirst("=", "=(") + ")::text"
                : each).toList());
    }

    /// The statement that fills a table.
    static String insert(String table, List<String> expressions) {
        String columns = String.join(", ",
                expressions.stream().map(each -> each.substring(0, each.indexOf('='))).toList());
        String values = String.join(", ",
                expressions.stream().map(each -> each.substring(each.indexOf('=') + 1)).toList());
        return "insert into " + table + " (" + columns + ") select " + values + " from generate_series(1, " + COUNT
                + ") i";
    }
}
