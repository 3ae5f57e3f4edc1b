package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Where a page ended: the values of its last row in the order of the query, and, as the platform writes them, those of its
/// first. Clients take it for a text without meaning. A forged one can do no harm, as its values are bound like those of any
/// condition; the check finds mistakes.
///
/// ```xml
/// <cookie page="1" orders="…" check="…"><name last="Zoe" first="Ann" /><accountid last="{…}" first="{…}" /></cookie>
/// ```
///
/// Source: reference/web-api.md, "FetchXML", "Paging"
///
/// @param page number of the page that ended
/// @param orders tells the orders of the query apart
/// @param keys one for each order of the query
record PagingCookie(int page, int orders, List<Key> keys) {

    private static final int PARSED_CHARACTERS_MAX = 1_000_000;
    private static final int PARSED_DEPTH_MAX = 2;

    PagingCookie {
        keys = List.copyOf(keys);
    }

    /// The values of one order.
    ///
    /// @param name logical name of the column
    /// @param last value of the last row; `null` when it is empty
    /// @param first value of the first row; `null` when it is empty
    record Key(String name, @Nullable String last, @Nullable String first) {}

    static PagingCookie of(int page, int orders, List<OrderPlan> plans, List<@Nullable String> first,
            List<@Nullable String> last) {
        var keys = new ArrayList<Key>();
        for (int i = 0; i < plans.size(); i++) {
            keys.add(new Key(name(plans.get(i).operand()), last.get(i), first.get(i)));
        }
        return new PagingCookie(page, orders, keys);
    }

    private static String name(Operand operand) {
        return switch (operand) {
            case Operand.ColumnOf column -> column.column().logicalName();
            case Operand.NameOf name -> name.lookup().logicalName();
            case Operand.LabelOf label -> label.column().logicalName();
            case Operand.ActivityTypeOf type -> type.lookup().logicalName();
            case Operand.RowsOf rows -> rows.rows().alias();
            case Operand.DatePartOf part -> name(part.operand());
            case Operand.ChildrenOf children -> children.parent().logicalName();
            case Operand.ResultOf(int field, ValueType type) -> "field" + field;
        };
    }

    String text() {
        var text = new StringBuilder("<cookie");
        attribute(text, "page", String.valueOf(page));
        attribute(text, "orders", String.valueOf(orders));
        attribute(text, "check", String.valueOf(check()));
        text.append('>');
        for (Key key : keys) {
            text.append('<').append(key.name);
            value(text, "last", key.last);
            value(text, "first", key.first);
            text.append(" />");
        }
        return text.append("</cookie>").toString();
    }

    private static void value(StringBuilder text, String name, @Nullable String value) {
        if (value == null) {
            attribute(text, name + "null", "1");
        } else {
            attribute(text, name, escape(value));
        }
    }

    private static void attribute(StringBuilder text, String name, String value) {
        text.append(' ').append(name).append("=\"").append(value.replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;").replace("\"", "&quot;")).append('"');
    }

    private int check() {
        var text = new StringBuilder().append(page).append('\n').append(orders);
        keys.forEach(key -> text.append('\n').append(key.name).append(key.last == null ? '-' : '+')
                .append(key.last == null ? "" : escape(key.last)));
        return check(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_INVALID_PAGING_COOKIE] when the text is not a cookie
    static PagingCookie parse(String text) {
        try {
            FetchElement cookie = FetchXmlParser.parse(text, PARSED_CHARACTERS_MAX, PARSED_DEPTH_MAX);
            var keys = new ArrayList<Key>();
            for (FetchElement key : cookie.children()) {
                keys.add(new Key(key.name(), value(key, "last"), value(key, "first")));
            }
            var parsed = new PagingCookie(number(cookie, "page"), number(cookie, "orders"), keys);
            if (parsed.check() != number(cookie, "check")) {
                throw wrong(null);
            }
            return parsed;
        } catch (ServiceException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw wrong(e);
        }
    }

    private static @Nullable String value(FetchElement key, String name) {
        String value = key.find(name);
        return value == null ? null : unescape(value);
    }

    private static int number(FetchElement cookie, String name) {
        String text = cookie.find(name);
        if (text == null) {
            throw wrong(null);
        }
        return Integer.parseInt(text);
    }

    /// The value of the last row in one of the orders.
    @Nullable
    Object last(int order, ValueType type) {
        String text = keys.get(order).last;
        try {
            return text == null ? null : type.parse(type == ValueType.ID ? text.replaceAll("[{}]", "") : text);
        } catch (RuntimeException e) {
            throw wrong(e);
        }
    }

    /// The value of a result column as [#last] reads it; ids are in upper case and in braces, as on the platform.
    ///
    /// @param index number of the column, from 1
    static @Nullable String value(ResultSet row, int index, ValueType type) throws SQLException {
        Object value = switch (type) {
            case INSTANT -> row.getObject(index, OffsetDateTime.class);
            case DATE -> row.getObject(index, LocalDate.class);
            case CLOCK -> row.getObject(index, LocalDateTime.class);
            case BOOLEAN -> row.getObject(index, Boolean.class);
            default -> row.getString(index);
        };
        if (value == null) {
            return null;
        }
        return type == ValueType.ID ? "{" + value.toString().toUpperCase(Locale.ROOT) + "}" : value.toString();
    }

    static ServiceException wrong(@Nullable Throwable cause) {
        return new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_PAGING_COOKIE,
                "The paging cookie is not one that this query gave out.", cause);
    }

    /// The same on every node, as a page may be asked of one and the next page of another.
    static int fingerprint(Table table, List<OrderPlan> orders) {
        var text = new StringBuilder(table.logicalName());
        for (OrderPlan order : orders) {
            text.append(order.isDescending() ? " -" : " +").append(switch (order.operand()) {
                case Operand.ColumnOf column -> column.alias() + "." + name(column);
                case Operand.NameOf name -> name.alias() + "." + name(name) + " name";
                case Operand.LabelOf label -> label.alias() + "." + name(label) + " label";
                case Operand.ActivityTypeOf type -> type.alias() + "." + name(type) + " type";
                case Operand.RowsOf _,Operand.DatePartOf _,Operand.ChildrenOf _,Operand.ResultOf _ ->
                    name(order.operand());
            });
        }
        return check(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int check(byte[] bytes) {
        var check = new CRC32();
        check.update(bytes);
        return (int) check.getValue();
    }

    /// XML has no place for control characters, and turns line breaks in attributes into blanks.
    private static String escape(String value) {
        var text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            boolean isPlain = character >= ' ' && character < '\uFFFE' && character != '\\';
            text.append(isPlain ? String.valueOf(character) : String.format("\\%04x", (int) character));
        }
        return text.toString();
    }

    private static String unescape(String value) {
        var text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\') {
                text.append((char) Integer.parseInt(value.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }
}
