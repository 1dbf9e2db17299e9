package io.wood.method.training;

import static io.wood.method.training.TinyTraining.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.data.DrawnObjects;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.TrainingData;
import io.wood.method.data.augment.WindowImages;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings in which windows of labelled images stand in for OoDs. */
class SharpNegativesTest {
  private static final LabelledImages SCENES = DrawnObjects.scenes(24);
  private static final ImageSource OODS = DrawnObjects.grounds(12);

  private static byte[] base;

  private final Recorder recorder = new Recorder();
  private final KeptResults kept = new KeptResults();

  @BeforeAll
  static void trainsABaseClassifier() {
    base = run(parameters(Arm.BASE, 60, null), SCENES, Optional.empty(), TrainingListener.SILENT);
  }

  @Test
  void windowsShowTheGroundAndNotTheObject() throws UnusableImageException {
    WindowImages windows = windows(SCENES, recorder);

    int shown = 0;
    for (int i = 0; i < windows.size(); i++) {
      RgbImage window = windows.load(i);
      assertThat(Math.max(window.width(), window.height()))
          .isGreaterThanOrEqualTo(DrawnObjects.SIDE / 2);
      shown += showsObject(window) ? 1 : 0;
    }
    assertThat(windows.size()).isGreaterThan(12);
    assertThat(shown).isZero();
    assertThat(recorder.phases).containsExactly("background windows");
    assertThat(recorder.remarks)
        .containsExactly(
            "%d of 24 labelled images give a window without an object as a sharp negative"
                .formatted(windows.size()));
  }

  @Test
  void trainingsWithTheSameStartHaveThemInCommon() throws UnusableImageException {
    WindowImages first = windows(SCENES, recorder);
    Recorder second = new Recorder();
    WindowImages again = windows(SCENES, second);

    assertThat(second.phases).isEmpty();
    assertThat(second.remarks).isEqualTo(recorder.remarks);
    assertThat(again.size()).isEqualTo(first.size());
    for (int i = 0; i < first.size(); i++) {
      assertThat(again.load(i)).isEqualTo(first.load(i));
    }
    assertThat(kept.results).hasSize(1);
  }

  @Test
  void anUnreadableImageIsNamedAndNothingIsKept() {
    String torn = "%064x".formatted(20);
    WindowImages windows = windows(new LabelledImages(new Torn(20), SCENES.labels()), recorder);

    assertThat(recorder.skipped).containsExactly(torn + ": torn");
    assertThat(kept.results).isEmpty();
    assertThat(ids(windows)).doesNotContain(torn).isNotEmpty();
    assertThat(ids(windows(SCENES, new Recorder()))).contains(torn).containsAll(ids(windows));
  }

  @ParameterizedTest
  @EnumSource(
      value = Arm.class,
      names = {"BACKGROUND", "FOCAL", "WOOD"})
  void aResumedRunEndsWithTheSameWeightsBitForBit(Arm arm) {
    TrainingParameters parameters = parameters(arm, 8, .5);
    byte[] straight = run(parameters, SCENES, Optional.of(base), recorder);
    for (long step : new long[] {3, 6}) {
      byte[] resumed =
          training(parameters, SCENES, Optional.of(base), TrainingListener.SILENT)
              .resume(recorder.checkpoints.get(step))
              .weights();
      assertThat(Arrays.equals(resumed, straight)).isTrue();
    }
    byte[] without = run(parameters(arm, 8, null), SCENES, Optional.of(base), new Recorder());
    assertThat(Arrays.equals(without, straight)).isFalse();
  }

  @Test
  void theNegativesOfTheFirstStepAreWindows() {
    Recorder oods = new Recorder();
    run(parameters(Arm.BACKGROUND, 1, 1.0), SCENES, Optional.of(base), recorder);
    run(parameters(Arm.BACKGROUND, 1, null), SCENES, Optional.of(base), oods);

    assertThat(recorder.first.get("loss.labelled")).isEqualTo(oods.first.get("loss.labelled"));
    assertThat(recorder.first.get("loss.ood")).isNotEqualTo(oods.first.get("loss.ood"));
  }

  @Test
  void aTrainingWithoutAnyWindowSaysSoAndGoesOnWithOods() {
    LabelledImages full =
        new LabelledImages(
            new Plain(), IntStream.range(0, 6).mapToObj(i -> Set.of(i % 2)).toList());
    byte[] with = run(parameters(Arm.BACKGROUND, 2, .5), full, Optional.of(base), recorder);
    byte[] without =
        run(parameters(Arm.BACKGROUND, 2, null), full, Optional.of(base), new Recorder());

    assertThat(recorder.remarks)
        .containsExactly(
            "augmentation.sharpNegatives has no effect: none of 6 labelled images gives a window"
                + " without an object");
    assertThat(Arrays.equals(with, without)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Arm.class,
      names = {"CONTROL", "MINED", "CANVAS"})
  void anArmWithoutOodsInItsBatchesSaysThatItIgnoresThem(Arm arm) {
    run(parameters(arm, 1, .5), SCENES, Optional.of(base), recorder);

    assertThat(recorder.remarks)
        .contains(
            "augmentation.sharpNegatives has no effect: arm %s has no OoDs in its batches"
                .formatted(arm));
    assertThat(recorder.phases).doesNotContain("background windows");
  }

  private WindowImages windows(LabelledImages train, Recorder listener) {
    TrainingData data = new TrainingData(CLASSES, train, LabelledImages.NONE, OODS);
    return new StartWindows(
            parameters(Arm.BACKGROUND, 2, .5), data, new SkippedImages(listener), listener, kept)
        .of(base, Device.cpu(), 0);
  }

  private static List<String> ids(WindowImages windows) {
    return IntStream.range(0, windows.size()).mapToObj(windows::id).toList();
  }

  /** The ground is grey: an object's pixels alone have a channel far above another. */
  private static boolean showsObject(RgbImage image) {
    int coloured = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        coloured += Math.abs(image.at(x, y, 0) - image.at(x, y, 2)) > 150 ? 1 : 0;
      }
    }
    return coloured > 0;
  }

  private static byte[] run(
      TrainingParameters parameters,
      LabelledImages train,
      Optional<byte[]> initial,
      TrainingListener listener) {
    return training(parameters, train, initial, listener).run().weights();
  }

  private static ClassifierTraining training(
      TrainingParameters parameters,
      LabelledImages train,
      Optional<byte[]> initial,
      TrainingListener listener) {
    return new ClassifierTraining(
        parameters, CLASSES, train, LabelledImages.NONE, OODS, initial, Device.cpu(), listener);
  }

  private static TrainingParameters parameters(Arm arm, int steps, Double sharpNegatives) {
    return new TrainingParameters(
        arm,
        new NetworkSpec("small", 8),
        new Schedule(0, steps, 6, 1, 3),
        new Optimiser(.05, .05, .9, 1e-4, .9, 0),
        new Augmentation(DrawnObjects.SIDE, 56, 72, true, 0, null, null, sharpNegatives),
        arm.usesClusters() ? threeClusters() : null,
        7);
  }

  private static MetricLoss threeClusters() {
    return new MetricLoss(
        .007,
        .4,
        3,
        MetricLoss.ClusterStart.PLUS_PLUS,
        MetricLoss.LossScale.PER_CLUSTER,
        true,
        1,
        .07,
        -1);
  }

  /** Drawn scenes, one of which cannot be read. */
  private record Torn(int torn) implements ImageSource {
    @Override
    public int size() {
      return SCENES.size();
    }

    @Override
    public String id(int index) {
      return SCENES.images().id(index);
    }

    @Override
    public RgbImage load(int index) throws UnusableImageException {
      if (index == torn) {
        throw new UnusableImageException("torn");
      }
      return SCENES.images().load(index);
    }
  }

  /** Objects that fill their images. */
  private static final class Plain implements ImageSource {
    @Override
    public int size() {
      return 6;
    }

    @Override
    public String id(int index) {
      return "%064x".formatted(2000 + index);
    }

    @Override
    public RgbImage load(int index) {
      byte[] bytes = new byte[3 * 32 * 32];
      for (int i = index % 2 == 0 ? 0 : 2; i < bytes.length; i += 3) {
        bytes[i] = (byte) 0xe0;
      }
      return new RgbImage(32, 32, bytes);
    }
  }
}
