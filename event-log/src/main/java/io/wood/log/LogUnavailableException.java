package io.wood.log;

/** The log cannot be read now: Kafka does not answer, or a topic does not exist yet. Try again. */
public class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
