package io.wood.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.trainer.ExperimentTable;
import io.wood.contracts.api.trainer.ExperimentTable.MetricRow;
import io.wood.contracts.api.trainer.ExperimentTable.ParameterRow;
import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TabulateExperimentsTest {
  private final World world = new World();
  private final ExperimentView view = new ExperimentView();
  private final RefinementLinks refinements = new RefinementLinks();
  private final TabulateExperiments tables =
      new TabulateExperiments(new ShowExperiment(view, world.files, world.clock), refinements);

  @Test
  void comparesAnyNumberOfExperiments() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    CurationDecided tree = world.decide("d2", "tree", Verdict.APPROVED, 2);
    train("first", 1);
    train("second", 2);
    world.decide("d3", "tree", Verdict.WITHDRAWN, 3);
    world.decide("d4", "road", Verdict.APPROVED, 4);
    view.on(world.request("third", Arm.BACKGROUND));
    world.trainer("a", new FakeTraining()).work();

    ExperimentTable table = tables.compare(List.of("first", "second", "third", "first"));

    assertThat(table.experiments()).hasSize(3);
    assertThat(table.parameters())
        .contains(
            new ParameterRow("arm", List.of("WOOD", "WOOD", "BACKGROUND")),
            new ParameterRow("seed", List.of("1", "2", "1")))
        .noneMatch(row -> row.name().equals("schedule.steps"));
    assertThat(table.metrics())
        .singleElement()
        .satisfies(row -> assertThat(row.values()).containsExactly(.75, .75, .75));
    assertThat(table.groups())
        .extracting(ExperimentTable.SeedGroup::experiments)
        .containsExactly(List.of("first", "second"), List.of("third"));
    assertThat(table.groups().get(0).metrics())
        .containsEntry("validation.mAP", new Spread(.75, 0, 2));
    assertThat(table.shared()).isEqualTo(1);
    assertThat(table.oods())
        .hasSize(2)
        .anySatisfy(
            row -> {
              assertThat(row.image()).isEqualTo(tree.artifact());
              assertThat(row.usedBy()).containsExactly("first", "second");
            });
  }

  @Test
  void spreadsOverSeedsAndNotOverTheDecisionsOfOneSeed() {
    trainTwo();
    world.decide("d3", "road", Verdict.APPROVED, 3);
    train("more-first", 1);
    train("more-second", 2);

    assertThat(tables.compare(List.of("first", "more-first", "second", "more-second")).groups())
        .extracting(ExperimentTable.SeedGroup::experiments)
        .containsExactly(List.of("first", "second"), List.of("more-first", "more-second"));
  }

  @Test
  void comparesTheFiguresOfTheMasksToo() {
    trainTwo();
    refine("first", "first", .25);
    refine("second", "masks-of-second", .75);

    ExperimentTable table = tables.compare(List.of("first", "second"));

    assertThat(table.metrics()).contains(new MetricRow("validation.mask.mIoU", List.of(.25, .75)));
    assertThat(table.groups().get(0).metrics().get("validation.mask.mIoU").mean()).isEqualTo(.5);
  }

  @Test
  void takesTheMasksOfTheRefinementWithTheNameOfTheExperimentAndNeverPredictions() {
    trainTwo();
    refine("second", "first", .1);
    refine("first", "b-masks", .3);
    predict("first", "a-predictions", .9);
    assertThat(refinements.masks("first")).containsEntry("validation.mask.mIoU", .3);
    assertThat(refinements.masks("second")).containsEntry("validation.mask.mIoU", .1);

    refine("first", "a-masks", .2);
    refine("second", "second", .4);

    assertThat(refinements.masks("first")).containsEntry("validation.mask.mIoU", .2);
    assertThat(refinements.masks("second")).containsEntry("validation.mask.mIoU", .4);
  }

  private void trainTwo() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    train("first", 1);
    train("second", 2);
  }

  private void refine(String experiment, String refinement, double meanIou) {
    refine(experiment, refinement, null, meanIou);
  }

  private void predict(String experiment, String refinement, double meanIou) {
    refine(experiment, refinement, world.initial, meanIou);
  }

  private void refine(String experiment, String refinement, ArtifactRef predictor, double meanIou) {
    ModelRef model = world.files.result(experiment).orElseThrow().model();
    refinements.on(
        new RefinementRequested(
            refinement,
            model,
            world.dataset,
            RefinementParameters.PAPER,
            "tester",
            world.clock.instant(),
            predictor,
            null,
            null));
    refinements.on(
        new RefinementCompleted(
            refinement,
            model,
            world.dataset,
            world.dataset,
            null,
            Map.of("validation.mask.mIoU", meanIou),
            0,
            world.clock.instant()));
  }

  @Test
  void asksForTwoExperimentsAtLeast() {
    assertThatThrownBy(() -> tables.compare(List.of("one", "one")))
        .isInstanceOf(RefusedException.class)
        .hasMessage("experiment: [one] given; name at least two experiments");
  }

  private void train(String name, long seed) {
    view.on(
        world.request(
            name, world.dataset, world.initial, World.parameters(Arm.WOOD).withSeed(seed)));
    world.trainer("a", new FakeTraining()).work();
  }
}
