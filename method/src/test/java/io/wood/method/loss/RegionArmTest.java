package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RegionContrast;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegionArmTest {
  private static final int CLASSES = 2;
  private static final double T = .5;
  private static final double ROOT_HALF = Math.sqrt(.5);

  private final NDManager manager = Devices.manager(Device.cpu());
  private final Classifier network =
      Classifier.create(new NetworkSpec("small", 8), CLASSES, 1, Device.cpu());
  private final int dimension = network.featureSize();
  private final Random random = new Random(5);

  @AfterEach
  void close() {
    network.close();
    manager.close();
  }

  /**
   * Centres with one part of class 0, two parts of class 1 and shared negatives.
   *
   * @param rows μ, P_0, P_1, P_1, then the negatives, of length 1 but for μ
   */
  private ContrastCentres centres(float[] rows) {
    int count = rows.length / dimension;
    NDArray stored = manager.create(rows, new Shape(count, dimension));
    NDArray counts = manager.create(new int[] {1, 2, count - 4});
    NDArray groups = manager.create(new int[] {0, 1, 2, 2});
    stored.setName("contrast.rows");
    counts.setName("contrast.counts");
    groups.setName("contrast.groups");
    return ContrastCentres.stored(new NDList(stored, counts, groups)).orElseThrow();
  }

  /** Vectors of D numbers of which the first three are given. */
  private float[] rows(double[]... vectors) {
    float[] rows = new float[vectors.length * dimension];
    for (int row = 0; row < vectors.length; row++) {
      for (int i = 0; i < 3; i++) {
        rows[row * dimension + i] = (float) vectors[row][i];
      }
    }
    return rows;
  }

  /** Features of images with three positions each. */
  private NDArray features(double[][]... images) {
    float[] values = new float[images.length * dimension * 3];
    for (int b = 0; b < images.length; b++) {
      for (int u = 0; u < 3; u++) {
        for (int i = 0; i < 3; i++) {
          values[(b * dimension + i) * 3 + u] = (float) images[b][u][i];
        }
      }
    }
    return manager.create(values, new Shape(images.length, dimension, 1, 3));
  }

  private static double loss(double own, double... negatives) {
    double total = Math.exp(own / T);
    for (double negative : negatives) {
      total += Math.exp(negative / T);
    }
    return -Math.log(Math.exp(own / T) / total);
  }

  private float evaluate(int negatives, float[] rows, NDArray features, float... labels) {
    return new RegionArm(new RegionContrast(.1, T, negatives))
        .contrast(
            centres(rows),
            network,
            features,
            manager.create(labels, new Shape(labels.length / CLASSES, CLASSES)))
        .orElseThrow()
        .loss()
        .getFloat();
  }

  @Test
  void isTheLossOfTheFormulaWithoutTheThreeMostSimilarNegatives() {
    // Given ℓ_0 = f_0, ℓ_1 = f_1, μ = 0, P_0 = (1, 0, 0), P_1 = (0, 1, 0) and (0, 0, 1)
    network.classifierWeight().set(rows(new double[] {1, 0, 0}, new double[] {0, 1, 0}));
    float[] rows =
        rows(
            new double[3],
            new double[] {1, 0, 0},
            new double[] {0, 1, 0},
            new double[] {0, 0, 1},
            // negatives:
            new double[] {0, 0, 1},
            new double[] {1, 0, 0},
            new double[] {.6, 0, .8},
            new double[] {.8, 0, .6},
            new double[] {0, 1, 0},
            new double[] {-1, 0, 0});
    NDArray features =
        features(
            // Class 0 has the CAM 2, 3, 0: r ∝ 2·(1, 0, 0) + 3·(.6, 0, .8) = (3.8, 0, 2.4).
            new double[][] {{2, 0, 0}, {3, 0, 4}, {-1, 0, 5}},
            // Class 0: r = (1, 0, 0); the CAM of class 1 is 0 everywhere.
            new double[][] {{4, 0, 0}, {-1, -1, 0}, {0, -3, 2}},
            // Class 1: r = (0, 1, 0); class 0 is not labelled.
            new double[][] {{0, 2, 0}, {0, 0, 0}, {3, 0, 0}},
            // Not labelled.
            new double[][] {{1, 2, 3}, {3, 2, 1}, {2, 1, 3}});

    // When
    float found = evaluate(2, rows, features, 1, 0, 1, 1, 0, 1, 0, 0);

    // Then (.8, 0, .6), (.6, 0, .8) and (1, 0, 0) are left out for the first image.
    double length = Math.sqrt(3.8 * 3.8 + 2.4 * 2.4);
    double first = loss(3.8 / length, 2.4 / length, 0);
    double second = loss(1, 0, 0);
    double third = loss(ROOT_HALF, 0, 0);
    assertThat((double) found).isCloseTo((first + second + third) / 4, within(1e-5));
  }

  @Test
  void ofThreeNegativesAndFewerTheLeastSimilarStays() {
    network.classifierWeight().set(rows(new double[] {1, 0, 0}, new double[] {0, 1, 0}));
    double[][] centres = {new double[3], {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    NDArray features = features(new double[][] {{4, 0, 0}, {0, 0, 0}, {0, 0, 0}});
    float[] two = rows(centres[0], centres[1], centres[2], centres[3], centres[1], centres[2]);
    assertThat((double) evaluate(256, two, features, 1, 0)).isCloseTo(loss(1, 0), within(1e-5));
    float[] one = rows(centres[0], centres[1], centres[2], centres[3], centres[1]);
    assertThat((double) evaluate(256, one, features, 1, 0)).isCloseTo(loss(1, 1), within(1e-5));
  }

  /** The formula in double precision, for one image of several positions and fixed maps. */
  private double reference(double[] f, float[] maps, float[] rows, int clazz, int negatives) {
    int positions = maps.length / CLASSES;
    double[] region = new double[dimension];
    for (int u = 0; u < positions; u++) {
      double squares = 0;
      for (int i = 0; i < dimension; i++) {
        squares += Math.pow(f[i * positions + u] - rows[i], 2);
      }
      double weight = Math.max(0, maps[clazz * positions + u]) / Math.sqrt(squares);
      for (int i = 0; i < dimension; i++) {
        region[i] += weight * (f[i * positions + u] - rows[i]);
      }
    }
    double[] prototype = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      prototype[i] =
          clazz == 0 ? rows[dimension + i] : rows[2 * dimension + i] + rows[3 * dimension + i];
    }
    int count = rows.length / dimension - 4;
    double[] hardest =
        IntStream.range(4, 4 + count)
            .mapToDouble(
                row ->
                    -cosine(
                        region,
                        IntStream.range(row * dimension, (row + 1) * dimension)
                            .mapToDouble(at -> rows[at])
                            .toArray()))
            .sorted()
            .map(cosine -> -cosine)
            .skip(3)
            .limit(negatives)
            .toArray();
    return loss(cosine(region, prototype), hardest);
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      squares += one[i] * one[i];
      otherSquares += other[i] * other[i];
    }
    return product / Math.sqrt(squares * otherSquares);
  }

  private float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** μ and random directions. */
  private float[] directions(int count) {
    return ComparingArms.directions(random((1 + count) * dimension), dimension);
  }

  @Test
  void itsGradientIsAFiniteDifferenceWithTheMapsHeldFixed() {
    // Given an image of both classes
    int positions = 6;
    float[] rows = directions(3 + 12);
    float[] values = random(dimension * positions);
    for (int i = 0; i < values.length; i++) {
      values[i] -= .5f;
    }
    NDArray f = manager.create(values, new Shape(1, dimension, 2, 3));
    f.setRequiresGradient(true);
    network.classifierWeight().set(rows(new double[] {1, 0, 0}, new double[] {0, 1, 0}));
    network.trainable(0);
    float[] maps = network.positionLogits(f).toFloatArray();
    for (int c = 0; c < CLASSES; c++) {
      assertThat(IntStream.range(c * positions, (c + 1) * positions).filter(u -> maps[u] > 0))
          .as("active positions of class %d", c)
          .hasSizeBetween(2, positions - 1);
    }

    // When
    ContrastLoss found;
    try (GradientMode on = GradientMode.on()) {
      found =
          new RegionArm(new RegionContrast(.1, T, 5))
              .contrast(
                  centres(rows), network, f, manager.create(new float[] {1, 1}, new Shape(1, 2)))
              .orElseThrow();
      Gradients.backward(found.loss());
    }

    // Then
    double[] at = new double[values.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = values[i];
    }
    assertThat((double) found.loss().getFloat()).isCloseTo(mean(at, maps, rows), within(1e-5));
    float[] slope = Gradients.of(f).toFloatArray();
    double step = 1e-5;
    double steepest = 0;
    for (int i = 0; i < at.length; i++) {
      double here = at[i];
      at[i] = here + step;
      double above = mean(at, maps, rows);
      at[i] = here - step;
      double below = mean(at, maps, rows);
      at[i] = here;
      double finite = (above - below) / (2 * step);
      steepest = Math.max(steepest, Math.abs(finite));
      assertThat((double) slope[i]).as("slope %d", i).isCloseTo(finite, within(1e-5));
    }
    assertThat(steepest).isGreaterThan(1e-3);
    assertThat(Gradients.of(network.classifierWeight()).abs().sum().getFloat()).isZero();
  }

  private double mean(double[] f, float[] maps, float[] rows) {
    return (reference(f, maps, rows, 0, 5) + reference(f, maps, rows, 1, 5)) / 2;
  }

  @Test
  void isAddedToTheLossOfPlainNegativesWithItsWeight() {
    MetricLoss settings = ComparingArms.settings(.3, null, new RegionContrast(4.0, T, 8));
    float[] pixels = random(4 * 3 * 32 * 32);

    Map<String, NDArray> parts =
        ComparingArms.parts(
            Arm.REGION, settings, network, centres(directions(3 + 12)), manager, pixels);

    double region = parts.get("loss.region").getFloat();
    assertThat(region).isPositive();
    assertThat((double) parts.get("loss").getFloat())
        .isCloseTo(
            parts.get("loss.labelled").getFloat()
                + .3 * parts.get("loss.ood").getFloat()
                + 4 * region,
            within(1e-5));
  }
}
