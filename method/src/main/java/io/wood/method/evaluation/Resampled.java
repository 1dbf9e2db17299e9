package io.wood.method.evaluation;

import java.util.List;

/**
 * A figure and its bootstrap replicates, see {@link ImageBootstrap}.
 *
 * @param figure of all images
 * @param replicates the same figure of resampled images; NaN where it is not defined
 */
public record Resampled(double figure, List<Double> replicates) {
  public Resampled {
    replicates = List.copyOf(replicates);
  }
}
