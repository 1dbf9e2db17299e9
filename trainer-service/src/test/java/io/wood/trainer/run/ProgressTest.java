package io.wood.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.contracts.parameter.Arm;
import io.wood.kit.MovableClock;
import io.wood.kit.thread.LatestValueDispatcher;
import io.wood.method.training.StepReport;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.experiment.TrainingCurve;
import io.wood.trainer.store.CurvePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final MovableClock clock = new MovableClock();
  private final List<TrainingProgressed> published = new ArrayList<>();
  private final ProgressReporter reporter = new ProgressReporter("base", clock, published::add);

  @Test
  void publishesAboutOnceASecondWithRateAndTimeLeft() {
    reporter.phase("train", 1000, "steps");
    for (int step = 1; step <= 100; step++) {
      clock.pass(Duration.ofMillis(100));
      reporter.step(new StepReport("train", step, 1000, Map.of("loss", 1.0)));
    }

    assertThat(published).hasSizeBetween(10, 12);
    TrainingProgressed last = published.get(published.size() - 1);
    assertThat(last.progress().perSecond()).isCloseTo(10, within(.01));
    assertThat(last.progress().secondsLeft()).isCloseTo(90, within(1.0));
    assertThat(last.figures()).containsEntry("loss", 1.0);
  }

  @Test
  void countsSkippedImagesOnceEach() {
    reporter.skipped("a", "not an image");
    reporter.skipped("a", "not an image");
    reporter.skipped("b", "too large");
    reporter.phase("train", 10, "steps");

    assertThat(reporter.skipped()).hasSize(2);
    assertThat(published.get(0).message()).startsWith("2 images skipped");
  }

  @Test
  void keepsTheEndsOfALongCurve() {
    TrainingCurve curve = new TrainingCurve();
    for (long step = 1; step <= 10_000; step++) {
      curve.add("train", step, Map.of("loss", (double) step));
    }

    List<CurvePoint> points = curve.points();
    assertThat(points).hasSizeBetween(TrainingCurve.MAX_POINTS / 4, TrainingCurve.MAX_POINTS);
    assertThat(points.get(points.size() - 1).done()).isEqualTo(10_000);
    assertThat(points).isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()));
  }

  @Test
  void dropsOvertakenValuesAndKeepsTheLast() {
    List<Runnable> waiting = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    Executor later = waiting::add;
    LatestValueDispatcher<Integer> latest = new LatestValueDispatcher<>(later, seen::add);
    latest.offer(1);
    latest.offer(2);
    latest.offer(3);
    waiting.forEach(Runnable::run);

    assertThat(seen).containsExactly(3);
  }

  @Test
  void foldsTheTopicsIntoTheSameViewInWhateverOrderTheyCome() {
    World world = new World();
    ExperimentRequested request = world.request("base", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    ExperimentView forwards = new ExperimentView();
    ExperimentView backwards = new ExperimentView();
    world.broker.all(Event.class).forEach(forwards::on);
    world.broker.all(ClassifierTrained.class).forEach(backwards::on);
    assertThat(backwards.list()).as("before its request is known").isEmpty();
    world.broker.all(TrainingProgressed.class).forEach(backwards::on);
    backwards.on(request);

    assertThat(backwards.list()).isEqualTo(forwards.list());
    assertThat(forwards.find("base").orElseThrow().state()).isEqualTo("SUCCEEDED");
    assertThat(backwards.curve("base")).isEqualTo(forwards.curve("base"));
  }

  @Test
  void countsTheExperimentsThatNoTrainerHasStarted() {
    World world = new World();
    ExperimentView view = new ExperimentView();
    view.on(world.request("done", Arm.BASE));
    world.trainer("a", new FakeTraining()).work();
    view.on(world.request("waits", Arm.BASE));
    assertThat(view.queued()).isEqualTo(2);

    world.broker.all(TrainingProgressed.class).forEach(view::on);

    assertThat(view.queued()).isEqualTo(1);
  }

  @Test
  void countsNoRunThatEndedLongAgo() {
    World world = new World();
    ExperimentView view = new ExperimentView();
    ShowExperiment experiments = new ShowExperiment(view, world.files, world.clock);
    world.keptOfAFailedBase("failed");
    view.on(world.requested().get(0));
    assertThat(experiments.queued()).isEqualTo(1);

    world.clock.pass(Duration.ofDays(8));
    view.on(world.request("waits", Arm.BASE));

    assertThat(experiments.queued()).isEqualTo(1);
    assertThat(view.find("failed").orElseThrow().state()).isEqualTo("FAILED");
  }

  @Test
  void notifiesWatchersUntilTheyLeave() {
    World world = new World();
    ExperimentView view = new ExperimentView();
    List<ExperimentSummary> seen = new ArrayList<>();
    Runnable leave = view.watch(seen::add);
    view.on(world.request("one", Arm.BASE));
    leave.run();
    view.on(world.request("two", Arm.BASE));

    assertThat(seen).extracting(ExperimentSummary::experiment).containsExactly("one");
    assertThat(seen.get(0).state()).isEqualTo("QUEUED");
  }
}
