package io.wood.cli.dataset;

/** Reports that a dataset cannot be imported; the message says why and what to do. */
public final class DatasetImportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DatasetImportException(String message) {
    super(message);
  }

  public DatasetImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
