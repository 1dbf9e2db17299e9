package io.wood.method.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Collects how far computed arrays are from the golden ones. */
public final class GoldenComparison {
  private final GoldenFile golden;
  private final List<ArrayDifference> differences = new ArrayList<>();

  /** Starts with nothing compared. */
  public GoldenComparison(GoldenFile golden) {
    this.golden = golden;
  }

  /** Every value within an absolute tolerance; NaN only where NaN is expected. */
  public void close(String key, double[] actual, double tolerance) {
    if (expects(key, actual.length, tolerance)) {
      add(key, largestGap(golden.doubles(key), actual), tolerance);
    }
  }

  /** Every value within an absolute tolerance. */
  public void close(String key, float[] actual, double tolerance) {
    close(key, widened(actual), tolerance);
  }

  /** One value within an absolute tolerance. */
  public void close(String key, double actual, double tolerance) {
    close(key, new double[] {actual}, tolerance);
  }

  /** Every value within a share of the array's largest magnitude. */
  public void relative(String key, float[] actual, double tolerance) {
    if (expects(key, actual.length, tolerance)) {
      double[] expected = golden.doubles(key);
      double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      double gap = largestGap(expected, widened(actual));
      add(key, gap == 0 ? 0 : gap / largest, tolerance);
    }
  }

  /** Every integer equal. */
  public void exact(String key, int... actual) {
    close(key, IntStream.of(actual).asDoubleStream().toArray(), 0);
  }

  /** Every label or sample equal; bytes are unsigned. */
  public void exact(String key, byte[] actual) {
    exact(key, IntStream.range(0, actual.length).map(i -> actual[i] & 0xff).toArray());
  }

  private boolean expects(String key, int size, double tolerance) {
    String problem = "";
    if (!golden.has(key)) {
      problem = "it is missing";
    } else if (golden.doubles(key).length != size) {
      problem = "it has %d values, %d were computed".formatted(golden.doubles(key).length, size);
    }
    if (!problem.isEmpty()) {
      differences.add(new ArrayDifference(key, Double.POSITIVE_INFINITY, tolerance, problem));
    }
    return problem.isEmpty();
  }

  private void add(String key, double error, double tolerance) {
    differences.add(new ArrayDifference(key, error, tolerance, ""));
  }

  private static double[] widened(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double largestGap(double[] expected, double[] actual) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double gap = Math.abs(expected[i] - actual[i]);
      if (Double.isNaN(gap)) {
        boolean same = Double.compare(expected[i], actual[i]) == 0;
        gap = same ? 0 : Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, gap);
    }
    return largest;
  }

  /** All comparisons so far, in their order. */
  public List<ArrayDifference> differences() {
    return List.copyOf(differences);
  }

  /** The one that uses the largest share of its tolerance. */
  public static Optional<ArrayDifference> worst(List<ArrayDifference> differences) {
    return differences.stream().max(Comparator.comparingDouble(ArrayDifference::severity));
  }
}
