package io.wood.method.training;

import static io.wood.method.training.TinyTraining.CLASSES;
import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.parameters;
import static io.wood.method.training.TinyTraining.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.wood.contracts.Sha256Digest;
import io.wood.contracts.parameter.Arm;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.TrainingData;
import io.wood.method.data.augment.ObjectRegion;
import io.wood.method.data.augment.RegionImages;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StartRegionsTest {
  private static byte[] base;

  private final Recorder recorder = new Recorder();
  private final KeptResults kept = new KeptResults();

  @BeforeAll
  static void trainsABaseClassifier() {
    base = TinyTraining.base();
  }

  @Test
  void findsTheObjectsThatTheStartRecognisesOnAnOod() {
    RegionImages images = regions(TRAIN);

    long found = images.regions().stream().filter(Optional::isPresent).count();
    assertThat(found).isGreaterThan(12);
    assertThat(recorder.phases).containsExactly("object regions", "objects on OoDs");
    assertThat(recorder.remarks)
        .containsExactly(
            "objects of %d of 24 labelled images are pasted on OoDs; the others keep their"
                    .formatted(found)
                + " surroundings");
  }

  @Test
  void anImageWhoseClassesAreNotRecognisedKeepsItsSurroundings() {
    // Given the other class as the label of every image; some OoDs look like it on their own
    List<Set<Integer>> wrong =
        IntStream.range(0, TRAIN.size()).mapToObj(i -> Set.of((i + 1) % 2)).toList();
    RegionImages images = regions(new LabelledImages(TRAIN.images(), wrong));

    assertThat(images.regions().stream().filter(Optional::isPresent).count()).isLessThan(6);
  }

  @Test
  void anImageWithoutAClassKeepsItsSurroundings() {
    List<Set<Integer>> some =
        IntStream.range(0, TRAIN.size())
            .mapToObj(i -> i < 20 ? Set.of(i % 2) : Set.<Integer>of())
            .toList();

    assertThat(regions(new LabelledImages(TRAIN.images(), some)).regions().subList(20, 24))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void trainingsWithTheSameStartHaveThemInCommon() {
    List<Optional<ObjectRegion>> first = regions(TRAIN).regions();
    Recorder second = new Recorder();
    List<Optional<ObjectRegion>> again = regions(TRAIN, second).regions();

    assertThat(second.phases).isEmpty();
    assertThat(hashes(again)).isEqualTo(hashes(first));
    assertThat(kept.results).hasSize(1);
  }

  @Test
  void anUnreadableImageIsNamedAndNothingIsKept() {
    RegionImages images = regions(DrawnImages.scenes(24).broken(3).labelled());

    assertThat(images.regions().get(3)).isEmpty();
    assertThat(recorder.skipped).containsExactly("%064x: image 3 is cut short".formatted(3));
    assertThat(kept.results).isEmpty();
  }

  @Test
  void aRunCanBeCancelledMeanwhile() {
    Recorder cancelled =
        new Recorder() {
          @Override
          public boolean cancelled() {
            return last.containsKey("object regions") && last("object regions").done() >= 2;
          }
        };
    assertThatThrownBy(
            () ->
                training(parameters(Arm.CANVAS, 2), TRAIN, OODS, Optional.of(base), cancelled)
                    .run())
        .isInstanceOf(TrainingCancelledException.class)
        .hasMessage("cancelled after step 0");
  }

  private RegionImages regions(LabelledImages train) {
    return regions(train, recorder);
  }

  private RegionImages regions(LabelledImages train, Recorder listener) {
    TrainingData data = new TrainingData(CLASSES, train, LabelledImages.NONE, OODS);
    return new StartRegions(
            parameters(Arm.CANVAS, 2), data, new SkippedImages(listener), listener, kept)
        .of(base, Device.cpu(), 0);
  }

  private static List<String> hashes(List<Optional<ObjectRegion>> regions) {
    return regions.stream()
        .map(each -> each.map(region -> Sha256Digest.hex(region.toBytes())).orElse(""))
        .toList();
  }
}
