package io.wood.refiner;

import io.wood.contracts.RefinementStage;
import io.wood.kit.EventPublisher;
import io.wood.method.tensor.Devices;
import io.wood.store.ArtifactStore;
import io.wood.store.Leases;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;

/** The wiring: use cases know no container. */
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
  StageJobs stageJobs(ArtifactStore store) {
    return new StageJobs(store);
  }

  @Produces
  @Singleton
  RequestRefinement requestRefinement(EventPublisher events) {
    return new RequestRefinement(events);
  }

  @Produces
  @Singleton
  StartRefinement startRefinement(
      TrainedModels models, RefinementView view, EventPublisher events, Clock clock) {
    return new StartRefinement(models, view, events, clock);
  }

  @Produces
  @Singleton
  RefinementImages images(RefinementView view, StageJobs jobs, ArtifactStore store) {
    return new RefinementImages(view, jobs, store);
  }

  @Produces
  @Singleton
  Exports exports(RefinementView view, RefinementImages images, StageOutputs outputs) {
    return new Exports(view, images, outputs);
  }

  @Produces
  @Singleton
  Workbench workbench(ArtifactStore store, StageOutputs outputs, RefinerConfig config) {
    return new Workbench(
        new FetchImage(store, config.maxPixels()),
        new Networks(store, Devices.of(config.device())),
        outputs);
  }

  @Produces
  @Singleton
  RefineImage refineImage(StageJobs jobs, Workbench bench, EventPublisher events, Clock clock) {
    return new RefineImage(
        jobs,
        bench.outputs(),
        Map.of(
            RefinementStage.CAM, new CamWork(bench),
            RefinementStage.MASK, new MaskWork(bench),
            RefinementStage.PREDICTION, new PredictionWork(bench)),
        events,
        clock);
  }

  @Produces
  @Singleton
  RefinementRun run(
      ArtifactStore store,
      StageJobs jobs,
      Workbench bench,
      RefinementView view,
      RefinerConfig config,
      EventPublisher events,
      Clock clock) {
    TrainingFiles files = new TrainingFiles(store);
    return new RefinementRun(
        store,
        jobs,
        new ShareOut(jobs, view, events, config.stall()),
        new RefinementRun.Trainings(
            new TrainRelations(files, bench), new TrainSegmentation(files, bench)),
        new ChooseThreshold(bench.outputs()),
        new EvaluateMasks(store, bench.outputs()),
        clock);
  }

  @Produces
  @Singleton
  RefinementJobs jobs(
      RefinementView view,
      ArtifactStore store,
      Leases leases,
      RefinementRun run,
      RefinerConfig config,
      EventPublisher events,
      Clock clock) {
    String name = config.replica().orElseGet(RefinerBeans::host);
    return new RefinementJobs(
        view, store, leases, run, events, clock, new RefinementJobs.Holder(name, config.lease()));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "refiner";
    }
  }
}
