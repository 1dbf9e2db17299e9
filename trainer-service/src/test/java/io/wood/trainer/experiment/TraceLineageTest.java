package io.wood.trainer.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.trainer.Lineage;
import io.wood.contracts.api.trainer.Lineage.Kind;
import io.wood.contracts.api.trainer.Lineage.Link;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.store.Hashes;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.UsedOod;
import io.wood.trainer.store.UsedOods;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceLineageTest {
  private final World world = new World();
  private final ExperimentView view = new ExperimentView();
  private final RefinementLinks refinements = new RefinementLinks();
  private final TraceLineage lineage =
      new TraceLineage(view, world.files, refinements, new DatasetCatalog(world.store));
  private String lake;

  @BeforeEach
  void trainAndRefine() {
    lake = world.decide("d1", "lake", Verdict.APPROVED, 1).image();
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    train("base", Arm.BASE, null);
    ArtifactRef base = world.files.result("base").orElseThrow().model().weights();
    train("wood", Arm.WOOD, base);
    refinements.on(
        new RefinementRequested(
            "masks",
            world.files.result("wood").orElseThrow().model(),
            world.dataset,
            RefinementParameters.PAPER,
            "tester",
            world.clock.instant()));
  }

  @Test
  void goesFromAMaskBackToThePeopleWhoApprovedTheOods() {
    String image =
        new DatasetCatalog(world.store).load(world.dataset).images().get(0).artifact().sha256();
    Lineage back = lineage.of("masks/" + image);

    assertThat(back.links())
        .contains(
            new Link("masks", "masks/" + image, "makes"),
            new Link("wood", "masks", "weights"),
            new Link("base", "wood", "start"),
            new Link(lake, "wood", "OoD"),
            new Link("person reviewer", "decision d1", "made"),
            new Link("decision d1", lake, "approved"));
    assertThat(back.nodes())
        .extracting(Lineage.Node::kind)
        .contains(
            Kind.MASK, Kind.REFINEMENT, Kind.EXPERIMENT, Kind.CANDIDATE, Kind.PERSON, Kind.DECISION)
        .startsWith(Kind.MASK);
    assertThat(back.remarks()).isEmpty();
  }

  @Test
  void goesFromACandidateForwardToEverythingThatItTouched() {
    Lineage forward = lineage.of(lake);

    assertThat(forward.links())
        .contains(new Link(lake, "wood", "OoD"), new Link("wood", "masks", "weights"))
        .doesNotContain(new Link("base", "wood", "start"));
    assertThat(forward.nodes().get(0).facts()).containsEntry("predicted class", "boat");
  }

  @Test
  void showsBothDirectionsOfAnExperiment() {
    Lineage of = lineage.of("base");

    assertThat(of.links())
        .contains(new Link("base", "wood", "start"), new Link("wood", "masks", "weights"));
  }

  @Test
  void tellsTheMasksOfATrainingFromTheTraining() {
    refinements.on(
        new RefinementRequested(
            "wood",
            world.files.result("wood").orElseThrow().model(),
            world.dataset,
            RefinementParameters.PAPER,
            "tester",
            world.clock.instant()));

    Link weights = new Link("wood", "refinement wood", "weights");
    assertThat(lineage.of("wood").links())
        .contains(weights)
        .noneMatch(link -> link.from().equals(link.to()));
    assertThat(lineage.of("refinement wood").nodes().get(0).kind()).isEqualTo(Kind.REFINEMENT);
    assertThat(lineage.of("refinement wood").links())
        .contains(weights, new Link("base", "wood", "start"));
  }

  @Test
  void takesTheHashOfWeightsForTheExperimentThatTrainedThem() {
    String weights = world.files.result("base").orElseThrow().model().weights().sha256();

    assertThat(lineage.of(weights).links()).isEqualTo(lineage.of("base").links());
  }

  @Test
  void takesTheOldestOfSeveralExperimentsWithEqualWeights() {
    String weights = world.files.result("base").orElseThrow().model().weights().sha256();
    world.clock.pass(Duration.ofMinutes(1));
    train("again", Arm.BASE, null);
    assertThat(world.files.result("again").orElseThrow().model().weights().sha256())
        .isEqualTo(weights);

    assertThat(lineage.of(weights).links()).isEqualTo(lineage.of("base").links());
    assertThat(lineage.of("wood").links()).contains(new Link("base", "wood", "start"));
  }

  @Test
  void remarksThatTheManifestOfAMaskIsMissing() {
    String image =
        new DatasetCatalog(world.store).load(world.dataset).images().get(0).artifact().sha256();
    world.store.delete(world.dataset.bucket(), world.dataset.key());

    Lineage back = lineage.of("masks/" + image);

    assertThat(back.links()).contains(new Link("masks", "masks/" + image, "makes"));
    assertThat(back.remarks())
        .singleElement()
        .asString()
        .contains("manifest of the dataset " + world.dataset.sha256() + " is missing");
  }

  @Test
  void saysWhatIsNotKnown() {
    assertThat(lineage.of("f".repeat(64)).remarks())
        .singleElement()
        .asString()
        .contains("no experiment used this candidate");
    assertThatThrownBy(() -> lineage.of("masks/" + lake))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("refinement 'masks' has no image " + lake);
    assertThatThrownBy(() -> lineage.of("nobody"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no experiment 'nobody'");
    train("given", Arm.CONTROL, world.initial);
    assertThat(lineage.of("given").remarks())
        .singleElement()
        .asString()
        .contains("which no experiment here has trained");
  }

  @Test
  void readsOfManyOodsOnlyThoseThatItShows() {
    List<UsedOod> oods = usedOods(17_000);
    note("many", oods);
    assertThat(world.files.oodSummary("many")).isPresent();
    world.store.delete(Buckets.EXPERIMENTS, ObjectKeys.ofRun("many", "oods.json"));

    Lineage back = lineage.of("many");
    Lineage forward = lineage.of(oods.get(16_999).image());

    assertThat(back.nodes())
        .filteredOn(node -> node.kind() == Kind.CANDIDATE)
        .extracting(Lineage.Node::id)
        .isEqualTo(oods.stream().limit(40).map(UsedOod::image).toList());
    assertThat(back.remarks()).contains("many used 17000 OoDs, of which 40 are shown");
    assertThat(forward.links()).contains(new Link(oods.get(16_999).image(), "many", "OoD"));
    assertThat(lineage.of("f".repeat(64)).remarks()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 1001, 16_001})
  void findsEachOodOfARunThatAnOlderVersionStored(int count) {
    List<UsedOod> oods = usedOods(count);
    note("old", oods);
    world.store.list(Buckets.EXPERIMENTS, ObjectKeys.ofRun("old", "oods")).stream()
        .filter(key -> !key.endsWith("/oods.json"))
        .forEach(key -> world.store.delete(Buckets.EXPERIMENTS, key));
    RunFiles reopened = new RunFiles(world.store);

    assertThat(oods)
        .allSatisfy(ood -> assertThat(reopened.usedOod("old", ood.image())).contains(ood));
    assertThat(reopened.usedOod("old", "f".repeat(64))).isEmpty();
    assertThat(reopened.oodSummary("old").orElseThrow().count()).isEqualTo(count);
  }

  /** OoDs in the order of their hashes, which begin differently. */
  private static List<UsedOod> usedOods(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Hashes.sha256(Integer.toString(i).getBytes(UTF_8)))
        .sorted()
        .map(
            image ->
                new UsedOod(image, "camera", "boat", .9, "a".repeat(64), List.of("reviewer"), null))
        .toList();
  }

  private void note(String experiment, List<UsedOod> oods) {
    view.on(world.request(experiment, Arm.WOOD));
    world.files.noteOods(experiment, () -> new UsedOods(oods));
  }

  private void train(String name, Arm arm, ArtifactRef start) {
    view.on(world.request(name, world.dataset, start, World.parameters(arm)));
    world.trainer("a", new FakeTraining()).work();
    world.trained().forEach(view::on);
  }
}
