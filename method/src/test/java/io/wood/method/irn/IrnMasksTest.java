package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.data.DrawnSquares;
import io.wood.method.data.MaskedImage;
import io.wood.method.evaluation.ThresholdSweep;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.training.TrainingListener;
import io.wood.method.walk.PseudoMasks;
import io.wood.method.walk.WalkedMaps;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Masks of IRN and walk against the seeds that IRN learned from, in mIoU from 0 to 1, each at its
 * best threshold, so that no threshold makes the difference.
 */
class IrnMasksTest {
  private static final Irn PARAMETERS = new Irn(5, 64, 8, 1, .1, 0, .9, 100, null, null, null);
  private static final Walk WALK = new Walk(5, 16, 7, 1.5);
  private static final int IMAGES = 16;

  private final DrawnSquares images = new DrawnSquares(40, 64);
  private final SeededSquares seeded = new SeededSquares(images);
  private Classifier trunk;

  @BeforeEach
  void open() {
    trunk = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu());
  }

  @AfterEach
  void close() {
    trunk.close();
  }

  @Test
  void masksAreATenthBetterThanTheBestOfTheirSeeds() throws Exception {
    byte[] weights = new IrnTraining(PARAMETERS, trunk, seeded, 9, TrainingListener.SILENT).run();

    try (IrnNetwork network = IrnNetwork.load(trunk, weights)) {
      assertThat(bestOfMasks(edges(network))).isGreaterThan(bestOfSeeds() + .1);
    }
  }

  /** What an IRN that learned nothing says, and a walk that nothing stops. */
  @Test
  void masksOfConstantEdgesAreNoBetterThanTheirSeedsAtAnyThreshold() throws Exception {
    for (float constant : new float[] {0, .5f}) {
      assertThat(bestOfMasks(image -> constant(image, constant)))
          .as("edges of %s", constant)
          .isLessThan(bestOfSeeds() + .02);
    }
  }

  @Test
  void masksOfAnIrnThatIsNotTrainedAreNoBetterThanTheirSeedsAtAnyThreshold() throws Exception {
    try (IrnNetwork network = IrnNetwork.create(trunk, false, 1)) {
      assertThat(bestOfMasks(edges(network))).isLessThan(bestOfSeeds() + .02);
    }
  }

  private static Function<RgbImage, ImagePlanes> edges(IrnNetwork network) {
    return new IrnInference(network, 64)::edge;
  }

  /** A cell for 4 × 4 pixels. */
  private static ImagePlanes constant(RgbImage image, float value) {
    ImagePlanes edge =
        new ImagePlanes(1, IrnInference.cells(image.height()), IrnInference.cells(image.width()));
    Arrays.fill(edge.values(), value);
    return edge;
  }

  private double bestOfSeeds() throws UnusableImageException {
    ThresholdSweep sweep = new ThresholdSweep(3);
    for (int i = 0; i < IMAGES; i++) {
      sweep.add(images.load(i).labels().labels(), List.of(i % 2), seeded.cam(i));
    }
    return sweep.oracle().scores().meanIou();
  }

  private double bestOfMasks(Function<RgbImage, ImagePlanes> edges) throws UnusableImageException {
    ThresholdSweep sweep = new ThresholdSweep(3);
    for (int i = 0; i < IMAGES; i++) {
      MaskedImage truth = images.load(i);
      ImagePlanes edge = edges.apply(truth.image());
      List<Integer> keys = List.of(i % 2);
      ImagePlanes strided = seeded.cam(i).resized(edge.height(), edge.width());
      WalkedMaps maps = new PseudoMasks(WALK).walk(keys, strided, edge, truth.image());
      sweep.add(truth.labels().labels(), keys, maps.probabilities());
    }
    return sweep.oracle().scores().meanIou();
  }
}
