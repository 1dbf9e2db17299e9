package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.kit.event.EventPublisher;
import io.wood.method.image.MemoryBudget;
import io.wood.method.tensor.Devices;
import io.wood.refiner.stage.CamStage;
import io.wood.refiner.stage.FetchImage;
import io.wood.refiner.stage.MaskStage;
import io.wood.refiner.stage.PredictionStage;
import io.wood.refiner.stage.RefineImage;
import io.wood.refiner.stage.StageContext;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageNetworks;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.refiner.view.RefinedMasks;
import io.wood.refiner.view.RefinementImages;
import io.wood.refiner.view.RefinementReports;
import io.wood.refiner.view.RefinementView;
import io.wood.refiner.view.TrainedModels;
import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A replica without a broker: what is published is seen by the view at once, and a task is done
 * where it is published. Built as the wiring builds it, over any store.
 */
public final class InlineReplica implements EventPublisher {
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final MemoryBudget ROOMY = new MemoryBudget(3L << 30, 1L << 30);

  public final List<Event> published = new ArrayList<>();
  public final RefinementView view = new RefinementView();
  public final TrainedModels models = new TrainedModels();
  public final StageInputCache inputs;
  public final StageOutputs outputs;
  public final StageContext context;
  private final ArtifactStore store;
  private final RefineImage refine;

  /** Tasks that match are lost on the way, as if their replica had died. */
  Predicate<RefinementTask> lost = task -> false;

  public InlineReplica(ArtifactStore store) {
    this(store, ROOMY);
  }

  public InlineReplica(ArtifactStore store, MemoryBudget budget) {
    this.store = store;
    this.inputs = new StageInputCache(store);
    this.outputs = new StageOutputs(store);
    this.context =
        new StageContext(
            new FetchImage(store, 50_000_000, budget),
            new StageNetworks(store, Devices.of("cpu")),
            outputs);
    this.refine =
        new RefineImage(
            inputs,
            outputs,
            Map.of(
                RefinementStage.CAM, new CamStage(context),
                RefinementStage.MASK, new MaskStage(context),
                RefinementStage.PREDICTION, new PredictionStage(context)),
            this,
            view::isEnded,
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

  StageDispatcher dispatcher(Duration stall) {
    return new StageDispatcher(inputs, outputs, view, this, CLOCK, stall);
  }

  public RunRefinement run() {
    TrainingFiles files = new TrainingFiles(store);
    ModelOrigins origins = new ModelOrigins(store, models);
    return new RunRefinement(
        store,
        new CheckRefinement(inputs, context.networks()),
        dispatcher(Duration.ofMillis(50)),
        new TrainIrn(files, context, origins),
        new TrainSegmentation(files, context, origins),
        new ChooseThreshold(store, outputs),
        new EvaluateMasks(store, outputs),
        CLOCK);
  }

  public RefinementReporter reporter(String refinement) {
    return reporter(refinement, this::publish);
  }

  static RefinementReporter reporter(String refinement, Consumer<RefinementProgressed> events) {
    ArtifactRef weights = new ArtifactRef("models", "weights/x", "b".repeat(64), 1, "text/plain");
    ArtifactRef dataset =
        new ArtifactRef("datasets", "manifests/x", "c".repeat(64), 1, "text/plain");
    ModelRef model = new ModelRef("x", new NetworkSpec("small", 8), List.of("x"), weights);
    return new RefinementReporter(
        request(refinement, model, dataset, RefinementParameters.PAPER), events, CLOCK);
  }

  public RefinementImages images() {
    return new RefinementImages(view, inputs, reports(), store);
  }

  public RefinementReports reports() {
    return new RefinementReports(inputs, store);
  }

  public RefinedMasks masks() {
    return new RefinedMasks(images(), outputs);
  }

  public <E extends Event> List<E> published(Class<E> type) {
    return published.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public static RefinementRequested request(
      String id, ModelRef model, ArtifactRef dataset, RefinementParameters parameters) {
    return request(id, model, dataset, parameters, null);
  }

  /** Whose trunks of origin {@code FILE} have these weights; null for none. */
  public static RefinementRequested request(
      String id,
      ModelRef model,
      ArtifactRef dataset,
      RefinementParameters parameters,
      ArtifactRef trunk) {
    return new RefinementRequested(id, model, dataset, parameters, "test", NOW, null, null, trunk);
  }
}
