package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.SelectPlan.OrderPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Where a page ended: the values of its last row in the order of the query. Clients take it for a text without meaning. A forged
/// one can do no harm, as its values are bound like those of any condition; the check finds mistakes.
///
/// Source: reference/web-api.md, "FetchXML", "Paging"
///
/// @param page number of the page that ended
/// @param orders tells the orders of the query apart
/// @param last values of the last row; `null` for empty ones
record PagingCookie(int page, int orders, List<@Nullable String> last) {

    private static final String EMPTY = "-";
    private static final char VALUE = '+';

    PagingCookie {
        last = Collections.unmodifiableList(new ArrayList<>(last));
    }

    static PagingCookie of(int page, int orders, List<@Nullable String> last) {
        return new PagingCookie(page, orders, last);
    }

    String text() {
        var body = new StringBuilder().append(page).append('\n').append(orders);
        for (String value : last) {
            // A value keeps its line breaks out of the way of ours.
            body.append('\n').append(value == null ? EMPTY : VALUE + escape(value));
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        byte[] checked = ByteBuffer.allocate(bytes.length + Integer.BYTES).put(bytes).putInt(check(bytes)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(checked);
    }

    /// @throws ServiceException [ErrorCode#INVALID_ARGUMENT] when the text is not a cookie
    static PagingCookie parse(String text) {
        try {
            byte[] checked = Base64.getUrlDecoder().decode(text);
            var buffer = ByteBuffer.wrap(checked);
            var bytes = new byte[checked.length - Integer.BYTES];
            buffer.get(bytes);
            if (buffer.getInt() != check(bytes)) {
                throw wrong(null);
            }
            String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
            var last = new ArrayList<@Nullable String>();
            for (int i = 2; i < lines.length; i++) {
                last.add(lines[i].equals(EMPTY) ? null : unescape(lines[i].substring(1)));
            }
            return new PagingCookie(Integer.parseInt(lines[0]), Integer.parseInt(lines[1]), last);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw wrong(e);
        }
    }

    /// The value of the last row in one of the orders.
    @Nullable
    Object last(int order, ValueType type) {
        String text = last.get(order);
        try {
            return text == null ? null : type.parse(text);
        } catch (RuntimeException e) {
            throw wrong(e);
        }
    }

    /// The value of a result column as [ValueType#parse] reads it.
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
        return value == null ? null : value.toString();
    }

    static ServiceException wrong(@Nullable Throwable cause) {
        return new ServiceException(ErrorCode.INVALID_ARGUMENT,
                "The paging cookie is not one that this query gave out.", cause);
    }

    /// The same on every node, as a page may be asked of one and the next page of another.
    static int fingerprint(Table table, List<OrderPlan> orders) {
        var text = new StringBuilder(table.logicalName());
        for (OrderPlan order : orders) {
            text.append(order.isDescending() ? " -" : " +").append(switch (order.operand()) {
                case Operand.ColumnOf column -> column.alias() + "." + column.column().logicalName();
                case Operand.NameOf name -> name.alias() + "." + name.lookup().logicalName() + " name";
                case Operand.LabelOf label -> label.alias() + "." + label.column().logicalName() + " label";
                case Operand.ActivityTypeOf type -> type.alias() + "." + type.lookup().logicalName() + " type";
                case Operand.RowsOf rows -> rows.rows().alias();
            });
        }
        return check(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int check(byte[] bytes) {
        var check = new CRC32();
        check.update(bytes);
        return (int) check.getValue();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescape(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\') {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : '\\');
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }
}
