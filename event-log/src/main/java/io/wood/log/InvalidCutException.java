package io.wood.log;

import java.util.Objects;

/** A cut names offsets that the log does not have. */
public final class InvalidCutException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;

  /**
   * Names the cut and what to do.
   *
   * @param problem the offset, the partition, and what the log has
   * @param remedy what to change; a sentence without its full stop
   */
  public InvalidCutException(String problem, String remedy) {
    super(problem + ". " + remedy);
    this.problem = Objects.requireNonNull(problem, "problem");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  public String problem() {
    return problem;
  }

  public String remedy() {
    return remedy;
  }
}
