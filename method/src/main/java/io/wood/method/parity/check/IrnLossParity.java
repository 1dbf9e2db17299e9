package io.wood.method.parity.check;

import io.wood.method.image.LabelMap;
import io.wood.method.irn.IrnGradient;
import io.wood.method.irn.IrnLoss;
import io.wood.method.irn.IrnLosses;
import io.wood.method.irn.IrnSample;
import io.wood.method.irn.PairCounts;
import io.wood.method.irn.PathIndex;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.CellPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pairs, losses and gradients of a batch. */
public final class IrnLossParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-6;

  /** Kinds of pairs, as the file names them. */
  private static final List<String> KINDS =
      List.of("", "bg_pos_label", "fg_pos_label", "neg_label");

  private static final List<String> LOSSES =
      List.of("bg_pos_aff", "fg_pos_aff", "pos_aff", "neg_aff", "dp_fg", "dp_bg", "total");

  @Override
  public String topic() {
    return "irn_loss";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    int[] targets = golden.ints("search_dst");
    // The farthest target in a row is radius − 1 cells away.
    int radius =
        IntStream.range(0, targets.length / 2).map(i -> targets[2 * i + 1]).max().orElse(0) + 1;
    List<IrnSample> batch = batch(golden);
    comparePairs(new PathIndex(radius, height(batch), width(batch)), batch, comparison);
    IrnLoss.Result result = new IrnLoss(radius).evaluate(batch);
    compareLosses(result.losses(), comparison);
    comparison.close(
        "grad_edge_out",
        joined(result.gradients().stream().map(IrnGradient::edge).toList()),
        TOLERANCE);
    comparison.close(
        "grad_dp_out",
        joined(result.gradients().stream().map(IrnGradient::displacement).toList()),
        TOLERANCE);
  }

  private static int height(List<IrnSample> batch) {
    return batch.get(0).labels().height();
  }

  private static int width(List<IrnSample> batch) {
    return batch.get(0).labels().width();
  }

  private static List<IrnSample> batch(GoldenFile golden) {
    int[] shape = golden.shape("label");
    int height = shape[1];
    int width = shape[2];
    int area = height * width;
    byte[] labels = golden.bytes("label");
    float[] edge = golden.floats("edge_out");
    float[] displacement = golden.floats("dp_out");
    List<IrnSample> batch = new ArrayList<>();
    for (int i = 0; i < shape[0]; i++) {
      batch.add(
          new IrnSample(
              new LabelMap(width, height, Arrays.copyOfRange(labels, i * area, (i + 1) * area)),
              new ImagePlanes(1, height, width, Arrays.copyOfRange(edge, i * area, (i + 1) * area)),
              Optional.of(
                  new ImagePlanes(
                      2,
                      height,
                      width,
                      Arrays.copyOfRange(displacement, 2 * i * area, 2 * (i + 1) * area)))));
    }
    return batch;
  }

  private static void comparePairs(
      PathIndex index, List<IrnSample> batch, GoldenComparison comparison) {
    comparison.exact(
        "search_dst",
        index.paths().stream().flatMapToInt(path -> IntStream.of(path.dy(), path.dx())).toArray());
    comparison.exact(
        "src_indices", IntStream.range(0, index.sources()).map(index::source).toArray());
    for (int kind = PairCounts.BACKGROUND; kind <= PairCounts.NEGATIVE; kind++) {
      comparison.exact(KINDS.get(kind), pairsOf(kind, index, batch));
    }
    PairCounts counts = PairCounts.of(index, batch.stream().map(IrnSample::labels).toList());
    comparison.exact(
        "n_bg_fg_neg",
        Math.toIntExact(counts.background()),
        Math.toIntExact(counts.foreground()),
        Math.toIntExact(counts.negative()));
  }

  /** 1 where a pair is of the kind: images, then targets, then sources. */
  private static int[] pairsOf(int kind, PathIndex index, List<IrnSample> batch) {
    int[] flags = new int[batch.size() * index.pairs()];
    int at = 0;
    for (IrnSample sample : batch) {
      byte[] labels = sample.labels().labels();
      for (CellPath path : index.paths()) {
        int offset = index.targetOffset(path);
        for (int i = 0; i < index.sources(); i++) {
          int source = index.source(i);
          flags[at++] = PairCounts.kind(labels[source], labels[source + offset]) == kind ? 1 : 0;
        }
      }
    }
    return flags;
  }

  private static void compareLosses(IrnLosses losses, GoldenComparison comparison) {
    double[] values = {
      losses.background(),
      losses.foreground(),
      losses.positive(),
      losses.negative(),
      losses.foregroundDisplacement(),
      losses.backgroundDisplacement(),
      losses.total()
    };
    comparison.close("losses_f64", values, TOLERANCE);
    for (int i = 0; i < values.length; i++) {
      comparison.relative("loss_" + LOSSES.get(i), new float[] {(float) values[i]}, TOLERANCE);
    }
  }

  private static float[] joined(List<ImagePlanes> parts) {
    int size = parts.get(0).values().length;
    float[] all = new float[parts.size() * size];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).values(), 0, all, i * size, size);
    }
    return all;
  }
}
