package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.stage.StageInput;
import io.wood.store.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Refinements that share the content of a stage. */
class ReusedOutputsTest {
  private static final RefinementParameters.Walk SHORT = new RefinementParameters.Walk(5, 10, 4, 1);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final List<Image> images = drawn.good();

  @Test
  void copiesTheCamsOfARefinementThatDiffersInTheWalkOnly() throws Exception {
    refine("first", Tiny.MASKS);

    RefinementCompleted second = refine("second", walking(SHORT));

    assertThat(second.failed()).isZero();
    assertThat(second.metrics()).containsEntry("reused.cam", 6.0).doesNotContainKey("reused.mask");
    assertThat(files("second")).isEqualTo(filesWithoutReuse(walking(SHORT)));
    assertThat(replica.published(RefinementProgressed.class))
        .filteredOn(event -> event.refinement().equals("second"))
        .filteredOn(event -> event.progress().phase().equals("cam"))
        .last()
        .satisfies(event -> assertThat(event.figures()).containsEntry("reused", 6.0));
  }

  @Test
  void copiesTheWalkedMapsOfARefinementThatDiffersInTheThresholdOnly() throws Exception {
    refine("first", Tiny.MASKS);

    RefinementCompleted second = refine("second", threshold(.6));

    assertThat(second.metrics()).containsEntry("reused.cam", 6.0).containsEntry("reused.mask", 6.0);
    assertThat(files("second")).isEqualTo(filesWithoutReuse(threshold(.6)));
  }

  @Test
  void copiesOnlyTheMapsForOtherLabels() throws Exception {
    refine("first", Tiny.MASKS);

    refine("second", labels(new RefinementParameters.IrnLabels(.5, .1, 2, 0)));

    assertThat(reused("second", RefinementStage.CAM)).isEqualTo(Set.of("cam.npz", "overlay.jpg"));
    assertThat(files("second"))
        .isEqualTo(filesWithoutReuse(labels(new RefinementParameters.IrnLabels(.5, .1, 2, 0))));
  }

  @Test
  void reusesNothingOfOtherMapsOrAnotherClassifier() throws Exception {
    refine("first", Tiny.MASKS);
    RefinementParameters scales =
        Tiny.masks(new RefinementParameters.Cam(List.of(1.0), false, 0, .15), null, null, null, .4);
    ModelRef other = drawn.model(2);

    refine("scales", scales);
    refine("other", other, Tiny.MASKS);

    assertThat(reused("scales", RefinementStage.CAM)).doesNotContain("cam.npz");
    assertThat(reused("other", RefinementStage.CAM)).doesNotContain("cam.npz");
  }

  @Test
  void copiesTheCamsOfAnotherExperimentsEqualClassifier() throws Exception {
    refine("first", Tiny.MASKS);
    ModelRef model = drawn.model();

    RefinementCompleted second =
        refine(
            "second",
            new ModelRef("copy", model.network(), model.classes(), model.weights()),
            Tiny.MASKS);

    assertThat(second.metrics()).containsEntry("reused.cam", 6.0);
  }

  @Test
  void computesAgainWhatIsMissingOrDamaged() throws Exception {
    refine("first", Tiny.MASKS);
    overwrite(key("first", 0, "cam.npz"));
    store.delete(Buckets.OUTPUTS, key("first", 1, "cam.npz"));
    store.delete(Buckets.OUTPUTS, key("first", 2, "irn-label.png"));

    RefinementCompleted second = refine("second", walking(SHORT));

    assertThat(second.failed()).isZero();
    assertThat(files("second")).isEqualTo(filesWithoutReuse(walking(SHORT)));
    assertThat(second.metrics()).containsEntry("reused.cam", 6.0);
    assertThat(result("second", 0).reused()).doesNotContain("cam.npz").contains("irn-label.png");
    assertThat(result("second", 2).reused()).contains("cam.npz").doesNotContain("irn-label.png");
    assertThat(refine("third", Tiny.MASKS).failed()).isZero();
    assertThat(result("third", 0).reused()).contains("cam.npz");
  }

  @Test
  void computesAgainWhenTheIndexIsDamaged() throws Exception {
    refine("first", Tiny.MASKS);
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.startsWith("shared/"))
        .forEach(this::overwrite);

    RefinementCompleted second = refine("second", walking(SHORT));

    assertThat(second.failed()).isZero();
    assertThat(second.metrics()).doesNotContainKey("reused.cam");
    assertThat(files("second")).isEqualTo(filesWithoutReuse(walking(SHORT)));
  }

  @Test
  void losesNothingWhenTheRefinementThatWasCopiedIsDeleted() throws Exception {
    refine("first", Tiny.MASKS);
    refine("second", walking(SHORT));
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.startsWith("runs/first/"))
        .toList()
        .forEach(key -> store.delete(Buckets.OUTPUTS, key));

    assertThat(files("second")).isEqualTo(filesWithoutReuse(walking(SHORT)));
    assertThat(refine("third", threshold(.6)).metrics()).containsEntry("reused.cam", 6.0);
  }

  @Test
  void computesWhenTheInputForbidsToCopy() throws Exception {
    refine("first", Tiny.MASKS);
    RefinementRequested request =
        InlineReplica.request("second", drawn.model(), drawn.manifest(images), Tiny.MASKS);
    StageInput input = new StageInput(request, RefinementStage.CAM, null, null, null, true);

    replica.publish(
        new RefinementTask(
            "second",
            RefinementStage.CAM,
            images.get(0).artifact().sha256(),
            replica.inputs.store(input)));

    assertThat(result("second", 0).outputs()).containsKey("cam.npz");
    assertThat(result("second", 0).reused()).isEmpty();
  }

  private static RefinementParameters walking(RefinementParameters.Walk walk) {
    return Tiny.masks(null, null, null, walk, .4);
  }

  private static RefinementParameters threshold(double threshold) {
    return Tiny.masks(null, null, null, null, threshold);
  }

  private static RefinementParameters labels(RefinementParameters.IrnLabels labels) {
    return Tiny.masks(null, labels, null, null, .4);
  }

  private RefinementCompleted refine(String id, RefinementParameters parameters)
      throws InterruptedException {
    return refine(id, drawn.model(), parameters);
  }

  private RefinementCompleted refine(String id, ModelRef model, RefinementParameters parameters)
      throws InterruptedException {
    return refine(replica, id, model, drawn.manifest(images), parameters);
  }

  private static RefinementCompleted refine(
      InlineReplica replica,
      String id,
      ModelRef model,
      io.wood.contracts.artifact.ArtifactRef dataset,
      RefinementParameters parameters)
      throws InterruptedException {
    RefinementRequested request = InlineReplica.request(id, model, dataset, parameters);
    return replica.run().run(request, replica.reporter(id), () -> true);
  }

  /** What the stages of a refinement have written, by stage, image and name. */
  private Map<String, String> files(String run) {
    return files(store, run);
  }

  private static Map<String, String> files(InMemoryArtifactStore store, String run) {
    String prefix = "runs/" + run + "/images/";
    Map<String, String> files = new TreeMap<>();
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.startsWith(prefix) && !key.endsWith("result.json"))
        .forEach(
            key ->
                files.put(
                    key.substring(prefix.length()),
                    store.stat(Buckets.OUTPUTS, key).orElseThrow().sha256()));
    return files;
  }

  private static Map<String, String> filesWithoutReuse(RefinementParameters parameters)
      throws InterruptedException {
    InMemoryArtifactStore empty = new InMemoryArtifactStore();
    DrawnDataset drawn = new DrawnDataset(empty);
    InlineReplica replica = new InlineReplica(empty);
    refine(replica, "alone", drawn.model(), drawn.manifest(drawn.good()), parameters);
    return files(empty, "alone");
  }

  private Set<String> reused(String run, RefinementStage stage) {
    Set<String> names = new TreeSet<>();
    replica.published(ImageRefined.class).stream()
        .filter(result -> result.refinement().equals(run) && result.stage() == stage)
        .forEach(result -> names.addAll(result.reused()));
    return names;
  }

  private ImageRefined result(String run, int image) {
    return replica
        .outputs
        .result(run, RefinementStage.CAM, images.get(image).artifact().sha256())
        .orElseThrow();
  }

  private String key(String run, int image, String name) {
    return "runs/%s/images/cam/%s/%s".formatted(run, images.get(image).artifact().sha256(), name);
  }

  /** Other bytes under the hash of the first ones is what a damaged object looks like. */
  private void overwrite(String key) {
    store.put(Buckets.OUTPUTS, key, "damaged".getBytes(StandardCharsets.UTF_8), "application/json");
  }
}
