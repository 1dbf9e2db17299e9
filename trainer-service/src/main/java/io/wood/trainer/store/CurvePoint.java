package io.wood.trainer.store;

import java.util.Map;

/** One point of a training curve: the figures after {@code done} units of a phase. */
public record CurvePoint(String phase, long done, Map<String, Double> figures) {
  public CurvePoint {
    figures = Map.copyOf(figures);
  }
}
