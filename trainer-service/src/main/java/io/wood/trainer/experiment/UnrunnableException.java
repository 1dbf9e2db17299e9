package io.wood.trainer.experiment;

import java.util.Map;

/** An experiment cannot run as requested; a retry would not help. */
public final class UnrunnableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Map<String, Double> figures;

  /**
   * Names the problem and the remedy.
   *
   * @param problem what is wrong, naming the input
   * @param figures figures that show the problem
   * @param remedy what to change
   */
  public UnrunnableException(String problem, Map<String, Double> figures, String remedy) {
    super(problem + ". " + remedy);
    this.figures = Map.copyOf(figures);
  }

  public UnrunnableException(String problem, String remedy) {
    this(problem, Map.of(), remedy);
  }

  /** Names the problem and the remedy in one text. */
  UnrunnableException(String problemAndRemedy) {
    super(problemAndRemedy);
    this.figures = Map.of();
  }

  public Map<String, Double> figures() {
    return figures == null ? Map.of() : figures;
  }
}
