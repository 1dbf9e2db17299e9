package io.wood.store.csv;

/** Reports text that is not valid CSV; the message names the line. */
public final class CsvException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CsvException(String message) {
    super(message);
  }

  CsvException(String message, Throwable cause) {
    super(message, cause);
  }
}
