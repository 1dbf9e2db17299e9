package io.wood.trainer.experiment;

/** A question or an order that the trainer cannot answer, and why; for whoever asked. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong with the question. */
  public enum Kind {
    /** It names something that does not exist. */
    UNKNOWN,
    /** It cannot be done in the present state of things. */
    CONFLICT,
    /** It cannot be done at all as it stands. */
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
