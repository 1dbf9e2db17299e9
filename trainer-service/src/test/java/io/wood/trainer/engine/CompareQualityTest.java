package io.wood.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.artifact.QualityReport;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.store.Hashes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.trainer.engine.TrainingEngine.TrainingInput;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompareQualityTest {
  private static final int SIDE = 64;

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final Remarks remarks = new Remarks();

  @Test
  void warnsOfBlurryOodsAndStoresTheComparison() {
    TrainingInput input = input(Arm.WOOD, pictures(25, 1, SIDE), pictures(25, 1000, SIDE / 8));

    Optional<QualityReport> report = compare(input);

    assertThat(report).isPresent().isEqualTo(new RunFiles(store).quality("run"));
    assertThat(report.get().auc()).isGreaterThan(.95);
    assertThat(report.get().labelled()).isEqualTo(25);
    assertThat(report.get().oods()).isEqualTo(25);
    assertThat(remarks.all)
        .singleElement()
        .asString()
        .contains(
            "differ in quality",
            "alone with 1.00",
            "augmentation.nativeSize (now 0.0), augmentation.sharpNegatives (now 0.0)");
    assertThat(remarks.measured).isEqualTo(50);
  }

  @Test
  void staysSilentWhereBothKindsAreAlike() {
    TrainingInput input = input(Arm.BACKGROUND, pictures(60, 1, SIDE), pictures(60, 1000, SIDE));

    assertThat(compare(input)).isPresent().get().matches(report -> !report.differs());
    assertThat(remarks.all).isEmpty();
  }

  @Test
  void leavesOutImagesThatCannotBeRead() {
    List<ArtifactRef> oods = new ArrayList<>(pictures(25, 1000, SIDE));
    oods.add(image(new byte[] {1, 2, 3}));
    ArtifactRef gone = image(new byte[] {4, 5, 6});
    store.delete(gone.bucket(), gone.key());
    oods.add(gone);

    assertThat(compare(input(Arm.WOOD, pictures(25, 1, SIDE), oods)))
        .isPresent()
        .get()
        .extracting(QualityReport::oods)
        .isEqualTo(25);
  }

  @Test
  void readsNoImageWhereTheSameWereComparedBefore() {
    TrainingInput input = input(Arm.WOOD, pictures(25, 1, SIDE), pictures(25, 1000, SIDE / 8));
    Optional<QualityReport> first = compare(input);
    remarks.measured = 0;

    assertThat(compare(input)).isPresent().isEqualTo(first);
    assertThat(remarks.measured).isZero();
    assertThat(remarks.all).hasSize(2).containsOnly(remarks.all.get(0));
  }

  @Test
  void keepsNoComparisonThatLacksAnImage() {
    List<ArtifactRef> oods = new ArrayList<>(pictures(25, 1000, SIDE));
    oods.add(image(new byte[] {1, 2, 3}));
    TrainingInput input = input(Arm.WOOD, pictures(25, 1, SIDE), oods);
    compare(input);
    remarks.measured = 0;

    compare(input);

    assertThat(remarks.measured).isEqualTo(51);
  }

  @Test
  void saysThatThereAreTooFewImages() {
    TrainingInput input = input(Arm.WOOD, pictures(25, 1, SIDE), pictures(5, 1000, SIDE));

    assertThat(compare(input)).isEmpty();
    assertThat(remarks.all)
        .containsExactly(
            "the quality of 25 labelled images and 5 OoDs is not compared, 20 of each are needed");
    assertThat(remarks.measured).isZero();
  }

  @Test
  void comparesNothingForAnArmWithoutOods() {
    TrainingInput input = input(Arm.CONTROL, pictures(25, 1, SIDE), List.of());

    assertThat(compare(input)).isEmpty();
    assertThat(remarks.all).isEmpty();
  }

  @Test
  void aStoreThatIsAwayEndsNoTraining() {
    TrainingInput input = input(Arm.WOOD, pictures(25, 1, SIDE), pictures(25, 1000, SIDE));
    store.failNext(50);

    assertThat(compare(input)).isEmpty();
    assertThat(remarks.all).singleElement().asString().contains("is not compared: ");
  }

  @Test
  void endsAtOnceWhenTheTrainingIsCancelled() {
    remarks.cancelled = true;
    TrainingInput input = input(Arm.WOOD, pictures(25, 1, SIDE), pictures(25, 1000, SIDE / 8));

    assertThat(compare(input)).isEmpty();
    assertThat(remarks.measured).isZero();
    assertThat(new RunFiles(store).quality("run")).isEmpty();
  }

  private Optional<QualityReport> compare(TrainingInput input) {
    return new CompareQuality(store, StoredResults.of(store, "1.0")).compare(input, remarks);
  }

  private TrainingInput input(Arm arm, List<ArtifactRef> labelled, List<ArtifactRef> oods) {
    List<Image> images =
        labelled.stream()
            .map(
                one ->
                    new Image(
                        one.sha256(), one, SIDE, SIDE, List.of("boat"), Split.TRAIN, null, null))
            .toList();
    TrainingParameters parameters =
        new TrainingParameters(arm, new NetworkSpec("small", 8), null, null, null, null, 1);
    ArtifactRef manifest = image(new byte[] {9});
    return new TrainingInput(
        new FrozenManifest(
            "run",
            new ExperimentManifest(
                "run", "c".repeat(64), null, parameters, Map.of(), null, null, oods, "test"),
            manifest),
        new DatasetManifest("tiny", List.of("boat"), images),
        Optional.empty());
  }

  /** Noise that has so many pixels of detail on its side. */
  private List<ArtifactRef> pictures(int count, int first, int detail) {
    List<ArtifactRef> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[3 * detail * detail];
      new Random(first + i).nextBytes(bytes);
      RgbImage noise = new RgbImage(detail, detail, bytes);
      pictures.add(image(ImageEncoder.png(BicubicResize.toLongSide(noise, SIDE))));
    }
    return pictures;
  }

  private ArtifactRef image(byte[] file) {
    return store.put(Buckets.CANDIDATES, ObjectKeys.image(Hashes.sha256(file)), file, "image/png");
  }

  private static final class Remarks implements TrainingListener {
    private final List<String> all = new ArrayList<>();
    private long measured;
    private boolean cancelled;

    @Override
    public void remark(String remark) {
      all.add(remark);
    }

    @Override
    public void step(StepReport report) {
      measured = report.done();
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }
}
