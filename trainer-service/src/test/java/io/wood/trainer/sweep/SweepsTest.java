package io.wood.trainer.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.kit.event.TransientFailure;
import io.wood.store.Json;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.ParameterTree;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.run.CancelExperiment;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import io.wood.trainer.run.World.Trainer;
import io.wood.trainer.store.StoredSweep;
import io.wood.trainer.store.SweepFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepsTest {
  private static final String LOSS = "\"parameters\": {\"metricLoss\": {\"clusters\": 2}}";
  private static final String CURVE =
      """
      {"experiment": {"initialExperiment": "base", "parameters": {"metricLoss": {"clusters": 2}}},
       "axes": [{"name": "oods", "values": [0, 1, 2, "all"]}], "seeds": [1, 2]}""";

  private final World world = new World();
  private final ExperimentView view = new ExperimentView();
  private final RefinementLinks refinements = new RefinementLinks();
  private final SweepFiles files = new SweepFiles(world.store);
  private final Trainer trainer = world.trainer("a", new FakeTraining());

  @BeforeEach
  void trainABaseAndApprove() {
    world.request("base", Arm.BASE);
    trainer.work();
    approve(4);
  }

  private void approve(int images) {
    for (int i = 0; i < images; i++) {
      world.decide("d" + i, "lake " + i, Verdict.APPROVED, i);
    }
  }

  @Test
  void requestsALearningCurveSeedBySeed() {
    StoredSweep sweep = request(CURVE);

    assertThat(sweep.runs())
        .extracting(run -> run.values().get("oods"), StoredSweep.PlannedRun::seed)
        .startsWith(tuple("0", 1L))
        .endsWith(tuple("all", 2L))
        .hasSize(8);
    assertThat(sweep.runs()).extracting(StoredSweep.PlannedRun::oods).startsWith(0, 1, 2, 4);
    List<ExperimentRequested> requests =
        sweep.runs().stream().map(StoredSweep.PlannedRun::request).toList();
    assertThat(requests.get(0).parameters().arm()).isEqualTo(Arm.CONTROL);
    assertThat(requests.get(0).decisionLog()).isNull();
    assertThat(requests.get(1).selection().first()).isEqualTo(1);
    assertThat(requests.get(3).selection()).isNull();
    assertThat(requests.subList(1, 4))
        .extracting(ExperimentRequested::decisionLog)
        .containsOnly(requests.get(1).decisionLog())
        .doesNotContainNull();
    assertThat(requested()).hasSize(8);
  }

  @Test
  void keepsTheWeightOfADistanceWhereThereAreFewerOodsThanClusters() {
    List<StoredSweep.PlannedRun> runs = request(CURVE).runs();

    assertThat(runs.get(1).request().parameters().metricLoss())
        .satisfies(loss -> assertThat(loss.clusters()).isEqualTo(1))
        .satisfies(loss -> assertThat(loss.lambda()).isEqualTo(.0035));
    assertThat(runs.get(2).request().parameters().metricLoss())
        .satisfies(loss -> assertThat(loss.clusters()).isEqualTo(2))
        .satisfies(loss -> assertThat(loss.lambda()).isEqualTo(.007));
  }

  @Test
  void lowersLambdaToANumberThatAPersonWouldWrite() {
    approve(50);
    List<StoredSweep.PlannedRun> runs =
        request(
                """
                {"experiment": {"initialExperiment": "base"},
                 "axes": [{"name": "oods", "values": [5, "all"]}]}""")
            .runs();

    assertThat(runs.get(0).request().parameters().metricLoss().lambda()).isEqualTo(.0007);
  }

  @Test
  void drawsTheNumbersInARandomOrderOfWhichAllHasNone() {
    List<StoredSweep.PlannedRun> runs =
        request(CURVE.replace("\"base\",", "\"base\", \"selection\": {\"random\": 7},")).runs();

    assertThat(runs.get(1).request().selection().random()).isEqualTo(7);
    assertThat(runs.get(3).request().selection()).isNull();
  }

  @Test
  void trainsAControlOnceForAllValuesOfALossThatItDoesNotHave() {
    StoredSweep sweep =
        request(
            """
            {"experiment": {"initialExperiment": "base", %s},
             "axes": [{"name": "parameters.metricLoss.tau", "values": [0.2, 0.5]},
                      {"name": "arm", "values": ["CONTROL", "WOOD"]}]}"""
                .formatted(LOSS));

    assertThat(sweep.runs()).hasSize(4);
    assertThat(requested()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nativeSize", "sharpNegatives"})
  void trainsAControlOnceForAllSharesOfAGuardThatItDoesNotHave(String guard) {
    StoredSweep sweep =
        request(
            """
            {"experiment": {"initialExperiment": "base", %s},
             "axes": [{"name": "parameters.augmentation.%s", "values": [0, 0.5]},
                      {"name": "arm", "values": ["CONTROL", "WOOD"]}]}"""
                .formatted(LOSS, guard));

    assertThat(sweep.runs()).hasSize(4);
    assertThat(requested()).hasSize(3);
    assertThat(requested())
        .extracting(request -> request.parameters().augmentation())
        .extracting(guards -> guards.nativeShare() + guards.sharpShare())
        .containsExactlyInAnyOrder(0.0, 0.0, .5);
  }

  /** Mined background leaves OoDs out of its batches by default, so none gives way to a window. */
  @Test
  void refusesToVaryWhatTheWeightOfOodsMakesUseless() {
    assertThatThrownBy(
            () ->
                request(
                    """
                    {"experiment": {"initialExperiment": "base", "arm": "MINED"},
                     "axes": [{"name": "parameters.augmentation.sharpNegatives",
                               "values": [0, 0.5]}]}"""))
        .hasMessageContaining("sharpNegatives");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"refinement\": {}, "})
  void variesSelectionsAndSharesWhatIsTrainedAlreadyWithMasksOrWithout(String masks) {
    world
        .requests()
        .request(
            read(
                "{\"experiment\": \"mine\", \"initialExperiment\": \"base\", %s%s}"
                    .formatted(masks, LOSS),
                ExperimentOrder.class));
    trainer.work();

    StoredSweep sweep =
        request(
            """
            {"experiment": {"initialExperiment": "base", %s},
             "axes": [{"name": "selection", "values": [{}, {"first": 3, "random": 7}]}]}"""
                .formatted(LOSS));

    assertThat(requested()).hasSize(1);
    assertThat(show(sweep).runs())
        .extracting(Run::experiment, Run::state)
        .contains(tuple("mine", "SUCCEEDED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WOOD | parameters.metricLoss.tau | [0.2, 1.5] | metricLoss.tau must",
        "WOOD | arm | [\"WOOD\", \"MAGIC\"] | MAGIC",
        "WOOD | parameters.metricLoss.tua | [0.2, 0.3] | tua",
        "WOOD | oods | [1, 5] | 5 OoDs, but only 4 are approved and selected",
        "WOOD | oods | [1, -5] | neither a whole number nor",
        "WOOD | oods | [1, 1] | must differ from one another",
        "WOOD | selection | [{}, {\"classes\": [\"cow\"]}] | no approved OoD has 'cow'",
        "WOOD | parameters.metricLoss.clusters | [2, 9] | K = 9 clusters, but only 4 approved OoDs",
        "WOOD | seed | [1, 2] | experiment.seed cannot be given",
        "WOOD | initialExperiment | [\"base\", \"gone\"] | no experiment 'gone'",
        "WOOD | parameters.seed.x | [1, 2] | experiment.parameters.seed cannot be given",
        "WOOD | arm.name | [1, 2] | arm must be an object, not \"WOOD\"",
        "CONTROL | oods | [0, 2] | arm CONTROL uses no OoDs",
        "BACKGROUND | parameters.metricLoss.tau | [0.2, 0.3] | make no difference",
        "BACKGROUND | parameters.metricLoss.refreshCentres | [true, false] | make no difference",
        "MINED | parameters.metricLoss.tau | [0.2, 0.3] | make no difference",
        "REGION | parameters.metricLoss.tau | [0.2, 0.3] | make no difference",
        "REGION | parameters.metricLoss.contrast | [{\"temperature\": 0}] | must be a positive",
      })
  void refusesAWrongValueBeforeAnythingIsRequested(
      String arm, String axis, String values, String message) {
    assertThatThrownBy(
            () ->
                request(
                    """
                    {"experiment": {"initialExperiment": "base", "arm": "%s", %s},
                     "axes": [{"name": "%s", "values": %s}]}"""
                        .formatted(arm, LOSS, axis, values)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(message);
    assertThat(requested()).isEmpty();
    assertThat(files.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MINED", "REGION"})
  void variesWhenTheCentresThatPositionsAreComparedWithAreLearned(String arm) {
    request(
        """
        {"experiment": {"initialExperiment": "base", "arm": "%s", %s},
         "axes": [{"name": "parameters.metricLoss.refreshCentres", "values": [true, false]}]}"""
            .formatted(arm, LOSS));
    assertThat(requested())
        .extracting(each -> each.parameters().metricLoss().refreshCentres())
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void refusesABaseOfOtherClassesAndTooManyExperiments() {
    String renamed = new String(Json.canonical(world.renamed()), UTF_8);
    assertThatThrownBy(
            () ->
                request(
                    """
                    {"experiment": {"initialExperiment": "base", "dataset": %s, %s},
                     "axes": [{"name": "oods", "values": [1, 2]}]}"""
                        .formatted(renamed, LOSS)))
        .hasMessageContaining("have the classes [boat, bird], dataset 'renamed' has [bird, boat]");
    assertThatThrownBy(
            () -> request(CURVE.replace("[1, 2]", LongStream.range(0, 200).boxed().toList() + "")))
        .hasMessageContaining("has 800 experiments, and the limit is 500");
    assertThat(requested()).isEmpty();
  }

  @Test
  void theSameOrderIsTheSameSweepUntilMoreIsDecided() {
    StoredSweep first = request(CURVE);

    assertThat(request(CURVE).sweep()).isEqualTo(first.sweep());
    assertThat(requested()).hasSize(8);

    world.decide("d9", "lake 9", Verdict.APPROVED, 9);
    assertThat(request(CURVE).sweep()).isNotEqualTo(first.sweep());
  }

  @Test
  void resumesASweepWhoseRequestingDiedInTheMiddle() {
    int[] left = {3};
    RequestExperiment dying =
        world.requests(
            event -> {
              if (left[0]-- == 0) {
                throw new TransientFailure("the process died", null);
              }
              world.publish(event);
            });
    SweepOrder order = read(CURVE, SweepOrder.class);
    assertThatThrownBy(() -> new RequestSweep(dying, files, view, world.clock).request(order))
        .isInstanceOf(TransientFailure.class);
    trainer.work();
    StoredSweep sweep = new SweepFiles(world.store).list().get(0);
    assertThat(show(sweep).summary().state()).isEqualTo("INCOMPLETE");

    requests().resume(sweep.sweep(), "ada");
    trainer.work();

    SweepDetail detail = show(sweep);
    assertThat(detail.summary().state()).isEqualTo("SUCCEEDED");
    assertThat(detail.summary().succeeded()).isEqualTo(8);
    assertThat(requested()).hasSize(8);
  }

  @Test
  void cancelsWhatIsQueuedAndResumesItUnderOtherIds() {
    StoredSweep sweep = request(CURVE);
    ExperimentRequested first = requested().get(0);
    world.show(view);
    CancelSweep cancels =
        new CancelSweep(
            files,
            shows(),
            view,
            new CancelExperiment(world.files, view::request, trainer.claim(), world.clock));

    cancels.cancel(sweep.sweep(), "ada");

    SweepDetail cancelled = show(sweep);
    assertThat(cancelled.summary().state()).isEqualTo("CANCELLED");
    assertThat(cancelled.runs())
        .extracting(Run::message)
        .containsOnly("cancelled by ada (" + sweep.sweep() + ")");
    assertThatThrownBy(() -> cancels.cancel(sweep.sweep(), "ada"))
        .hasMessageContaining("has no experiment of its own");

    requests().resume(sweep.sweep(), "bob");
    trainer.work();
    SweepDetail resumed = show(sweep);
    assertThat(resumed.summary().state()).isEqualTo("SUCCEEDED");
    assertThat(resumed.runs().get(0).experiment()).isEqualTo(first.experiment() + "-2");
  }

  @Test
  void doesNotCancelWhatAnotherHasRequested() {
    world
        .requests()
        .request(
            read(
                "{\"initialExperiment\": \"base\", \"seed\": 1, %s}".formatted(LOSS),
                ExperimentOrder.class));
    world.show(view);
    StoredSweep sweep = request(CURVE);
    world.show(view);

    new CancelSweep(
            files,
            shows(),
            view,
            new CancelExperiment(world.files, view::request, trainer.claim(), world.clock))
        .cancel(sweep.sweep(), "ada");

    assertThat(show(sweep).runs()).filteredOn(run -> run.state().equals("QUEUED")).hasSize(1);
  }

  @Test
  void waitsForMasksAndShowsTheirSpreadAndTheSuggestedStop() {
    StoredSweep sweep = request(CURVE.replace("\"base\",", "\"base\", \"refinement\": {},"));
    trainer.work();
    assertThat(show(sweep).summary().state()).isEqualTo("RUNNING");
    assertThat(show(sweep).runs()).extracting(Run::state).containsOnly("REFINING");

    double[] figures = {.20, .30, .301, .299, .22, .32, .31, .323};
    for (int i = 0; i < figures.length; i++) {
      refined(show(sweep).runs().get(i).experiment(), figures[i]);
    }

    SweepDetail detail = show(sweep);
    assertThat(detail.summary().state()).isEqualTo("SUCCEEDED");
    assertThat(detail.plotted())
        .containsExactly(
            "validation.mask.mIoU", "validation.mask.precision", "validation.mask.recall");
    assertThat(detail.points()).hasSize(4);
    assertThat(detail.points().get(0).metrics().get("validation.mask.mIoU"))
        .satisfies(spread -> assertThat(spread.mean()).isCloseTo(.21, within(1e-9)))
        .satisfies(spread -> assertThat(spread.count()).isEqualTo(2));
    assertThat(detail.stops())
        .singleElement()
        .satisfies(stop -> assertThat(stop.oods()).isEqualTo(1));
    assertThat(SweepHtml.of(detail))
        .contains("suggested stop: 1", "<svg", "<td>21.0 ± 1.4</td>")
        .doesNotContain("class=\"n\"");
  }

  @Test
  void namesTheCommandThatMakesMasksAgainAndRequestsNoTrainingForThem() {
    StoredSweep sweep = request(CURVE.replace("\"base\",", "\"base\", \"refinement\": {},"));
    trainer.work();
    String experiment = show(sweep).runs().get(0).experiment();
    Instant end = world.clock.instant();
    progressed(experiment, RunState.FAILED, end);
    progressed(experiment, RunState.RUNNING, end.minusSeconds(1));

    assertThat(show(sweep).runs().get(0))
        .satisfies(run -> assertThat(run.state()).isEqualTo("FAILED"))
        .satisfies(
            run ->
                assertThat(run.message())
                    .isEqualTo(
                        "its masks failed; `./wood refine %s --retry-failed` makes them again"
                            .formatted(experiment)));
    requests().resume(sweep.sweep(), "ada");
    assertThat(requested()).hasSize(8);
  }

  @Test
  void doesNotWaitForMasksWhoseProgressHasExpired() {
    StoredSweep sweep = request(CURVE.replace("\"base\",", "\"base\", \"refinement\": {},"));
    trainer.work();
    world.clock.pass(Duration.ofDays(7));
    assertThat(show(sweep).runs()).extracting(Run::state).containsOnly("REFINING");

    world.clock.pass(Duration.ofDays(1));
    assertThat(show(sweep).runs()).extracting(Run::state).containsOnly("FAILED");
    assertThat(show(sweep).summary().open()).isZero();

    ExperimentRequested first = requested().get(0);
    refinements.on(
        new RefinementRequested(
            first.experiment(),
            world.files.result(first.experiment()).orElseThrow().model(),
            world.dataset,
            RefinementParameters.PAPER,
            "tester",
            world.clock.instant()));
    assertThat(show(sweep).runs().get(0).state()).isEqualTo("REFINING");
  }

  private void progressed(String refinement, RunState state, Instant at) {
    refinements.on(
        new RefinementProgressed(
            refinement, state, new StepProgress("cam", 1, 2, "images", 0, null), Map.of(), "", at));
  }

  private void refined(String experiment, double figure) {
    var model = world.files.result(experiment).orElseThrow().model();
    refinements.on(
        new RefinementCompleted(
            experiment,
            model,
            world.dataset,
            world.dataset,
            null,
            Map.of(
                "validation.mask.mIoU", figure,
                "validation.mask.precision", figure,
                "validation.mask.recall", figure),
            0,
            world.clock.instant()));
  }

  /** Without the base. */
  private List<ExperimentRequested> requested() {
    return world.requested().stream()
        .filter(one -> !List.of("base", "mine").contains(one.experiment()))
        .toList();
  }

  private RequestSweep requests() {
    return new RequestSweep(world.requests(), files, view, world.clock);
  }

  private ShowSweep shows() {
    return new ShowSweep(
        files, new ShowExperiment(view, world.files, world.clock), view, refinements, world.clock);
  }

  private StoredSweep request(String order) {
    StoredSweep sweep = requests().request(read(order, SweepOrder.class));
    world.requested().forEach(world.files::register);
    return sweep;
  }

  private SweepDetail show(StoredSweep sweep) {
    world.show(view);
    return shows().show(sweep.sweep());
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return ParameterTree.read("sweep", Json.mapper().readTree(json), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
