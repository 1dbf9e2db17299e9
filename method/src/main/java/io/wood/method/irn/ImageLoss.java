package io.wood.method.irn;

import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.CellPath;
import java.util.List;
import java.util.Optional;

/** Computes one image's share of the losses and their derivatives by its outputs. One thread. */
final class ImageLoss {
  private static final double EPSILON = 1e-5;

  private final PathIndex index;
  private final IrnSample sample;
  private final double[] edge;
  private final Optional<float[]> displacement;
  private final IrnGradient gradient;
  private final double[] affinityWeight = new double[4];
  private final double[] displacementWeight = new double[4];
  private final List<LogSum> affinityLogs =
      List.of(new LogSum(), new LogSum(), new LogSum(), new LogSum());
  private final double[] displacementSum = new double[4];

  ImageLoss(PathIndex index, PairCounts counts, IrnSample sample) {
    this.index = index;
    this.sample = sample;
    this.edge = sigmoid(sample.edge().values());
    this.displacement = sample.displacement().map(ImagePlanes::values);
    int height = sample.edge().height();
    int width = sample.edge().width();
    this.gradient =
        new IrnGradient(new ImagePlanes(1, height, width), new ImagePlanes(2, height, width));
    weigh(PairCounts.BACKGROUND, counts.background());
    weigh(PairCounts.FOREGROUND, counts.foreground());
    weigh(PairCounts.NEGATIVE, counts.negative());
    index.paths().forEach(this::add);
    scaleEdgeGradient();
  }

  private static double[] sigmoid(float[] logits) {
    double[] result = new double[logits.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = 1 / (1 + Math.exp(-logits[i]));
    }
    return result;
  }

  private void weigh(int kind, long count) {
    affinityWeight[kind] = 1 / (count + EPSILON);
    displacementWeight[kind] = kind == PairCounts.NEGATIVE ? 0 : 1 / (2 * count + EPSILON);
  }

  private void add(CellPath path) {
    int[] cells = index.cellOffsets(path);
    int offset = index.targetOffset(path);
    byte[] labels = sample.labels().labels();
    for (int i = 0; i < index.sources(); i++) {
      int source = index.source(i);
      int kind = PairCounts.kind(labels[source], labels[source + offset]);
      if (kind != PairCounts.NOT_COUNTED) {
        addAffinity(kind, source, cells);
        if (kind != PairCounts.NEGATIVE && displacement.isPresent()) {
          boolean inside = kind == PairCounts.FOREGROUND;
          float[] planes = displacement.get();
          int second = edge.length + source;
          addGap(planes, kind, source, source + offset, inside ? path.dy() : 0);
          addGap(planes, kind, second, second + offset, inside ? path.dx() : 0);
        }
      }
    }
  }

  private void addAffinity(int kind, int source, int[] cells) {
    int strongest = source + cells[0];
    for (int cell : cells) {
      strongest = edge[source + cell] > edge[strongest] ? source + cell : strongest;
    }
    double affinity = 1 - edge[strongest];
    boolean apart = kind == PairCounts.NEGATIVE;
    double argument = apart ? 1 + EPSILON - affinity : affinity + EPSILON;
    affinityLogs.get(kind).add(argument);
    // By the edge: −1 times the affinity's derivative; L_neg counts ½, L_bg and L_fg ¼ each.
    double derivative = apart ? -.5 / argument : .25 / argument;
    gradient.edge().values()[strongest] += (float) (derivative * affinityWeight[kind]);
  }

  private void addGap(float[] planes, int kind, int source, int target, int expected) {
    double gap = (double) planes[source] - planes[target] - expected;
    displacementSum[kind] += Math.abs(gap);
    float step = (float) (Math.signum(gap) * displacementWeight[kind] / 2);
    gradient.displacement().values()[source] += step;
    gradient.displacement().values()[target] -= step;
  }

  /** From the sigmoid to its logit. */
  private void scaleEdgeGradient() {
    float[] values = gradient.edge().values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * edge[i] * (1 - edge[i]));
    }
  }

  IrnLosses losses() {
    return new IrnLosses(
        affinity(PairCounts.BACKGROUND),
        affinity(PairCounts.FOREGROUND),
        affinity(PairCounts.NEGATIVE),
        displacementSum[PairCounts.FOREGROUND] * displacementWeight[PairCounts.FOREGROUND],
        displacementSum[PairCounts.BACKGROUND] * displacementWeight[PairCounts.BACKGROUND]);
  }

  private double affinity(int kind) {
    return -affinityLogs.get(kind).value() * affinityWeight[kind];
  }

  IrnGradient gradient() {
    return gradient;
  }
}
