package io.wood.method.parity;

/** A golden file cannot be used; the message names the file and the array. */
public final class GoldenFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GoldenFileException(String message) {
    super(message);
  }

  GoldenFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
