package io.wood.curation.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;

class FileFaultTest {
  @Test
  void aPageThatCannotBeReadIsDamage() {
    assertThat(FileFault.of(store(DataUtils.ERROR_FILE_CORRUPT, null)))
        .isEqualTo(FileFault.DAMAGED);
    assertThat(
            FileFault.of(
                database(
                    ErrorCode.DATABASE_IS_CLOSED,
                    store(DataUtils.ERROR_READING_FAILED, new EOFException()))))
        .isEqualTo(FileFault.DAMAGED);
  }

  @Test
  void aFailedWriteAndAnInterruptCloseTheFileWithoutDamage() {
    Exception write =
        store(DataUtils.ERROR_WRITING_FAILED, new IOException("No space left on device"));
    Exception interrupt = store(DataUtils.ERROR_READING_FAILED, new ClosedByInterruptException());

    assertThat(FileFault.of(database(ErrorCode.GENERAL_ERROR_1, write)))
        .isEqualTo(FileFault.CLOSED);
    assertThat(FileFault.of(database(ErrorCode.IO_EXCEPTION_1, interrupt)))
        .isEqualTo(FileFault.CLOSED);
    assertThat(FileFault.of(database(ErrorCode.DATABASE_IS_CLOSED, null)))
        .isEqualTo(FileFault.CLOSED);
    assertThat(FileFault.of(store(DataUtils.ERROR_CLOSED, write))).isEqualTo(FileFault.CLOSED);
  }

  @Test
  void aStatementThatFailsSaysNothingOfTheFile() {
    assertThat(FileFault.of(database(ErrorCode.DUPLICATE_KEY_1, null))).isEqualTo(FileFault.NONE);
    assertThat(
            FileFault.of(
                database(
                    ErrorCode.LOCK_TIMEOUT_1, store(DataUtils.ERROR_TRANSACTION_LOCKED, null))))
        .isEqualTo(FileFault.NONE);
  }

  private static Exception store(int code, Exception cause) {
    Exception failure = DataUtils.newMVStoreException(code, "failed");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private static Exception database(int code, Exception cause) {
    return new SQLException("failed", "HY000", code, cause);
  }
}
