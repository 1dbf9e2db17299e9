package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole refinements whose segmentation networks are trained in other ways. */
class TrainSegmentationTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final KnownExperiments known = new KnownExperiments(store, drawn, replica);

  @Test
  void learnsBackgroundFromTheOodsOfTheExperiment() throws Exception {
    known.experiment(null, List.of(ood(1), ood(2), ood(3), ood(4), ood(5)));

    ArtifactRef without = network("plain", trunk(null, 0.));
    RefinementCompleted completed = refine("background", trunk(null, .5));

    assertThat(network(completed)).isNotEqualTo(without);
    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .noneMatch(remark -> remark.contains("background had no effect"));
  }

  @Test
  void remarksThatItSawNoOodsOfAnUnknownExperiment() throws Exception {
    RefinementCompleted completed = refine("background", trunk(null, .5));

    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .anyMatch(remark -> remark.contains("segmentation.background had no effect"));
  }

  @Test
  void mixesAsManyOodsAmongTheLabelledImagesAsAreWanted() throws Exception {
    List<ArtifactRef> oods = List.of(ood(1), ood(2), ood(3), ood(4), ood(5));

    MaskedImages half = mixed(oods, .5);
    MaskedImage background = half.load(3);

    assertThat(half.size()).isEqualTo(6);
    assertThat(half.load(2).labels().labels()).containsOnly(1);
    assertThat(half.id(3)).isEqualTo(oods.get(0).sha256());
    assertThat(background.image().width()).isEqualTo(30);
    assertThat(background.labels().labels()).hasSize(30 * 20).containsOnly(0);
    assertThat(mixed(oods, 0).size()).isEqualTo(3);
    assertThat(mixed(oods, .9).size()).as("there are no more").isEqualTo(8);
    assertThat(mixed(oods, 1).size()).isEqualTo(8);
  }

  @Test
  void startsFromTheTrunkThatTheClassifierStartedFrom() throws Exception {
    ModelRef first = drawn.model(9);
    known.experiment(first.weights().sha256(), List.of());

    ArtifactRef own = network("own", trunk(TrunkOrigin.CLASSIFIER, 0.));
    ArtifactRef base = network("base", trunk(TrunkOrigin.BASE, 0.));
    ArtifactRef start = network("start", trunk(TrunkOrigin.START, 0.));
    ArtifactRef pretrained = network("pretrained", trunk(TrunkOrigin.PRETRAINED, 0.));

    assertThat(base).isNotEqualTo(own).isEqualTo(start).isEqualTo(pretrained);
  }

  @Test
  void startsFromTheFileOfTheRequest() throws Exception {
    ModelRef first = drawn.model(9);
    known.experiment(first.weights().sha256(), List.of());
    ArtifactRef base = network("base", trunk(TrunkOrigin.BASE, 0.));

    RefinementCompleted completed = refine("file", trunk(TrunkOrigin.FILE, 0.), first.weights());

    assertThat(network(completed)).isEqualTo(base);
    assertThat(network(refine("other", trunk(TrunkOrigin.FILE, 0.), drawn.model(8).weights())))
        .isNotEqualTo(base);
  }

  @Test
  void takesTheClassifierWhereNothingWasPretrained() throws Exception {
    known.experiment(null, List.of());
    ArtifactRef own = network("own", trunk(TrunkOrigin.CLASSIFIER, 0.));

    RefinementCompleted completed = refine("pretrained", trunk(TrunkOrigin.PRETRAINED, 0.));

    assertThat(network(completed)).isEqualTo(own);
    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .noneMatch(remark -> remark.contains("PRETRAINED"));
  }

  @Test
  void remarksThatItDoesNotKnowWhatAForeignClassifierStartedFrom() throws Exception {
    RefinementCompleted completed = refine("foreign", trunk(TrunkOrigin.PRETRAINED, 0.));

    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .anyMatch(
            remark ->
                remark.endsWith(
                    "is not known here: segmentation.trunk is PRETRAINED, and segmentation was"
                        + " trained on the classifier's trunk; give segmentation.trunk=CLASSIFIER,"
                        + " or refine an experiment whose start is known"));
  }

  @Test
  void takesThePretrainedWeightsOfTheBase() throws Exception {
    ModelRef imageNet = drawn.model(9);
    ModelRef base = known.trainedHere(drawn.model(5));
    known.experiment(base, imageNet.weights().sha256(), List.of());
    known.experiment(base.weights().sha256(), List.of());

    ArtifactRef ofBase = network("base", trunk(TrunkOrigin.BASE, 0.));
    ArtifactRef pretrained = network("pretrained", trunk(TrunkOrigin.PRETRAINED, 0.));

    assertThat(pretrained)
        .isNotEqualTo(ofBase)
        .isEqualTo(network("start", trunk(TrunkOrigin.START, 0.)));
  }

  @Test
  void takesTheClassifierWhereTheBaseStartedAtRandom() throws Exception {
    ModelRef base = known.trainedHere(drawn.model(5));
    known.experiment(base, null, List.of());
    known.experiment(base.weights().sha256(), List.of());

    RefinementCompleted completed = refine("pretrained", trunk(TrunkOrigin.PRETRAINED, 0.));

    assertThat(network(completed)).isEqualTo(network("own", trunk(TrunkOrigin.CLASSIFIER, 0.)));
    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .noneMatch(remark -> remark.contains("PRETRAINED"));
  }

  @Test
  void remarksThatTheFirstWeightsAreGone() throws Exception {
    known.experiment("d".repeat(64), List.of());

    RefinementCompleted completed = refine("gone", trunk(TrunkOrigin.PRETRAINED, 0.));

    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .anyMatch(remark -> remark.startsWith("the weights " + "d".repeat(64)));
  }

  @Test
  void refusesATrunkThatIsNotKnownBeforeAnyOtherStage() {
    assertThatThrownBy(() -> refine("start", trunk(TrunkOrigin.START, 0.)))
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("segmentation.trunk is START")
        .hasMessageContaining("segmentation.trunk=CLASSIFIER");
    assertThat(replica.published(RefinementTask.class)).isEmpty();
  }

  @Test
  void takesTheLeastNumberOfStepsIfTheyFit() throws Exception {
    SegmentationParameters longer =
        new SegmentationParameters(8, 48, 2, 1, .01, false, 5, 30., null, null, null, null, null);

    refine("longer", longer);

    assertThat(new TrainingFiles(store).steps("longer", TrainingFiles.SEGMENTATION)).hasValue(5);
  }

  private static SegmentationParameters trunk(TrunkOrigin trunk, double background) {
    return new SegmentationParameters(
        8, 48, 2, 1, .01, false, null, null, trunk, background, null, null, null);
  }

  private MaskedImages mixed(List<ArtifactRef> oods, double share) {
    return ImagesWithOods.of(new ThreeImages(), oods, share, replica.context.fetch());
  }

  private ArtifactRef ood(int seed) {
    return drawn
        .image("ood" + seed, DrawnDataset.noise(30, 20, seed), List.of(), Split.TRAIN, null)
        .artifact();
  }

  private RefinementCompleted refine(String id, SegmentationParameters segmentation)
      throws InterruptedException {
    return refine(id, segmentation, null);
  }

  private RefinementCompleted refine(
      String id, SegmentationParameters segmentation, ArtifactRef file)
      throws InterruptedException {
    List<Image> images = drawn.good();
    RefinementRequested request =
        InlineReplica.request(
            id, drawn.model(), drawn.manifest(images), Tiny.segmented(segmentation), file);
    return replica.run().run(request, replica.reporter(id), () -> true);
  }

  private ArtifactRef network(String id, SegmentationParameters segmentation)
      throws InterruptedException {
    return network(refine(id, segmentation));
  }

  private ArtifactRef network(RefinementCompleted completed) {
    return Manifests.load(store, completed.results(), ResultsManifest.class).segmentation();
  }

  /** Images of 4 by 4 pixels, all of class 1. */
  private static final class ThreeImages implements MaskedImages {
    @Override
    public int size() {
      return 3;
    }

    @Override
    public String id(int index) {
      return "labelled" + index;
    }

    @Override
    public MaskedImage load(int index) {
      byte[] labels = new byte[16];
      Arrays.fill(labels, (byte) 1);
      return new MaskedImage(DrawnDataset.noise(4, 4, index), new LabelMap(4, 4, labels));
    }
  }
}
