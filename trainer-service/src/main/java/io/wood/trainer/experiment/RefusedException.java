package io.wood.trainer.experiment;

/** Rejects a query or an order; the message says why. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong with the query or order. */
  public enum Kind {
    /** It names something that does not exist. */
    UNKNOWN,
    /** It conflicts with the current state. */
    CONFLICT,
    /** It is invalid. */
    INVALID
  }

  private final Kind kind;

  public RefusedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public static RefusedException unknown(String experiment) {
    return new RefusedException(
        Kind.UNKNOWN, "no experiment '" + experiment + "'; GET /api/experiments lists them");
  }

  public Kind kind() {
    return kind;
  }
}
