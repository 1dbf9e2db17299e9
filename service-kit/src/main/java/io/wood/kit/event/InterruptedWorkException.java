package io.wood.kit.event;

/** The process ends while work waits for a retry; the record is neither done nor dead. */
public final class InterruptedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedWorkException(String message) {
    super(message);
  }
}
