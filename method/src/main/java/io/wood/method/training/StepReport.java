package io.wood.method.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The progress of a phase. Without a clock: the listener computes rate and remaining time.
 *
 * @param phase as announced by {@link TrainingListener#phase}
 * @param done units of the phase that are done
 * @param total units of the phase in all
 * @param figures losses by part, learning rates, mean feature norm, ... by name
 */
public record StepReport(String phase, long done, long total, Map<String, Double> figures) {
  public StepReport {
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }
}
