package io.wood.method.data.quality;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression on standardised numbers x̂ = (x − mean)/deviation: the w that minimises
 *
 * <p>Σ_i ln(1 + e^{s_i}) − y_i·s_i + ½·Σ_{j>0} w_j², s = w_0 + Σ_j w_j·x̂_j,
 *
 * <p>by Newton's steps (iteratively reweighted least squares), each halved until it does not climb.
 * The penalty keeps w finite where the kinds are separable.
 */
final class LogisticRegression {
  private static final int ITERATIONS = 50;
  private static final double ENOUGH = 1e-9;

  private final double[] means;
  private final double[] deviations;
  private final double[] weights;

  private LogisticRegression(double[] means, double[] deviations, double[] weights) {
    this.means = means;
    this.deviations = deviations;
    this.weights = weights;
  }

  /**
   * Fits to two kinds of rows.
   *
   * @param negatives y = 0
   * @param positives y = 1
   */
  static LogisticRegression fit(List<ImageQuality> negatives, List<ImageQuality> positives) {
    int count = negatives.size() + positives.size();
    int size = QualityNumber.values().length;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      ImageQuality row =
          i < negatives.size() ? negatives.get(i) : positives.get(i - negatives.size());
      rows[i] = row.numbers();
    }
    LogisticRegression fitted =
        new LogisticRegression(new double[size], new double[size], new double[size + 1]);
    fitted.standardise(rows);
    double[][] standard = Arrays.stream(rows).map(fitted::standard).toArray(double[][]::new);
    fitted.descend(standard, negatives.size());
    return fitted;
  }

  /** s of a row: above 0 where it is more like the positives. */
  double score(ImageQuality row) {
    return score(weights, standard(row.numbers()));
  }

  private void standardise(double[][] rows) {
    for (int j = 0; j < means.length; j++) {
      int column = j;
      means[j] = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
      double variance =
          Arrays.stream(rows)
              .mapToDouble(row -> (row[column] - means[column]) * (row[column] - means[column]))
              .average()
              .orElseThrow();
      // A number that all images share tells nothing.
      deviations[j] = variance > ENOUGH ? Math.sqrt(variance) : Double.POSITIVE_INFINITY;
    }
  }

  /** 1, then the standardised numbers. */
  private double[] standard(double[] row) {
    double[] standard = new double[row.length + 1];
    standard[0] = 1;
    for (int j = 0; j < row.length; j++) {
      standard[j + 1] = (row[j] - means[j]) / deviations[j];
    }
    return standard;
  }

  private void descend(double[][] rows, int negatives) {
    double loss = loss(weights, rows, negatives);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] step = step(rows, negatives);
      double share = 1;
      double[] next = moved(step, share);
      double lower = loss(next, rows, negatives);
      while (lower > loss && share > ENOUGH) {
        share /= 2;
        next = moved(step, share);
        lower = loss(next, rows, negatives);
      }
      if (lower > loss) {
        return;
      }
      System.arraycopy(next, 0, weights, 0, weights.length);
      if (loss - lower < ENOUGH) {
        return;
      }
      loss = lower;
    }
  }

  private double[] moved(double[] step, double share) {
    double[] moved = weights.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] -= share * step[j];
    }
    return moved;
  }

  private static double loss(double[] weights, double[][] rows, int negatives) {
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      double score = score(weights, rows[i]);
      loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
      loss -= i < negatives ? 0 : score;
    }
    for (int j = 1; j < weights.length; j++) {
      loss += weights[j] * weights[j] / 2;
    }
    return loss;
  }

  /** H⁻¹·g. */
  private double[] step(double[][] rows, int negatives) {
    int size = weights.length;
    double[][] system = new double[size][size + 1];
    for (int i = 0; i < rows.length; i++) {
      double probability = 1 / (1 + Math.exp(-score(weights, rows[i])));
      double error = probability - (i < negatives ? 0 : 1);
      double curvature = probability * (1 - probability);
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          system[j][k] += curvature * rows[i][j] * rows[i][k];
        }
        system[j][size] += error * rows[i][j];
      }
    }
    for (int j = 0; j < size; j++) {
      system[j][j] += j == 0 ? ENOUGH : 1;
      system[j][size] += j == 0 ? 0 : weights[j];
    }
    return solved(system);
  }

  /** Gauss and Jordan's elimination; the matrix is positive definite, so that no pivot is 0. */
  private static double[] solved(double[][] system) {
    int size = system.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          system[row][column] -= factor * system[pivot][column];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = 0; row < size; row++) {
      solution[row] = system[row][size] / system[row][row];
    }
    return solution;
  }

  private static double score(double[] weights, double[] row) {
    double score = 0;
    for (int j = 0; j < row.length; j++) {
      score += weights[j] * row[j];
    }
    return score;
  }
}
