package io.wood.curation.file;

import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What a failure says about the file of a view; the later constants outweigh the earlier ones. */
enum FileFault {
  /** Nothing: the statement was at fault. */
  NONE(""),

  /**
   * The engine has closed the file, such as on a full disk. It may have lost what was committed
   * last, and opened again in this process it would be behind what is in memory.
   */
  CLOSED("it could not be written; the next start opens it again"),

  /** A page of it cannot be read. */
  DAMAGED("it is damaged; the next start rebuilds it");

  private final String remedy;

  FileFault(String remedy) {
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }

  /**
   * Judges a failure by its causes: a failed write is no damage, whatever it led to, nor is an
   * interrupt, which closes a file.
   */
  static FileFault of(Throwable failure) {
    FileFault worst = NONE;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException
          || (cause instanceof MVStoreException store
              && store.getErrorCode() == DataUtils.ERROR_WRITING_FAILED)) {
        return CLOSED;
      }
      FileFault fault = NONE;
      if (cause instanceof MVStoreException store) {
        fault = ofStore(store.getErrorCode());
      } else if (cause instanceof SQLException sql) {
        fault = ofDatabase(sql.getErrorCode());
      }
      worst = fault.compareTo(worst) > 0 ? fault : worst;
    }
    return worst;
  }

  private static FileFault ofStore(int code) {
    return switch (code) {
      case DataUtils.ERROR_CLOSED -> CLOSED;
      case DataUtils.ERROR_READING_FAILED,
          DataUtils.ERROR_INTERNAL,
          DataUtils.ERROR_UNSUPPORTED_FORMAT,
          DataUtils.ERROR_FILE_CORRUPT,
          DataUtils.ERROR_SERIALIZATION,
          DataUtils.ERROR_CHUNK_NOT_FOUND,
          DataUtils.ERROR_BLOCK_NOT_FOUND,
          DataUtils.ERROR_TRANSACTION_CORRUPT ->
          DAMAGED;
      default -> NONE;
    };
  }

  private static FileFault ofDatabase(int code) {
    return switch (code) {
      case ErrorCode.DATABASE_IS_CLOSED -> CLOSED;
      case ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.GENERAL_ERROR_1,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2 ->
          DAMAGED;
      default -> NONE;
    };
  }
}
