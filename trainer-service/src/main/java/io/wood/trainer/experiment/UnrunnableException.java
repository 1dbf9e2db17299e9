package io.wood.trainer.experiment;

import java.util.Map;

/** An experiment that cannot run as it was asked for; trying again would not help. */
public final class UnrunnableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Map<String, Double> figures;

  /**
   * Says why.
   *
   * @param what what is wrong, naming the input
   * @param figures the figures that show it
   * @param remedy what to change
   */
  public UnrunnableException(String what, Map<String, Double> figures, String remedy) {
    super(what + ". " + remedy);
    this.figures = Map.copyOf(figures);
  }

  public UnrunnableException(String what, String remedy) {
    this(what, Map.of(), remedy);
  }

  public Map<String, Double> figures() {
    return figures == null ? Map.of() : figures;
  }
}
