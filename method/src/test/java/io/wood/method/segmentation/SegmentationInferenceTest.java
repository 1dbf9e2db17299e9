package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.segmentation.SegmentationInference.Masks;
import io.wood.method.segmentation.SegmentationInference.Settings;
import io.wood.method.tensor.GradientMode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationInferenceTest {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 85;

  /** Four classes and a head of random weights, which predicts all of them. */
  private final SegmentationNetwork network =
      SegmentationNetwork.create(
          Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu()));

  private final RgbImage image = patches();

  SegmentationInferenceTest() {
    Random random = new Random(7);
    try (GradientMode off = GradientMode.off()) {
      for (Parameter parameter : network.trainableHead()) {
        int each = Math.toIntExact(parameter.value().getShape().size()) / 5;
        float[] values = new float[5 * each];
        for (int i = 0; i < values.length; i += each) {
          fill(values, i, i + each, random);
        }
        parameter.value().set(values);
      }
    }
  }

  /** Of mean 0, so that no label wins everywhere. */
  private static void fill(float[] values, int from, int to, Random random) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      values[i] = (float) random.nextGaussian();
      sum += values[i];
    }
    for (int i = from; i < to; i++) {
      values[i] -= (float) (sum / (to - from));
    }
  }

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void neverLabelsAnImageWithAClassThatItDoesNotHave(int crfIterations) {
    SegmentationInference inference =
        new SegmentationInference(network, new Settings(List.of(1.), crfIterations, 1));

    Masks masks = inference.masks(image, List.of(1, 3));

    assertThat(labels(masks.free())).as("the network sees others").contains(1, 3);
    assertThat(labels(masks.labelled())).contains(2, 4).isSubsetOf(0, 2, 4);
    assertThat(masks.free().labels()).isEqualTo(inference.predict(image).labels());
    assertThat(labels(inference.masks(image, List.of()).labelled())).containsExactly(0);
  }

  @Test
  void keepsThePixelsThatShowAClassOfTheImage() {
    Masks masks =
        new SegmentationInference(network, new Settings(List.of(1.), 0, 1))
            .masks(image, List.of(1, 3));

    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int free = masks.free().labels()[i];
      if (free == 2 || free == 4) {
        assertThat(masks.labelled().labels()[i]).isEqualTo((byte) free);
      }
    }
  }

  @Test
  void labelsAnImageOfAllClassesAsIfNoneWereKnown() {
    Masks masks =
        new SegmentationInference(network, new Settings(List.of(1.), 2, 1))
            .masks(image, List.of(0, 1, 2, 3));

    assertThat(masks.labelled().labels()).isEqualTo(masks.free().labels());
  }

  @Test
  void givesObjectsMorePixelsWithHigherOddsUnlessTheClassesAreKnown() {
    Masks lower = masks(1e-3);
    Masks higher = masks(1);

    int gained = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      if (lower.free().labels()[i] == 0) {
        gained += higher.free().labels()[i] == 0 ? 0 : 1;
      } else {
        assertThat(higher.free().labels()[i]).isEqualTo(lower.free().labels()[i]);
      }
    }
    assertThat(gained).isPositive();
    assertThat(higher.labelled()).isEqualTo(lower.labelled());
  }

  private Masks masks(double foregroundOdds) {
    return new SegmentationInference(network, new Settings(List.of(1.), 0, foregroundOdds))
        .masks(image, List.of(1, 3));
  }

  private static Set<Integer> labels(LabelMap mask) {
    Set<Integer> labels = new TreeSet<>();
    for (byte label : mask.labels()) {
      labels.add((int) label);
    }
    return labels;
  }

  /** Sixteen patches of different colours. */
  private static RgbImage patches() {
    Random random = new Random(5);
    byte[] colours = new byte[3 * 16];
    random.nextBytes(colours);
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int patch = i / WIDTH * 4 / HEIGHT * 4 + i % WIDTH * 4 / WIDTH;
      System.arraycopy(colours, 3 * patch, rgb, 3 * i, 3);
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }
}
