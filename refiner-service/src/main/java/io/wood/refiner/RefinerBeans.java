package io.wood.refiner;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wood.contracts.event.RefinementStage;
import io.wood.kit.event.DeviceFaults;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.ProgressPublisher;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.image.MemoryBudget;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.EngineProbe;
import io.wood.refiner.export.MaskExporter;
import io.wood.refiner.lead.CheckRefinement;
import io.wood.refiner.lead.ChooseThreshold;
import io.wood.refiner.lead.ClaimRefinement;
import io.wood.refiner.lead.EvaluateMasks;
import io.wood.refiner.lead.ModelOrigins;
import io.wood.refiner.lead.RunRefinement;
import io.wood.refiner.lead.StageDispatcher;
import io.wood.refiner.lead.TrainIrn;
import io.wood.refiner.lead.TrainSegmentation;
import io.wood.refiner.request.EndedRefinements;
import io.wood.refiner.request.PredictImage;
import io.wood.refiner.request.RequestRefinement;
import io.wood.refiner.request.StartRefinement;
import io.wood.refiner.stage.CamStage;
import io.wood.refiner.stage.CoreLimitedStage;
import io.wood.refiner.stage.FetchImage;
import io.wood.refiner.stage.InstrumentedStage;
import io.wood.refiner.stage.MaskStage;
import io.wood.refiner.stage.MemoryLimitedStage;
import io.wood.refiner.stage.PredictionStage;
import io.wood.refiner.stage.ProbedStage;
import io.wood.refiner.stage.RefineImage;
import io.wood.refiner.stage.StageContext;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageNetworks;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.stage.StageProcessor;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.refiner.view.RefinedMasks;
import io.wood.refiner.view.RefinementImages;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.refiner.view.RefinementReports;
import io.wood.refiner.view.RefinementView;
import io.wood.refiner.view.TrainedModels;
import io.wood.store.ArtifactStore;
import io.wood.store.lease.Leases;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** CDI wiring. */
final class RefinerBeans {

  @Produces
  @Singleton
  RefinementView view() {
    return new RefinementView();
  }

  @Produces
  @Singleton
  TrainedModels models() {
    return new TrainedModels();
  }

  @Produces
  @Singleton
  StageOutputs outputs(ArtifactStore store) {
    return new StageOutputs(store);
  }

  @Produces
  @Singleton
  StageInputCache stageInputs(ArtifactStore store) {
    return new StageInputCache(store);
  }

  @Produces
  @Singleton
  RequestRefinement requestRefinement(EventPublisher events) {
    return new RequestRefinement(events);
  }

  @Produces
  @Singleton
  StartRefinement startRefinement(
      TrainedModels models,
      RefinementView view,
      ArtifactStore store,
      EventPublisher events,
      Clock clock) {
    return new StartRefinement(models, view, store, events, clock);
  }

  @Produces
  @Singleton
  RefinementReports reports(StageInputCache inputs, ArtifactStore store) {
    return new RefinementReports(inputs, store);
  }

  @Produces
  @Singleton
  RefinementImages images(
      RefinementView view, StageInputCache inputs, RefinementReports reports, ArtifactStore store) {
    return new RefinementImages(view, inputs, reports, store);
  }

  @Produces
  @Singleton
  RefinedMasks masks(RefinementImages images, StageOutputs outputs) {
    return new RefinedMasks(images, outputs);
  }

  @Produces
  @Singleton
  MaskExporter exports(RefinedMasks masks, RefinementImages images) {
    return new MaskExporter(masks, images);
  }

  @Produces
  @Singleton
  PredictImage predictImage(ArtifactStore store, StageContext context) {
    return new PredictImage(store, context.fetch(), context.networks());
  }

  @Produces
  @Singleton
  MemoryBudget memoryBudget(RefinerConfig config) {
    return MemoryBudget.ofProcess(config.memoryBudget().asLongValue());
  }

  @Produces
  @Singleton
  StageContext stageContext(
      ArtifactStore store, StageOutputs outputs, MemoryBudget budget, RefinerConfig config) {
    return new StageContext(
        new FetchImage(store, config.maxPixels(), budget),
        new StageNetworks(store, Devices.of(config.device())),
        outputs);
  }

  @Produces
  @Singleton
  EngineHealth engineHealth(RefinerConfig config, BackgroundThreads threads) {
    Device device = Devices.of(config.device());
    return EngineHealth.watched(EngineException.class, () -> EngineProbe.check(device), threads);
  }

  @Produces
  @Singleton
  ProgressPublisher progress(EventPublisher events) {
    return new ProgressPublisher(
        events,
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "refinement-progress");
              thread.setDaemon(true);
              return thread;
            }));
  }

  @Produces
  @Singleton
  EndedRefinements endedRefinements(ArtifactStore store, EventPublisher events, Clock clock) {
    return new EndedRefinements(new RefinementOutcomes(store), events, clock);
  }

  @Produces
  @Singleton
  RefineImage refineImage(
      StageInputCache inputs,
      StageContext context,
      MemoryBudget budget,
      RefinerConfig config,
      MeterRegistry meters,
      EventPublisher events,
      RefinementView view,
      EngineHealth health,
      Clock clock) {
    Semaphore shares = MemoryLimitedStage.shares();
    Map<RefinementStage, StageProcessor> stages = new EnumMap<>(RefinementStage.class);
    stages.put(RefinementStage.CAM, new CamStage(context));
    stages.put(RefinementStage.MASK, new MaskStage(context));
    stages.put(RefinementStage.PREDICTION, new PredictionStage(context));
    stages.replaceAll(
        (stage, processor) ->
            new InstrumentedStage(
                new MemoryLimitedStage(
                    new ProbedStage(new CoreLimitedStage(processor, config.workers()), health),
                    budget,
                    shares),
                meters,
                stage));
    return new RefineImage(inputs, context.outputs(), stages, events, view::isEnded, clock);
  }

  @Produces
  @Singleton
  RunRefinement runRefinement(
      ArtifactStore store,
      StageInputCache inputs,
      StageContext context,
      RefinementView view,
      TrainedModels models,
      RefinerConfig config,
      EventPublisher events,
      Clock clock) {
    TrainingFiles files = new TrainingFiles(store);
    ModelOrigins origins = new ModelOrigins(store, models);
    return new RunRefinement(
        store,
        new CheckRefinement(inputs, context.networks()),
        new StageDispatcher(inputs, context.outputs(), view, events, clock, config.stall()),
        new TrainIrn(files, context, origins),
        new TrainSegmentation(files, context, origins),
        new ChooseThreshold(store, context.outputs()),
        new EvaluateMasks(store, context.outputs()),
        clock);
  }

  @Produces
  @Singleton
  ClaimRefinement claimRefinement(
      RefinementView view,
      ArtifactStore store,
      Leases leases,
      RunRefinement run,
      RefinerConfig config,
      EventPublisher events,
      ProgressPublisher progress,
      MeterRegistry meters,
      EngineHealth health,
      Clock clock) {
    String name = config.replica().orElseGet(RefinerBeans::hostName);
    ClaimRefinement claim =
        new ClaimRefinement(
            view,
            store,
            leases,
            run,
            events,
            progress,
            new DeviceFaults(health),
            clock,
            new ClaimRefinement.Holder(name, config.lease()));
    Gauge.builder("wood.refiner.running", claim, held -> held.leading().isEmpty() ? 0 : 1)
        .description("Refinements that this replica leads")
        .register(meters);
    return claim;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "refiner";
    }
  }
}
