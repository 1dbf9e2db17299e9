package io.wood.bench.ledger;

import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventTail;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RefusedException;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.compare.RefinementOutputs;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The whole way once: candidates are ranked and decided, a classifier is trained on what was
 * approved, and its masks are made. Each of these stages is disturbed.
 */
final class OutageRun {
  /** Between two candidates, so that publishing lasts as long as a round of kills. */
  private static final long PUBLISH_PAUSE = 150;

  private static final long PAUSE = 300;
  private static final List<String> MASKS =
      List.of("mask.png", "prediction.png", "prediction-labelled.png");

  private final RunningSystem system;
  private final Terminal terminal;
  private final Duration limit;

  /**
   * Prepares a run in a system whose four services are started.
   *
   * @param limit how long a stage may take after it was disturbed
   */
  OutageRun(RunningSystem system, Terminal terminal, Duration limit) {
    this.system = system;
    this.terminal = terminal;
    this.limit = limit;
  }

  /**
   * Runs everything.
   *
   * @param candidates how many are published
   * @param labelled images of the dataset
   * @param steps of the training
   */
  OutageResult run(int candidates, int labelled, int steps, Disturbance disturbance) {
    ArtifactRef dataset = OutageLoad.importImages(system.store(), labelled);
    LedgerBook book =
        new LedgerRun(system, terminal)
            .run(
                candidates,
                PUBLISH_PAUSE,
                limit,
                lasts -> disturbance.during("ranking and decisions", lasts));
    train(dataset, steps, disturbance);
    RefinementCompleted completed = refine(disturbance);
    return RepeatedCall.until(
        limit,
        () ->
            new OutageResult(
                book,
                outputs(completed),
                contradictions(),
                completed.failed(),
                disturbance.faults()));
  }

  private void train(ArtifactRef dataset, int steps, Disturbance disturbance) {
    ExperimentClient trainer = new ExperimentClient(system);
    ArtifactRef start =
        RepeatedCall.until(limit, () -> trained(LedgerLoad.FIRST)).model().weights();
    RepeatedCall.until(limit, () -> trainer.request(OutageLoad.order(dataset, start, steps)));
    stage(
        "training",
        () -> {
          ExperimentSummary summary = trainer.show(OutageLoad.EXPERIMENT).summary();
          Optional<RunState> state =
              summary.state().equals(ExperimentSummary.QUEUED)
                  ? Optional.empty()
                  : Optional.of(RunState.valueOf(summary.state()));
          return new StageState(state, summary.message());
        },
        disturbance);
  }

  private RefinementCompleted refine(Disturbance disturbance) {
    RefinementClient refiner = new RefinementClient(system);
    stage(
        "refinement",
        () -> {
          Optional<RefinementSummary> found =
              refiner
                  .find(OutageLoad.EXPERIMENT)
                  .filter(summary -> summary.progress() != null || summary.completed() != null);
          return new StageState(
              found.map(RefinementSummary::state),
              found.map(RefinementSummary::progress).map(last -> last.message()).orElse(""));
        },
        disturbance);
    return RepeatedCall.until(limit, () -> refiner.completed(OutageLoad.EXPERIMENT).orElseThrow());
  }

  /**
   * How far a stage is.
   *
   * @param state empty before it begins
   */
  private record StageState(Optional<RunState> state, String message) {
    boolean ended() {
      return state.filter(RunState::ended).isPresent();
    }
  }

  private void stage(String name, Supplier<StageState> look, Disturbance disturbance) {
    long begin = System.nanoTime();
    await(name + " to begin", look, stage -> stage.state().isPresent());
    disturbance.during(name, () -> lasts(look));
    StageState end = await("the end of the " + name, look, StageState::ended);
    if (!end.state().equals(Optional.of(RunState.SUCCEEDED))) {
      throw new CommandFailedException(
          "the %s ended as %s: %s".formatted(name, end.state().orElseThrow(), end.message()));
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    terminal.line("%s: done after %s".formatted(name, HumanUnits.duration(taken)));
  }

  private StageState await(
      String what, Supplier<StageState> look, Predicate<StageState> condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      StageState state = RepeatedCall.until(limit, look);
      if (condition.test(state)) {
        return state;
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException("waited %s for %s: %s".formatted(limit, what, state));
      }
      ServiceProcess.pause(PAUSE);
    }
  }

  /** A service that does not answer has not ended its stage, as far as is known. */
  private static boolean lasts(Supplier<StageState> look) {
    try {
      return !look.get().ended();
    } catch (CommandFailedException | RefusedException e) {
      return true;
    }
  }

  private ClassifierTrained trained(String experiment) {
    List<ClassifierTrained> found = new ArrayList<>();
    system.tail().readAll(ClassifierTrained.class, found::add);
    return found.stream()
        .filter(event -> event.experiment().equals(experiment))
        .findFirst()
        .orElseThrow(() -> new CommandFailedException("the log has no classifier " + experiment));
  }

  private Map<String, String> outputs(RefinementCompleted completed) {
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("weights", trained(OutageLoad.EXPERIMENT).model().weights().sha256());
    RefinementOutputs refined = new RefinementOutputs(system.store(), completed, image -> true);
    for (String name : MASKS) {
      refined.hashes(name).forEach((image, hash) -> outputs.put(name + " of " + image, hash));
    }
    return outputs;
  }

  /** A fact may be published again after a crash, but not another one in its place. */
  private List<String> contradictions() {
    Map<String, Set<Event>> facts = new TreeMap<>();
    EventTail log = system.tail();
    log.readAll(
        ClassifierTrained.class, event -> fact(facts, "trained:" + event.experiment(), event));
    log.readAll(ImageRefined.class, event -> fact(facts, event.eventId(), event));
    log.readAll(RefinementCompleted.class, event -> fact(facts, event.eventId(), event));
    return facts.entrySet().stream()
        .filter(fact -> fact.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void fact(Map<String, Set<Event>> facts, String id, Event event) {
    facts.computeIfAbsent(id, first -> new HashSet<>()).add(event);
  }
}
