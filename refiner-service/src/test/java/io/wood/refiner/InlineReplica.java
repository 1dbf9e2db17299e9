package io.wood.refiner;

import io.wood.contracts.Event;
import io.wood.contracts.ModelRef;
import io.wood.contracts.RefinementParameters;
import io.wood.contracts.RefinementRequested;
import io.wood.contracts.RefinementStage;
import io.wood.contracts.RefinementTask;
import io.wood.kit.EventPublisher;
import io.wood.method.image.MemoryBudget;
import io.wood.method.tensor.Devices;
import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A replica without a broker: what is published is seen by the view at once, and a task is done
 * where it is published. Built as the wiring builds it, over any store.
 */
final class InlineReplica implements EventPublisher {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final MemoryBudget ROOMY = new MemoryBudget(3L << 30);

  final List<Event> published = new ArrayList<>();
  final RefinementView view = new RefinementView();
  final StageJobs jobs;
  final StageOutputs outputs;
  final Workbench bench;
  private final ArtifactStore store;
  private final RefineImage refine;

  /** Tasks that match are lost on the way, as if their replica had died. */
  Predicate<RefinementTask> lost = task -> false;

  InlineReplica(ArtifactStore store) {
    this(store, ROOMY);
  }

  InlineReplica(ArtifactStore store, MemoryBudget budget) {
    this.store = store;
    this.jobs = new StageJobs(store);
    this.outputs = new StageOutputs(store);
    this.bench =
        new Workbench(
            new FetchImage(store, 50_000_000, budget),
            new Networks(store, Devices.of("cpu")),
            outputs);
    this.refine =
        new RefineImage(
            jobs,
            outputs,
            Map.of(
                RefinementStage.CAM, new CamWork(bench),
                RefinementStage.MASK, new MaskWork(bench),
                RefinementStage.PREDICTION, new PredictionWork(bench)),
            this,
            CLOCK);
  }

  @Override
  public void publish(Event event) {
    published.add(event);
    view.accept(event);
    if (event instanceof RefinementTask task && !lost.test(task)) {
      refine.handle(task);
    }
  }

  ShareOut shareOut(Duration stall) {
    return new ShareOut(jobs, outputs, view, this, CLOCK, stall);
  }

  RefinementRun run() {
    TrainingFiles files = new TrainingFiles(store);
    return new RefinementRun(
        store,
        new CheckRequest(jobs, bench.networks()),
        shareOut(Duration.ofMillis(50)),
        new RefinementRun.Trainings(
            new TrainRelations(files, bench), new TrainSegmentation(files, bench), files),
        new ChooseThreshold(outputs),
        new EvaluateMasks(store, outputs),
        CLOCK);
  }

  RunReporter reporter(String refinement) {
    return new RunReporter(refinement, this, CLOCK);
  }

  RefinementImages images() {
    return new RefinementImages(view, jobs, store);
  }

  RefinedMasks masks() {
    return new RefinedMasks(view, images(), outputs);
  }

  <E extends Event> List<E> published(Class<E> type) {
    return published.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static RefinementRequested request(
      String id,
      ModelRef model,
      io.wood.contracts.ArtifactRef dataset,
      RefinementParameters parameters) {
    return new RefinementRequested(id, model, dataset, parameters, "test", NOW);
  }
}
