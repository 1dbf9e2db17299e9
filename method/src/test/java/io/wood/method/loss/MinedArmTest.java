package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.contracts.parameter.BackgroundMining.Negatives;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MinedArmTest {
  private static final int IMAGES = 3;
  private static final int POSITIONS = 20;
  private static final int CLASSES = 2;
  private static final double LEAD = .02;
  private static final double MARGIN = .05;

  /** Class 0, both, none. */
  private static final float[] LABELS = {1, 0, 1, 1, 0, 0};

  private final NDManager manager = Devices.manager(Device.cpu());
  private final Classifier network =
      Classifier.create(new NetworkSpec("small", 8), CLASSES, 1, Device.cpu());
  private final int dimension = network.featureSize();
  private final Random random = new Random(4);
  private final float[] features = random(IMAGES * dimension * POSITIONS);

  /** μ, P_0, P_1, P_1, Q_0, Q_1; lengths other than 1 would do as well. */
  private final float[] rows = ComparingArms.directions(random(6 * dimension), dimension);

  @AfterEach
  void close() {
    network.close();
    manager.close();
  }

  private float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private ContrastCentres centres() {
    NDArray stored = manager.create(rows, new Shape(6, dimension));
    NDArray counts = manager.create(new int[] {1, 2, 1, 1});
    stored.setName("contrast.rows");
    counts.setName("contrast.counts");
    return ContrastCentres.stored(new NDList(stored, counts)).orElseThrow();
  }

  private double cosine(int image, int position, int row) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      double f = features[(image * dimension + i) * POSITIONS + position] - rows[i];
      product += f * rows[row * dimension + i];
      squares += f * f;
    }
    return product / Math.sqrt(squares);
  }

  private double lead(int image, int position, int clazz) {
    return clazz == 0
        ? cosine(image, position, 1) - cosine(image, position, 4)
        : Math.max(cosine(image, position, 2), cosine(image, position, 3))
            - cosine(image, position, 5);
  }

  /** F of an image by [class][position]. */
  private boolean[][] mined(float[] maps, int image) {
    boolean[][] mined = new boolean[CLASSES][POSITIONS];
    for (int c = 0; c < CLASSES; c++) {
      int from = (image * CLASSES + c) * POSITIONS;
      double max = 0;
      for (int u = 0; u < POSITIONS; u++) {
        max = Math.max(max, maps[from + u]);
      }
      for (int u = 0; u < POSITIONS; u++) {
        mined[c][u] =
            LABELS[image * CLASSES + c] > 0
                && Math.max(0, maps[from + u]) > .1 * max
                && lead(image, u, c) < -LEAD;
      }
    }
    return mined;
  }

  @Test
  void lowersTheLogitsOfALabelledClassWhereItLooksLikeANegative() {
    // Given
    NDArray f = manager.create(features, new Shape(IMAGES, dimension, 4, 5));
    f.setRequiresGradient(true);
    NDArray labels = manager.create(LABELS, new Shape(IMAGES, CLASSES));
    float[] maps = network.positionLogits(f).toFloatArray();
    float[] weight = network.classifierWeight().toFloatArray();

    // When
    ContrastLoss found;
    try (GradientMode on = GradientMode.on()) {
      found =
          new MinedArm(new BackgroundMining(Negatives.OODS, .1, LEAD, MARGIN))
              .contrast(centres(), network, f, labels)
              .orElseThrow();
      Gradients.backward(found.loss());
    }

    // Then
    double loss = 0;
    double share = 0;
    double[] gradient = new double[features.length];
    for (int b = 0; b < IMAGES; b++) {
      boolean[][] mined = mined(maps, b);
      int size = 0;
      for (boolean[] ofClass : mined) {
        for (boolean one : ofClass) {
          size += one ? 1 : 0;
        }
      }
      int labelled = Math.round(LABELS[b * CLASSES] + LABELS[b * CLASSES + 1]);
      share += size / (double) (POSITIONS * Math.max(1, labelled)) / IMAGES;
      for (int c = 0; c < CLASSES; c++) {
        for (int u = 0; u < POSITIONS; u++) {
          double hinge = maps[(b * CLASSES + c) * POSITIONS + u] + MARGIN;
          if (mined[c][u] && hinge > 0) {
            loss += hinge / size / IMAGES;
            for (int i = 0; i < dimension; i++) {
              gradient[(b * dimension + i) * POSITIONS + u] +=
                  weight[c * dimension + i] / size / IMAGES;
            }
          }
        }
      }
    }
    assertThat(share).isBetween(.1, .6);
    assertThat((double) found.figures().get("mined.share").getFloat())
        .isCloseTo(share, within(1e-6));
    assertThat((double) found.loss().getFloat()).isCloseTo(loss, within(1e-5));
    float[] slope = Gradients.of(f).toFloatArray();
    for (int i = 0; i < gradient.length; i++) {
      assertThat((double) slope[i]).as("slope %d", i).isCloseTo(gradient[i], within(1e-6));
    }
  }

  @Test
  void isAddedToTheLossOfTheArmWithItsWeight() {
    MetricLoss settings =
        ComparingArms.settings(.3, new BackgroundMining(Negatives.OODS, 4.0, 0.0, MARGIN), null);
    float[] pixels = random(4 * 3 * 32 * 32);

    Map<String, NDArray> parts =
        ComparingArms.parts(Arm.MINED, settings, network, centres(), manager, pixels);

    double mined = parts.get("loss.mined").getFloat();
    assertThat(mined).isPositive();
    assertThat((double) parts.get("mined.share").getFloat()).isBetween(.01, 1.0);
    assertThat((double) parts.get("loss").getFloat())
        .isCloseTo(
            parts.get("loss.labelled").getFloat()
                + .3 * parts.get("loss.ood").getFloat()
                + 4 * mined,
            within(1e-5));
  }
}
