package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.PixelMemory;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.MaskGain;
import io.wood.refiner.report.ReportHtml;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.refiner.view.RefinementOutcome;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole refinements with real, tiny networks, a store in memory and no broker. */
class RunRefinementTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);

  @Test
  void namesEveryBadImageAndRefinesTheOthers() throws Exception {
    // Given
    Image lost = image("lost", 60, 50, 1, List.of("light"));
    store.delete(Buckets.DATASETS, lost.artifact().key());
    List<Image> images = new ArrayList<>(drawn.good());
    images.add(drawn.broken());
    images.add(lost);
    images.add(image("unlabelled", 48, 40, 2, List.of()));
    images.add(image("narrow", 1, 40, 3, List.of("dark")));
    images.add(image("flat", 48, 1, 4, List.of("light")));
    images.add(image("dot", 1, 1, 5, List.of("light", "dark")));
    images.add(image("both", 48, 40, 6, List.of("light", "dark")));

    // When
    RefinementCompleted completed = refine(new InlineReplica(store), images, Tiny.SEGMENTED);

    // Then
    assertThat(completed.failed()).isEqualTo(2);
    Map<String, ResultsManifest.Entry> entries = entries(completed);
    assertThat(entries.get("broken").problem()).contains("broken");
    assertThat(entries.get("lost").problem()).contains("lost").contains(lost.artifact().key());
    assertThat(entries.get("unlabelled").problem()).isEmpty();
    assertThat(
            LabelMaps.decode(store.get(entries.get("unlabelled").outputs().get(OutputNames.MASK)))
                .labels())
        .as("an image without a class is background")
        .containsOnly((byte) 0);
    for (Image image : images) {
      ResultsManifest.Entry entry = entries.get(image.name());
      if (entry.problem().isEmpty()) {
        LabelMap mask = LabelMaps.decode(store.get(entry.outputs().get(OutputNames.MASK)));
        assertThat(mask.width()).as(image.name()).isEqualTo(image.width());
        assertThat(mask.height()).as(image.name()).isEqualTo(image.height());
      }
    }
    assertThat(completed.metrics())
        .containsKeys(
            "validation.seed.mIoU", "validation.mask.mIoU", "validation.segmentation.mIoU");
  }

  @Test
  void worksWithOneClassOnly() throws Exception {
    List<Image> images = drawn.good().stream().filter(i -> i.labels().contains("dark")).toList();

    RefinementCompleted completed = refine(new InlineReplica(store), images, Tiny.MASKS);

    assertThat(completed.failed()).isZero();
    assertThat(entries(completed).values())
        .allSatisfy(entry -> assertThat(entry.outputs()).containsKey(OutputNames.MASK));
  }

  @Test
  void goesOnAfterARestartWithoutDoingAnythingTwice() throws Exception {
    // Given a replica that loses its lease once the masks are made
    InlineReplica first = new InlineReplica(store);
    List<Image> images = drawn.good();
    RefinementRequested request = request(images, Tiny.SEGMENTED);
    assertThatThrownBy(
            () ->
                first
                    .run()
                    .run(
                        request,
                        first.reporter("run"),
                        () -> first.published(RefinementTask.class).size() < 2 * images.size()))
        .isInstanceOf(LeaseLostException.class);
    Map<String, byte[]> before = outputs();

    // When another takes over, which knows the log
    InlineReplica second = new InlineReplica(store);
    first.published.forEach(second.view::accept);
    // as left by a process that died when its weights were stored
    new TrainingFiles(store).saveCheckpoint("run", "irn", new byte[] {1});
    RefinementCompleted completed = second.run().run(request, second.reporter("run"), () -> true);

    // Then
    assertThat(second.published(RefinementTask.class))
        .extracting(task -> task.stage().name())
        .containsOnly("PREDICTION");
    Map<String, byte[]> after = outputs();
    before.forEach((key, bytes) -> assertThat(after.get(key)).as(key).isEqualTo(bytes));
    assertThat(completed.failed()).isZero();
    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.endsWith("checkpoint"));
  }

  @Test
  void scalesALargeImageDownAndMasksItAtFullSize() throws Exception {
    List<Image> images = new ArrayList<>(drawn.good());
    images.add(image("large", 640, 480, 7, List.of("light")));
    InlineReplica small = new InlineReplica(store, new MemoryBudget(1_400_000_000L, 1L << 30));
    assertThat(small.context.fetch().of(images.get(6), PixelMemory.ofMasks(1)).width())
        .isLessThan(640);

    RefinementCompleted completed = refine(small, images, Tiny.SEGMENTED);

    assertThat(completed.failed()).isZero();
    Map<String, ArtifactRef> made = entries(completed).get("large").outputs();
    for (String name : List.of(OutputNames.MASK, OutputNames.PREDICTION)) {
      LabelMap mask = LabelMaps.decode(store.get(made.get(name)));
      assertThat(mask.width()).isEqualTo(640);
      assertThat(mask.height()).isEqualTo(480);
    }
  }

  @Test
  void refinesWithAdvCamWhenTheRequestSaysSo() throws Exception {
    RefinementParameters climbing =
        Tiny.masks(new RefinementParameters.Cam(List.of(1.0), true, 2, .15), null, null, null, .4);
    InlineReplica plain = new InlineReplica(store);
    List<Image> images = drawn.good();
    refine(plain, images, Tiny.MASKS);
    InlineReplica climber = new InlineReplica(store);

    RefinementRequested request =
        InlineReplica.request("climbed", drawn.model(), drawn.manifest(images), climbing);
    RefinementCompleted completed =
        climber.run().run(request, climber.reporter("climbed"), () -> true);

    assertThat(completed.failed()).isZero();
    assertThat(store.get(entries(completed).get("image0").outputs().get(OutputNames.CAM)))
        .isNotEqualTo(
            plain.outputs.get(
                "run",
                io.wood.contracts.event.RefinementStage.CAM,
                images.get(0).artifact().sha256(),
                OutputNames.CAM));
  }

  @Test
  void comparesTheThresholdWithTheRuleAndTheOracle() throws Exception {
    RefinementCompleted completed = refine(new InlineReplica(store), drawn.good(), Tiny.MASKS);

    EvaluationReport report = Manifests.load(store, completed.report(), EvaluationReport.class);
    ResultsManifest results = Manifests.load(store, completed.results(), ResultsManifest.class);
    EvaluationReport.Thresholds masks = report.thresholds().get("validation.mask");
    assertThat(masks.used().threshold()).isEqualTo(.4);
    assertThat(masks.used().meanIou()).isEqualTo(report.figures().get("validation.mask").meanIou());
    assertThat(masks.rule().threshold())
        .isCloseTo(results.suggestedThreshold(), org.assertj.core.api.Assertions.within(.005));
    assertThat(masks.oracle().meanIou())
        .isGreaterThanOrEqualTo(masks.used().meanIou())
        .isGreaterThanOrEqualTo(masks.rule().meanIou());
    EvaluationReport.Thresholds seeds = report.thresholds().get("validation.seed");
    assertThat(seeds.rule()).isNull();
    MaskGain gain = report.maskGains().get("validation");
    assertThat(gain.gain())
        .isEqualTo(masks.used().meanIou() - seeds.used().meanIou())
        .isCloseTo(
            completed.metrics().get("validation.mask.mIoU")
                - completed.metrics().get("validation.seed.mIoU"),
            org.assertj.core.api.Assertions.within(.01));
    assertThat(gain.threshold()).isNotNegative();
  }

  @Test
  void reportsPixelsOutlinesAndDifferencesOfEachStage() throws Exception {
    RefinementCompleted completed = refine(new InlineReplica(store), drawn.good(), Tiny.MASKS);

    EvaluationReport report = Manifests.load(store, completed.report(), EvaluationReport.class);
    assertThat(report.pixelPrecision()).containsOnlyKeys("validation.seed", "validation.mask");
    assertThat(completed.metrics())
        .containsEntry(
            "validation.seed.PxAP", report.pixelPrecision().get("validation.seed").pooled());
    assertThat(report.falsePositives()).containsOnlyKeys(report.figures().keySet());
    assertThat(report.boundaries()).containsOnlyKeys(report.figures().keySet());
    assertThat(report.differences())
        .extracting(difference -> difference.figure() + " " + difference.set())
        .containsExactlyInAnyOrder(
            "mIoU validation.mask",
            "mIoU validation.seed-crf",
            "mIoU validation.seed-par",
            "PxAP validation.mask");
  }

  @Test
  void comparesTheNetworkAlsoWhereItIsGivenTheImagesClasses() throws Exception {
    RefinementCompleted completed = refine(new InlineReplica(store), drawn.good(), Tiny.SEGMENTED);

    EvaluationReport report = Manifests.load(store, completed.report(), EvaluationReport.class);
    assertThat(completed.metrics())
        .containsEntry(
            "validation.segmentation-labelled.mIoU",
            report.figures().get("validation.segmentation-labelled").meanIou());
    assertThat(report.differences())
        .filteredOn(difference -> difference.set().equals("validation.segmentation-labelled"))
        .extracting(EvaluationReport.Difference::reference)
        .containsExactly("validation.mask", "validation.segmentation");
    assertThat(report.images())
        .allSatisfy(image -> assertThat(image.meanIou()).containsKey("segmentation-labelled"));
    Map<String, ResultsManifest.Entry> entries = entries(completed);
    for (Image image : drawn.good()) {
      ArtifactRef labelled =
          entries.get(image.name()).outputs().get(OutputNames.LABELLED_PREDICTION);
      assertThat(labelled).as("%s, of training or validation", image.name()).isNotNull();
      byte other = (byte) (image.labels().contains("light") ? 2 : 1);
      assertThat(LabelMaps.decode(store.get(labelled)).labels()).doesNotContain(other);
    }
  }

  @Test
  void evaluatesPredictionsOfAnEarlierVersionThatHasNoneWithTheImagesClasses() throws Exception {
    InlineReplica replica = new InlineReplica(store);
    refine(replica, drawn.good(), Tiny.SEGMENTED);
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.endsWith(OutputNames.LABELLED_PREDICTION))
        .toList()
        .forEach(key -> store.delete(Buckets.OUTPUTS, key));

    RefinementCompleted completed = refine(replica, drawn.good(), Tiny.SEGMENTED);

    assertThat(completed.metrics())
        .containsKey("validation.segmentation.mIoU")
        .doesNotContainKey("validation.segmentation-labelled.mIoU");
  }

  @Test
  void remarksThatBackgroundImagesOfAnUnknownExperimentAreNotUsed() throws Exception {
    RefinementParameters background = Tiny.masks(null, null, Tiny.irn(null, .2), null, .4);

    RefinementCompleted completed = refine(new InlineReplica(store), drawn.good(), background);

    assertThat(Manifests.load(store, completed.report(), EvaluationReport.class).remarks())
        .isEqualTo(completed.remarks())
        .anyMatch(remark -> remark.contains("experiment untrained is not known here"))
        .anyMatch(remark -> remark.startsWith("the masks of the validation images are not"));
  }

  @Test
  void remarksWithoutGroundTruthOnAnIrnThatSawNoEdges() throws Exception {
    List<Image> training = drawn.good().subList(0, 4);
    InlineReplica replica = new InlineReplica(store);
    RefinementRequested request =
        request(training, Tiny.masks(null, null, Tiny.irn(null, .2), null, .4));

    RefinementCompleted completed = replica.run().run(request, replica.reporter("run"), () -> true);

    assertThat(completed.report()).isNull();
    assertThat(completed.metrics()).containsKeys("irn.loss.positive", "irn.loss.negative");
    assertThat(completed.remarks())
        .anyMatch(remark -> remark.contains("experiment untrained is not known here"))
        .anyMatch(remark -> remark.startsWith("IRN learned no edges"));
    replica.view.accept(request);
    replica.view.accept(completed);
    RefinementSummary summary = replica.view.find("run").orElseThrow();
    assertThat(summary.completed().remarks()).isEqualTo(completed.remarks());
    assertThat(
            new String(
                ReportHtml.of(
                    request,
                    completed,
                    replica.reports().results(summary).orElseThrow(),
                    replica.reports().report(summary)),
                StandardCharsets.UTF_8))
        .contains("IRN's affinity losses in its last steps", "is chance")
        .contains("Remark: IRN learned no edges", "saw no OoDs");
  }

  @Test
  void keepsTheThresholdOfResultsOfAnEarlierVersionWhenItIsRetried() throws Exception {
    // Given results from before thresholds were stored by themselves
    InlineReplica replica = new InlineReplica(store);
    RefinementParameters chosen = Tiny.masks(null, null, null, null, null);
    RefinementRequested request = request(drawn.good(), chosen);
    RefinementCompleted first = replica.run().run(request, replica.reporter("run"), () -> true);
    store.delete(Buckets.OUTPUTS, "runs/run/threshold.json");
    ResultsManifest results = Manifests.load(store, first.results(), ResultsManifest.class);
    ArtifactRef earlier =
        Manifests.store(
            store,
            Buckets.OUTPUTS,
            new ResultsManifest(
                "run", results.classes(), .77, .3, results.relations(), null, results.images()));
    new RefinementOutcomes(store)
        .end(
            request,
            RefinementOutcome.completed(
                new RefinementCompleted(
                    "run",
                    first.model(),
                    first.dataset(),
                    earlier,
                    null,
                    Map.of(),
                    1,
                    InlineReplica.NOW)));

    // When
    RefinementCompleted second =
        replica
            .run()
            .run(request.retry("test", InlineReplica.NOW), replica.reporter("run"), () -> true);

    // Then
    assertThat(Manifests.load(store, second.results(), ResultsManifest.class).backgroundThreshold())
        .isEqualTo(.77);
  }

  @Test
  void refusesAModelOfOtherClasses() {
    ModelRef model = drawn.model();
    ModelRef other = new ModelRef("other", model.network(), List.of("cat", "dog"), model.weights());
    InlineReplica replica = new InlineReplica(store);

    assertThatThrownBy(
            () ->
                replica
                    .run()
                    .run(
                        InlineReplica.request("run", other, drawn.manifest(), Tiny.MASKS),
                        replica.reporter("run"),
                        () -> true))
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("[cat, dog]")
        .hasMessageContaining("[light, dark]");
  }

  @Test
  void saysThatTheModelIsGoneInsteadOfFailingImageByImage() {
    RefinementRequested request = request(drawn.good(), Tiny.MASKS);
    store.delete(Buckets.MODELS, request.model().weights().key());
    InlineReplica replica = new InlineReplica(store);

    assertThatThrownBy(() -> replica.run().run(request, replica.reporter("run"), () -> true))
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("model of experiment untrained cannot be loaded");
    assertThat(replica.published(RefinementTask.class)).isEmpty();
  }

  @Test
  void predictsAnotherDatasetWithANetworkThatIsTrained() throws Exception {
    // Given
    InlineReplica replica = new InlineReplica(store);
    refine(replica, drawn.good(), Tiny.SEGMENTED);
    ArtifactRef network =
        new TrainingFiles(store).trained("run", TrainingFiles.SEGMENTATION).orElseThrow();
    Image fresh = image("fresh", 30, 20, 9, List.of());

    // When
    RefinementCompleted completed =
        replica
            .run()
            .run(
                new RefinementRequested(
                    "predictions",
                    drawn.model(),
                    drawn.manifest(List.of(fresh)),
                    Tiny.SEGMENTED,
                    "test",
                    InlineReplica.NOW,
                    network,
                    null,
                    null),
                replica.reporter("predictions"),
                () -> true);

    // Then
    assertThat(completed.failed()).isZero();
    assertThat(completed.report()).isNull();
    assertThat(entries(completed).get("fresh").outputs()).containsOnlyKeys(OutputNames.PREDICTION);
  }

  private Image image(String name, int width, int height, long seed, List<String> labels) {
    return drawn.image(name, DrawnDataset.noise(width, height, seed), labels, Split.TRAIN, null);
  }

  private RefinementCompleted refine(
      InlineReplica replica, List<Image> images, RefinementParameters parameters)
      throws InterruptedException {
    return replica.run().run(request(images, parameters), replica.reporter("run"), () -> true);
  }

  private RefinementRequested request(List<Image> images, RefinementParameters parameters) {
    return InlineReplica.request("run", drawn.model(), drawn.manifest(images), parameters);
  }

  private Map<String, ResultsManifest.Entry> entries(RefinementCompleted completed) {
    Map<String, ResultsManifest.Entry> entries = new HashMap<>();
    Manifests.load(store, completed.results(), ResultsManifest.class)
        .images()
        .forEach(entry -> entries.put(entry.name(), entry));
    return entries;
  }

  /** What the stages have written, by key. */
  private Map<String, byte[]> outputs() {
    Map<String, byte[]> outputs = new HashMap<>();
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.contains("/images/"))
        .forEach(key -> outputs.put(key, store.find(Buckets.OUTPUTS, key).orElseThrow().bytes()));
    return outputs;
  }
}
