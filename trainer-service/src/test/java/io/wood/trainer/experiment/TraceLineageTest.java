package io.wood.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.trainer.Lineage;
import io.wood.contracts.api.trainer.Lineage.Kind;
import io.wood.contracts.api.trainer.Lineage.Link;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TraceLineageTest {
  private final World world = new World();
  private final ExperimentView view = new ExperimentView();
  private final RefinementLinks refinements = new RefinementLinks();
  private final TraceLineage lineage = new TraceLineage(view, world.files, refinements);
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
    Lineage back = lineage.of("masks/" + lake);

    assertThat(back.links())
        .contains(
            new Link("masks", "masks/" + lake, "makes"),
            new Link("wood", "masks", "weights"),
            new Link("base", "wood", "start"),
            new Link(lake, "wood", "OoD"),
            new Link("person reviewer", lake, "approved"));
    assertThat(back.nodes())
        .extracting(Lineage.Node::kind)
        .contains(Kind.MASK, Kind.REFINEMENT, Kind.EXPERIMENT, Kind.CANDIDATE, Kind.PERSON)
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
  void saysWhatIsNotKnown() {
    assertThat(lineage.of("f".repeat(64)).remarks())
        .singleElement()
        .asString()
        .contains("no experiment used this candidate");
    assertThatThrownBy(() -> lineage.of("nobody"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no experiment 'nobody'");
    train("given", Arm.CONTROL, world.initial);
    assertThat(lineage.of("given").remarks())
        .singleElement()
        .asString()
        .contains("which no experiment here has trained");
  }

  private void train(String name, Arm arm, ArtifactRef start) {
    view.on(world.request(name, world.dataset, start, World.parameters(arm)));
    world.trainer("a", new FakeTraining()).work();
    world.trained().forEach(view::on);
  }
}
