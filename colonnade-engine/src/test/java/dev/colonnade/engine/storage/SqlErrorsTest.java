package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ErrorCode;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlErrorsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            40001, SQL_CONFLICT
            40P01, SQL_CONFLICT
            57014, SQL_TIMEOUT
            22001, STRING_LENGTH_TOO_LONG
            22003, DECIMAL_VALUE_OUT_OF_RANGE
            22008, INVALID_DATE_TIME
            08006, SERVER_UNAVAILABLE
            08001, SERVER_UNAVAILABLE
            57P01, SERVER_UNAVAILABLE
            53300, SERVER_UNAVAILABLE
            53100, SERVER_UNAVAILABLE
            42P01, SQL_ERROR
            XX000, SQL_ERROR""")
    void everyStateHasItsCode(String state, ErrorCode code) {
        assertThat(SqlErrors.translate(new SQLException("secret text", state)).code()).isEqualTo(code);
    }

    @Test
    void theTextOfAnUnknownErrorIsNotShown() {
        assertThat(SqlErrors.translate(new SQLException("secret text", "42601")).getMessage()).doesNotContain("secret");
    }

    @Test
    void anErrorWithoutStateIsAnSqlError() {
        assertThat(SqlErrors.translate(new SQLException("secret text")).code()).isEqualTo(ErrorCode.SQL_ERROR);
    }

    @Test
    void theErrorOfABatchIsThatOfItsStatement() {
        var batch = new BatchUpdateException("batch", "23505", new int[0]);
        batch.setNextException(new PSQLException(new ServerErrorMessage(
                "C23505\0Mduplicate key\0tsample\0nak:sample:Sample_Key\0DKey (a, b)=(1, 2) already exists.\0\0")));

        assertThat(SqlErrors.translate(batch).code()).isEqualTo(ErrorCode.DUPLICATE_RECORD_ENTITY_KEY);
        assertThat(SqlErrors.translate(batch).getMessage()).contains("Entity Key Sample_Key violated", "a, b");
    }

    @Test
    void aPreparedStatementOverAChangedTableMayBeTriedAgain() {
        assertThat(SqlErrors.translate(new PSQLException(new ServerErrorMessage(
                "C0A000\0Mcached plan must not change result type\0RRevalidateCachedQuery\0\0"))).code())
                .isEqualTo(ErrorCode.SQL_CONFLICT);
        assertThat(SqlErrors.translate(new PSQLException(new ServerErrorMessage("C0A000\0Mno\0Rother\0\0"))).code())
                .isEqualTo(ErrorCode.SQL_ERROR);
    }

    @Test
    void onlyALostConnectionIsBroken() {
        assertThat(SqlErrors.isBroken(new SQLException("", "57P01"))).isTrue();
        assertThat(SqlErrors.isBroken(new SQLException("", "08006"))).isTrue();
        assertThat(SqlErrors.isBroken(new SQLException("", "57014"))).isFalse();
    }
}
