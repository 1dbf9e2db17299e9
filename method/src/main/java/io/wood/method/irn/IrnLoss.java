package io.wood.method.irn;

import io.wood.method.image.LabelMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes IRN's loss (Ahn, Cho, Kwak 2019, section 4.2) with its derivatives, in plain Java: a
 * tensor engine would gather the millions of paths of a batch into gigabytes.
 *
 * <p>aff = 1 − max σ(edge) along the path; pos = −ln(aff + 1e-5), neg = −ln(1 + 1e-5 − aff). Each
 * part is the mean over its kind of pairs in the whole batch. D = dp(source) − dp(target) should be
 * (dy, dx) within a class and 0 within the background.
 */
public final class IrnLoss {
  private final int radius;

  /** For pairs nearer than a radius, cells. */
  public IrnLoss(int radius) {
    this.radius = radius;
  }

  /** The pairs of a batch of equally large label maps. */
  PairCounts count(List<LabelMap> maps) {
    return PairCounts.of(index(maps.get(0)), maps);
  }

  private PathIndex index(LabelMap map) {
    return new PathIndex(radius, map.height(), map.width());
  }

  /** Losses and derivatives of a whole batch. */
  public Result evaluate(List<IrnSample> batch) {
    return evaluate(batch, count(batch.stream().map(IrnSample::labels).toList()));
  }

  /**
   * The share of some images in the losses of their batch, and the derivatives.
   *
   * @param counts pairs of the whole batch
   */
  public Result evaluate(List<IrnSample> batch, PairCounts counts) {
    PathIndex index = index(batch.get(0).labels());
    List<IrnLosses> parts = new ArrayList<>(Collections.nCopies(batch.size(), null));
    List<IrnGradient> gradients = new ArrayList<>(Collections.nCopies(batch.size(), null));
    IntStream.range(0, batch.size())
        .parallel()
        .forEach(
            i -> {
              ImageLoss loss = new ImageLoss(index, counts, batch.get(i));
              parts.set(i, loss.losses());
              gradients.set(i, loss.gradient());
            });
    return new Result(
        parts.stream().reduce(new IrnLosses(0, 0, 0, 0, 0), IrnLosses::plus), gradients);
  }

  /** Means over the batch, and a gradient per image. */
  public record Result(IrnLosses losses, List<IrnGradient> gradients) {
    public Result {
      gradients = List.copyOf(gradients);
    }
  }
}
