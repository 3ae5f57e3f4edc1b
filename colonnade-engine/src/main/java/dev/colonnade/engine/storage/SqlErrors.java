package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns PostgreSQL's errors into the platform's: one table of SQLSTATEs. The names of constraints, as [ConstraintNames] makes
/// them, tell which key or lookup was hurt. A text that no caller should see is logged and left out.
final class SqlErrors {

    private static final Logger LOG = LoggerFactory.getLogger(SqlErrors.class);

    /// `Key (column, …)=(value, …) …`, whatever the language of the server's messages.
    private static final Pattern KEY = Pattern.compile("\\((.*?)\\)=\\((.*?)\\)");

    private static final String UNAVAILABLE = "The database is not available at the moment. Try again later.";
    private static final String CONFLICT = "The operation met another one that changed the same rows and was undone. Try again.";

    /// States whose sentence says all there is to say. Longest match wins: a state, then its class of two characters.
    private static final Map<String, Answer> ANSWERS = Map.ofEntries(
            Map.entry("40001", new Answer(ErrorCode.SQL_CONFLICT, CONFLICT)),
            Map.entry("40P01", new Answer(ErrorCode.SQL_CONFLICT, CONFLICT)),
            Map.entry("55P03", new Answer(ErrorCode.SQL_CONFLICT, CONFLICT)),
            Map.entry("57014", new Answer(ErrorCode.SQL_TIMEOUT,
                    "The statement ran longer than the server allows and was ended.")),
            Map.entry("22001",
                    new Answer(ErrorCode.STRING_LENGTH_TOO_LONG, "A text value is too long for its column.")),
            Map.entry("22003", new Answer(ErrorCode.DECIMAL_VALUE_OUT_OF_RANGE,
                    "A number is outside the range of its column.")),
            Map.entry("22007", new Answer(ErrorCode.INVALID_DATE_TIME, "A value is no valid date or time.")),
            Map.entry("22008", new Answer(ErrorCode.INVALID_DATE_TIME, "A date or time is outside the valid range.")),
            Map.entry("22021",
                    new Answer(ErrorCode.INVALID_ARGUMENT, "A text value holds a character that cannot be kept.")),
            Map.entry("54000", new Answer(ErrorCode.INVALID_ARGUMENT,
                    "The values of an alternate key are too long to be indexed together.")),
            Map.entry("57P01", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("57P02", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("57P03", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("57P04", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("57P05", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("08", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("53", new Answer(ErrorCode.SERVER_UNAVAILABLE, UNAVAILABLE)),
            Map.entry("28",
                    new Answer(ErrorCode.SERVER_UNAVAILABLE, "The database refuses the server's user or password.")),
            Map.entry("3D", new Answer(ErrorCode.SERVER_UNAVAILABLE,
                    "The database that the server is to use does not exist.")));

    private SqlErrors() {}

    static ServiceException translate(SQLException thrown) {
        SQLException error = innermost(thrown);
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        ServerErrorMessage message = error instanceof PSQLException server ? server.getServerErrorMessage() : null;
        ServiceException named = message == null ? null : named(state, message, error);
        return named != null ? named : answer(state, error);
    }

    /// Whether the connection on which the error came cannot be used any more.
    static boolean isBroken(SQLException thrown) {
        String state = innermost(thrown).getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /// A batch reports its statement's error as the next exception.
    private static SQLException innermost(SQLException thrown) {
        SQLException error = thrown;
        while (!(error instanceof PSQLException) && error.getNextException() != null) {
            error = error.getNextException();
        }
        return error;
    }

    private static @Nullable ServiceException named(String state, ServerErrorMessage message, SQLException error) {
        return switch (state) {
            case "23505" -> duplicate(message, error);
            case "23503" -> brokenReference(message, error);
            case "23502" -> new ServiceException(ErrorCode.ATTRIBUTE_NOT_NULLABLE,
                    "The column '" + message.getColumn() + "' of '" + message.getTable() + "' cannot be set to null.",
                    error);
            // A prepared statement met a table that has just changed its shape; in a transaction the driver cannot repeat it.
            case "0A000" -> "RevalidateCachedQuery".equals(message.getRoutine())
                    ? new ServiceException(ErrorCode.SQL_CONFLICT, CONFLICT, error)
                    : null;
            default -> null;
        };
    }

    /// Source: reference/web-api.md, "Platform codes an implementer meets first"
    private static ServiceException duplicate(ServerErrorMessage message, SQLException error) {
        String table = text(message.getTable());
        String key = ConstraintNames.alternateKeyOf(table, text(message.getConstraint()));
        if (key == null) {
            return new ServiceException(ErrorCode.DUPLICATE_RECORD, "Cannot insert duplicate key.", error);
        }
        Matcher detail = KEY.matcher(text(message.getDetail()));
        String columns = detail.find() ? text(detail.group(1)) : "its columns";
        return new ServiceException(ErrorCode.DUPLICATE_RECORD_ENTITY_KEY, "Entity Key " + key
                + " violated. A record with the same value for " + columns
                + " already exists. A duplicate record cannot be created. Select one or more unique values and try again.",
                error);
    }

    private static ServiceException brokenReference(ServerErrorMessage message, SQLException error) {
        String table = text(message.getTable());
        String detail = text(message.getDetail());
        Matcher key = KEY.matcher(detail);
        if (!key.find()) {
            return new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST, "A row that is referred to does not exist.",
                    error);
        }
        // Both errors name the table with the lookup. The detail of the first names the lookup and the table that misses the
        // row; that of the second names the key and the table that still refers to it.
        String column = text(key.group(1));
        String rest = detail.substring(key.end());
        boolean isLookup = ConstraintNames.foreignKey(table, column).equals(message.getConstraint());
        boolean isOwnTable = rest.contains('"' + table + '"');
        if (isLookup && (!isOwnTable || text(message.getMessage()).startsWith("insert"))) {
            return new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "Entity '" + quoted(rest) + "' With Id = " + key.group(2) + " Does Not Exist", error);
        }
        return new ServiceException(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                "The object you tried to delete is associated with another object and cannot be deleted. "
                        + "Rows of '" + table + "' still refer to it.",
                error);
    }

    private static String quoted(String text) {
        int begin = text.indexOf('"');
        int end = text.lastIndexOf('"');
        return begin < 0 || end <= begin ? "" : text.substring(begin + 1, end);
    }

    private static ServiceException answer(String state, SQLException error) {
        Answer answer = ANSWERS.get(state);
        if (answer == null && state.length() == 5) {
            answer = ANSWERS.get(state.substring(0, 2));
        }
        if (answer == null) {
            LOG.error("SQL failed with state {}", state, error);
            return new ServiceException(ErrorCode.SQL_ERROR, "Generic SQL error.", error);
        }
        if (answer.code() == ErrorCode.SERVER_UNAVAILABLE) {
            LOG.warn("The database does not answer as it should (SQLSTATE {}): {}", state, error.getMessage());
        }
        return new ServiceException(answer.code(), answer.sentence(), error);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private record Answer(ErrorCode code, String sentence) {}
}
