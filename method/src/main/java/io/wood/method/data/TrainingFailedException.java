package io.wood.method.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Says why a training failed: its input is wrong, or its features collapsed. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long step;
  private final transient Map<String, Double> figures;
  private final String remedy;

  /**
   * Creates the exception.
   *
   * @param what the failure, for a person
   * @param step optimiser steps done
   * @param figures the measured values behind it
   * @param remedy what to change
   */
  public TrainingFailedException(
      String what, long step, Map<String, Double> figures, String remedy) {
    super(what + " (step " + step + ", " + new TreeMap<>(figures) + "). " + remedy);
    this.step = step;
    this.figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    this.remedy = remedy;
  }

  /** Optimiser steps done. */
  public long step() {
    return step;
  }

  /** The measured values behind it. */
  public Map<String, Double> figures() {
    return figures;
  }

  /** What to change. */
  public String remedy() {
    return remedy;
  }
}
