package io.wood.bench.ledger;

import io.wood.cli.client.ParameterTree;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.store.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is trained and refined: rectangles of one colour per class on noise, with masks, and an
 * order for a small network.
 */
final class OutageLoad {
  /** Experiment and refinement. */
  static final String EXPERIMENT = "outage";

  private static final int WIDTH = 96;
  private static final int HEIGHT = 80;
  private static final int OBJECT = 40;
  private static final int EVERY_VALIDATION = 4;
  private static final int BRIGHT = 160;

  private static final MetricLoss METRIC_LOSS =
      new MetricLoss(
          MetricLoss.PAPER.lambda(),
          MetricLoss.PAPER.tau(),
          8,
          MetricLoss.PAPER.start(),
          MetricLoss.PAPER.scale(),
          false,
          MetricLoss.PAPER.oodWeight(),
          MetricLoss.PAPER.adversarialStep(),
          MetricLoss.PAPER.skippedClass());

  private static final RefinementParameters REFINEMENT =
      new RefinementParameters(
          Cam.PAPER,
          IrnLabels.BY_CAM,
          new Irn(5, 64, 8, 4, .1, 0),
          new Walk(5, 10, 4, 1.5),
          null,
          new SegmentationParameters(8, 64, 8, 2, .002, false),
          0);

  private OutageLoad() {}

  /** Stores labelled images, every fourth of them for validation; returns the dataset. */
  static ArtifactRef importImages(ArtifactStore store, int count) {
    List<PlannedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image(i));
    }
    DatasetPlan plan =
        new DatasetPlan(
            EXPERIMENT,
            LedgerLoad.CLASSES,
            MaskValues.inOrder(LedgerLoad.CLASSES),
            images,
            List.of());
    return new DatasetImporter(store, (done, total) -> {}).run(plan).ref();
  }

  private static PlannedImage image(int number) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] pixels = new byte[3 * WIDTH * HEIGHT];
    random.nextBytes(pixels);
    byte[] labels = new byte[WIDTH * HEIGHT];
    int shown = number % LedgerLoad.CLASSES.size();
    int left = random.nextInt(WIDTH - OBJECT);
    int top = random.nextInt(HEIGHT - OBJECT);
    for (int y = top; y < top + OBJECT; y++) {
      for (int x = left; x < left + OBJECT; x++) {
        int at = y * WIDTH + x;
        labels[at] = (byte) (shown + 1);
        for (int channel = 0; channel < 3; channel++) {
          pixels[3 * at + channel] = (byte) (channel == shown ? BRIGHT : 0);
        }
      }
    }
    byte[] file = ImageEncoder.png(new RgbImage(WIDTH, HEIGHT, pixels));
    byte[] mask = LabelMaps.encode(new LabelMap(WIDTH, HEIGHT, labels));
    Split split = number % EVERY_VALIDATION == 0 ? Split.VALIDATION : Split.TRAIN;
    return new PlannedImage(
        "image-" + number,
        () -> file,
        List.of(LedgerLoad.CLASSES.get(shown)),
        split,
        split == Split.VALIDATION ? Optional.of(() -> mask) : Optional.empty());
  }

  /**
   * An order of W-OoD and its masks.
   *
   * @param start weights of the classifier that ranked the candidates
   */
  static ExperimentOrder order(ArtifactRef dataset, ArtifactRef start, int steps) {
    TrainingParameters parameters =
        new TrainingParameters(
            Arm.WOOD,
            LedgerLoad.NETWORK,
            new Schedule(0, steps, 16, 1, 10),
            Optimiser.SMALL,
            new Augmentation(96, 64, 128, true),
            METRIC_LOSS,
            0);
    return new ExperimentOrder(
        EXPERIMENT,
        dataset,
        null,
        start,
        null,
        Arm.WOOD,
        0L,
        ParameterTree.of(parameters).values(),
        null,
        ParameterTree.of(REFINEMENT).values(),
        "bench");
  }
}
