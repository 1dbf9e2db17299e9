package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.method.data.DrawnSquares;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.method.training.UnusableCheckpointException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IrnTrainingTest {
  private static final Irn PARAMETERS = new Irn(5, 64, 8, 24, .1, 1);
  private Classifier trunk;

  @BeforeEach
  void open() {
    trunk = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu());
  }

  @AfterEach
  void close() {
    trunk.close();
  }

  private static final class Recorder implements TrainingListener {
    final List<StepReport> reports = new ArrayList<>();
    final Map<Long, byte[]> checkpoints = new HashMap<>();
    final Map<String, String> skipped = new HashMap<>();
    long cancelAfter = Long.MAX_VALUE;

    @Override
    public void step(StepReport report) {
      if (report.phase().equals("irn")) {
        reports.add(report);
      }
    }

    @Override
    public void checkpoint(long step, byte[] bytes) {
      checkpoints.put(step, bytes);
    }

    @Override
    public void skipped(String imageId, String reason) {
      skipped.put(imageId, reason);
    }

    @Override
    public boolean cancelled() {
      return reports.size() >= cancelAfter;
    }

    /** Mean loss of five steps, one epoch of {@link #learnsWhereColoursMeet}. */
    double loss(int first) {
      return reports.subList(first, first + 5).stream()
          .mapToDouble(report -> report.figures().get("loss"))
          .average()
          .orElseThrow();
    }
  }

  @Test
  void learnsWhereColoursMeet() throws Exception {
    // Given enough steps for the edges, whichever crops are drawn
    DrawnSquares images = new DrawnSquares(40, 64, 3);
    Recorder recorder = new Recorder();
    int arrays = trunk.manager().getManagedArrays().size();

    // When
    byte[] weights = new IrnTraining(PARAMETERS, trunk, images, 7, recorder).run();

    // Then
    assertThat(recorder.reports).hasSize(120);
    assertThat(recorder.loss(115)).isLessThan(.75 * recorder.loss(0));
    assertThat(recorder.skipped).containsEntry("square-3", "square 3 is torn");
    assertThat(trunk.manager().getManagedArrays()).hasSize(arrays);
    try (IrnNetwork network = IrnNetwork.load(trunk, weights)) {
      RgbImage image = images.load(4).image();
      ImagePlanes edge = new IrnInference(network, 64).edge(image);
      assertThat(edge.height()).isEqualTo(16);
      LabelMap labels = images.load(4).labels();
      assertThat(mean(labels, edge, false)).isGreaterThan(1.5 * mean(labels, edge, true));
      assertThat(network.meanShift().toFloatArray()).doesNotContain(0f);
    }
  }

  /** Mean edge over the cells within a square, or over those just outside of it. */
  private static double mean(LabelMap labels, ImagePlanes edge, boolean inside) {
    return IntStream.range(0, edge.area())
        .filter(
            cell -> {
              boolean here = isIn(labels, cell, 0, 0);
              boolean near = isIn(labels, cell, 0, -1) || isIn(labels, cell, -1, 0);
              near |= isIn(labels, cell, 0, 1) || isIn(labels, cell, 1, 0);
              return inside ? here : near && !here;
            })
        .mapToDouble(cell -> edge.values()[cell])
        .average()
        .orElseThrow();
  }

  private static boolean isIn(LabelMap labels, int cell, int dy, int dx) {
    int x = Math.max(0, Math.min(63, 4 * (cell % 16 + dx)));
    int y = Math.max(0, Math.min(63, 4 * (cell / 16 + dy)));
    return labels.at(x, y) > 0;
  }

  @Test
  void resumesAsIfItHadNotStopped() {
    // Given 30 steps with a checkpoint after 20
    DrawnSquares images = new DrawnSquares(20, 32);
    Irn parameters = new Irn(3, 32, 2, 3, .05, .5);
    Recorder undisturbed = new Recorder();
    byte[] expected = new IrnTraining(parameters, trunk, images, 5, undisturbed).run();
    Recorder stopped = new Recorder();
    stopped.cancelAfter = 22;

    // When
    IrnTraining training = new IrnTraining(parameters, trunk, images, 5, stopped);
    assertThatThrownBy(training::run).isInstanceOf(TrainingCancelledException.class);
    Recorder resumed = new Recorder();
    byte[] actual =
        new IrnTraining(parameters, trunk, images, 5, resumed).resume(stopped.checkpoints.get(20L));

    // Then
    assertThat(actual).isEqualTo(expected);
    assertThat(resumed.reports).hasSize(10);
    assertThatThrownBy(
            () ->
                new IrnTraining(parameters, trunk, images, 6, resumed)
                    .resume(stopped.checkpoints.get(20L)))
        .isInstanceOf(UnusableCheckpointException.class)
        .hasMessageContaining("other parameters or images");
  }

  @Test
  void trainsTheEdgesAloneToTheSameWeights() throws Exception {
    // Given
    DrawnSquares images = new DrawnSquares(12, 32);
    Recorder recorder = new Recorder();

    // When
    byte[] both =
        new IrnTraining(new Irn(3, 32, 4, 2, .05, .5), trunk, images, 5, new Recorder()).run();
    byte[] alone = new IrnTraining(new Irn(3, 32, 4, 2, .05, 0), trunk, images, 5, recorder).run();

    // Then
    RgbImage image = images.load(1).image();
    try (IrnNetwork first = IrnNetwork.load(trunk, both);
        IrnNetwork second = IrnNetwork.load(trunk, alone)) {
      assertThat(new IrnInference(second, 32).edge(image).values())
          .containsExactly(new IrnInference(first, 32).edge(image).values(), within(1e-5f));
    }
    assertThat(recorder.reports.get(0).figures())
        .containsKeys("loss.positive", "loss.negative")
        .doesNotContainKey("loss.displacement.foreground");
  }

  @Test
  void takesACropThatIsNoMultipleOfFour() {
    DrawnSquares images = new DrawnSquares(4, 50);
    Recorder recorder = new Recorder();

    new IrnTraining(new Irn(3, 50, 4, 1, .05, .5), trunk, images, 5, recorder).run();

    assertThat(recorder.reports).hasSize(1);
  }

  @Test
  void takesAtLeastTheStepsThatItIsGiven() {
    DrawnSquares images = new DrawnSquares(8, 32);
    Recorder recorder = new Recorder();

    new IrnTraining(new Irn(3, 32, 4, 1, .05, 0).withLeastSteps(5), trunk, images, 5, recorder)
        .run();

    assertThat(recorder.reports).hasSize(5);
  }

  @Test
  void theMomentumOfASettingActsFromTheSecondStepOn() {
    // Given no momentum, the default, which is next to none, and .9
    List<Double> without = losses(0.0);
    List<Double> reference = losses(null);
    List<Double> momentum = losses(.9);

    // The first step has no earlier gradient, so that the loss of the third one differs first.
    assertThat(momentum.subList(0, 2)).isEqualTo(without.subList(0, 2));
    assertThat(reference.subList(0, 2)).isEqualTo(without.subList(0, 2));
    double steepest = Math.abs(momentum.get(2) - without.get(2));
    assertThat(steepest).isGreaterThan(1e-4);
    assertThat(Math.abs(reference.get(2) - without.get(2))).isBetween(1e-9, steepest / 100);
  }

  /** The losses of four steps. */
  private List<Double> losses(Double momentum) {
    Recorder recorder = new Recorder();
    new IrnTraining(
            new Irn(3, 32, 4, 4, .1, 0, momentum, 0, null, null, null),
            trunk,
            new DrawnSquares(4, 32),
            5,
            recorder)
        .run();
    return recorder.reports.stream().map(report -> report.figures().get("loss")).toList();
  }

  @Test
  void storesNoDisplacementBranchThatIsNotTrained() {
    DrawnSquares images = new DrawnSquares(4, 32);

    byte[] both =
        new IrnTraining(new Irn(3, 32, 4, 1, .05, .5), trunk, images, 5, new Recorder()).run();
    byte[] edges =
        new IrnTraining(new Irn(3, 32, 4, 1, .05, 0), trunk, images, 5, new Recorder()).run();

    assertThat(edges.length).isLessThan(both.length / 10);
  }

  @Test
  void seesEdgesOfImagesOfAnySizeFromSeveralThreads() {
    try (IrnNetwork network = IrnNetwork.create(trunk, true, 1)) {
      IrnInference inference = new IrnInference(network, 64);
      RgbImage thin = new RgbImage(1, 9, new byte[27]);
      RgbImage large = new RgbImage(130, 71, new byte[3 * 130 * 71]);

      assertThat(inference.edge(thin).width()).isEqualTo(1);
      assertThat(inference.edge(thin).height()).isEqualTo(3);
      ImagePlanes expected = inference.edge(large);
      assertThat(expected.width()).isEqualTo(33);
      List<CompletableFuture<ImagePlanes>> others =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> inference.edge(large)))
              .toList();
      others.forEach(other -> assertThat(other.join().values()).isEqualTo(expected.values()));
    }
  }

  @Test
  void averagesEdgesOverScales() throws Exception {
    try (IrnNetwork network = IrnNetwork.create(trunk, true, 1)) {
      RgbImage image = new DrawnSquares(1, 64).load(0).image();
      float[] one = new IrnInference(network, 64).edge(image).values();
      float[] larger = new IrnInference(network, 64, List.of(1.5)).edge(image).values();

      float[] both = new IrnInference(network, 64, List.of(1.0, 1.5)).edge(image).values();

      assertThat(larger).hasSameSizeAs(one).isNotEqualTo(one);
      for (int i = 0; i < both.length; i++) {
        assertThat(both[i]).isCloseTo((one[i] + larger[i]) / 2, within(1e-6f));
      }
    }
  }

  /** Edges of 1.5 times a photograph of 48 megapixels would need many gigabytes. */
  @Test
  void seesNoImageBeyondTheLimitOfPixels() {
    try (IrnNetwork network = IrnNetwork.create(trunk, true, 1)) {
      RgbImage large = new RgbImage(1100, 1000, new byte[3 * 1_100_000]);

      assertThat(new IrnInference(network, 64, List.of(1.0, 1.5)).edge(large).values())
          .isEqualTo(new IrnInference(network, 64).edge(large).values());
    }
  }

  @Test
  void takesCropAndScalesOfARefinement() throws Exception {
    try (IrnNetwork network = IrnNetwork.create(trunk, true, 1)) {
      RgbImage image = new DrawnSquares(1, 64).load(0).image();
      Irn irn = new Irn(5, 96, 8, 1, .1, 0);
      RefinementParameters usual = new RefinementParameters(null, null, irn, null, null, null, 0);

      assertThat(IrnInference.of(network, usual).edge(image).values())
          .isEqualTo(new IrnInference(network, 96, List.of(1.0, 1.5)).edge(image).values())
          .isNotEqualTo(new IrnInference(network, 64, List.of(1.0, 1.5)).edge(image).values());
    }
  }

  @Test
  void refusesHeadsOfAnotherTrunk() {
    byte[] heads;
    try (IrnNetwork network = IrnNetwork.create(trunk, true, 1)) {
      heads = network.toSafetensors();
    }
    try (Classifier other =
        Classifier.create(new NetworkSpec("resnet18", 16), 2, 1, Device.cpu())) {
      assertThatThrownBy(() -> IrnNetwork.load(other, heads))
          .hasMessageContaining("do not fit IRN on resnet18")
          .hasMessageContaining("fc_edge1.0.weight is");
    }
  }
}
