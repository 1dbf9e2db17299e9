package io.wood.method.evaluation;

import java.util.List;

/**
 * A figure and its bootstrap replicates, see {@link ImageBootstrap}.
 *
 * @param figure of all images
 * @param replicates the same figure of resampled images; NaN where it is not defined
 * @param images hexadecimal hash of the set of images; null in figures that earlier versions stored
 */
public record Resampled(double figure, List<Double> replicates, String images) {
  public Resampled {
    replicates = List.copyOf(replicates);
  }

  /** True unless the numbers of replicates, or the sets of images, where both are known, differ. */
  public boolean isPairOf(Resampled other) {
    return replicates.size() == other.replicates.size()
        && (images == null || other.images == null || images.equals(other.images));
  }
}
