package io.wood.trainer;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.ProgressPublisher;
import io.wood.kit.event.TopicLog;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.kit.thread.EngineHealth;
import io.wood.log.LogFollower;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.EngineProbe;
import io.wood.store.ArtifactStore;
import io.wood.store.lease.Leases;
import io.wood.trainer.engine.FetchImages;
import io.wood.trainer.engine.MethodTrainingEngine;
import io.wood.trainer.engine.TrainingEngine;
import io.wood.trainer.experiment.CompareExperiments;
import io.wood.trainer.experiment.DatasetCatalog;
import io.wood.trainer.experiment.DecisionLog;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.OodImages;
import io.wood.trainer.experiment.OpenExperiments;
import io.wood.trainer.experiment.OrderManifest;
import io.wood.trainer.experiment.PlanManifest;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.RegisterExperiment;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.experiment.TabulateExperiments;
import io.wood.trainer.experiment.TraceLineage;
import io.wood.trainer.run.CancelExperiment;
import io.wood.trainer.run.ClaimExperiment;
import io.wood.trainer.run.FreezeManifest;
import io.wood.trainer.run.RunEvents;
import io.wood.trainer.run.RunExperiment;
import io.wood.trainer.run.RunMetrics;
import io.wood.trainer.run.RunSettings;
import io.wood.trainer.run.SuperviseRun;
import io.wood.trainer.run.TrainingWorker;
import io.wood.trainer.store.RunFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** CDI wiring. */
@Singleton
final class TrainerBeans {
  private static final Logger LOG = Logger.getLogger(TrainerBeans.class);

  @Produces
  @Singleton
  RunFiles files(ArtifactStore store) {
    return new RunFiles(store);
  }

  @Produces
  @Singleton
  DatasetCatalog datasets(ArtifactStore store) {
    return new DatasetCatalog(store);
  }

  @Produces
  @Singleton
  ExperimentView view() {
    return new ExperimentView();
  }

  @Produces
  @Singleton
  LogFollower follower(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      BackgroundThreads background,
      ExperimentView view,
      RefinementLinks refinements) {
    LogFollower follower =
        LogFollower.ofEvents(
            "experiment-log",
            kafka,
            Set.of(
                ExperimentRequested.class,
                TrainingProgressed.class,
                ClassifierTrained.class,
                RefinementRequested.class,
                RefinementProgressed.class,
                RefinementCompleted.class),
            event -> {
              refinements.on(event);
              view.on(event);
            });
    background.add(follower);
    return follower;
  }

  @Produces
  @Singleton
  RequestExperiment requestExperiment(
      ArtifactStore store,
      RunFiles files,
      DatasetCatalog datasets,
      PlanManifest plan,
      EventPublisher publisher,
      Clock clock) {
    return new RequestExperiment(store, files, datasets, plan, publisher, clock);
  }

  @Produces
  @Singleton
  PlanManifest planManifest(TopicLog log, TrainerConfig config) {
    return new PlanManifest(
        new DecisionLog(log::read, () -> log.ends(CurationDecided.class)), config.codeVersion());
  }

  @Produces
  @Singleton
  OrderManifest orderManifest(ArtifactStore store, RunFiles files) {
    return new OrderManifest(store, files);
  }

  @Produces
  @Singleton
  ShowExperiment showExperiment(ExperimentView view, RunFiles files, Clock clock) {
    return new ShowExperiment(view, files, clock);
  }

  @Produces
  @Singleton
  WaitingExperiments waitingExperiments(
      ShowExperiment showExperiment, TrainerThreads threads, BackgroundThreads background) {
    WaitingExperiments waiting = new WaitingExperiments(showExperiment::queued, threads.counting());
    background.add(waiting.task());
    return waiting;
  }

  @Produces
  @Singleton
  CompareExperiments compareExperiments(ShowExperiment showExperiment) {
    return new CompareExperiments(showExperiment);
  }

  @Produces
  @Singleton
  TabulateExperiments tabulateExperiments(
      ShowExperiment showExperiment, RefinementLinks refinements) {
    return new TabulateExperiments(showExperiment, refinements);
  }

  @Produces
  @Singleton
  RefinementLinks refinementLinks() {
    return new RefinementLinks();
  }

  @Produces
  @Singleton
  TraceLineage traceLineage(
      ExperimentView view, RunFiles files, RefinementLinks refinements, DatasetCatalog datasets) {
    return new TraceLineage(view, files, refinements, datasets);
  }

  @Produces
  @Singleton
  OodImages oodImages(RunFiles files, ArtifactStore store) {
    return new OodImages(files, store);
  }

  @Produces
  @Singleton
  RegisterExperiment registerExperiment(RunFiles files, TrainingWorker worker) {
    return new RegisterExperiment(files, worker::wake);
  }

  @Produces
  @Singleton
  CancelExperiment cancelExperiment(
      RunFiles files, ExperimentView view, ClaimExperiment claim, Clock clock) {
    return new CancelExperiment(files, view::request, claim, clock);
  }

  @Produces
  @Singleton
  RunSettings settings(TrainerConfig config) {
    return new RunSettings(
        ManagementFactory.getRuntimeMXBean().getName(),
        config.lease(),
        config.skippedShare(),
        config.starts(),
        config.checkpointInterval());
  }

  /** Resolved at startup, so that a trainer without its device claims no experiment. */
  @Produces
  @Singleton
  Device device(TrainerConfig config) {
    // PyTorch reads this property only once, when its engine is loaded.
    config
        .threads()
        .ifPresent(
            count -> System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(count)));
    System.setProperty("ai.djl.offline", "true");
    try {
      Device device = Devices.of(config.device());
      LOG.infof("training on %s", device);
      return device;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("wood.trainer.device: " + e.getMessage(), e);
    }
  }

  @Produces
  @Singleton
  EngineHealth engineHealth(Device device, BackgroundThreads background) {
    return EngineHealth.watched(EngineException.class, () -> EngineProbe.check(device), background);
  }

  @Produces
  @Singleton
  TrainingEngine trainingEngine(ArtifactStore store, Device device) {
    return new MethodTrainingEngine(store, device);
  }

  @Produces
  @Singleton
  SuperviseRun superviseRun(
      ArtifactStore store,
      RunFiles files,
      PlanManifest plan,
      TrainingEngine engine,
      MeterRegistry meters,
      RunSettings settings,
      RunEvents events,
      EngineHealth health,
      Clock clock,
      TrainerThreads threads) {
    return new SuperviseRun(
        files,
        new FreezeManifest(files, plan, threads.dividing()),
        new RunExperiment(store, files, new FetchImages(store, threads.fetching()), engine, clock),
        events,
        new RunMetrics(meters),
        settings,
        threads.checkpoints(),
        health,
        clock);
  }

  @Produces
  @Singleton
  RunEvents runEvents(EventPublisher publisher, EventConsumer events, TrainerThreads threads) {
    return new RunEvents(
        event -> events.retrying("publishing " + event.eventId(), () -> publisher.publish(event)),
        new ProgressPublisher(publisher, threads.progress()));
  }

  @Produces
  @Singleton
  ClaimExperiment claimExperiment(
      RunFiles files, Leases leases, SuperviseRun superviseRun, RunSettings settings) {
    return new ClaimExperiment(files, leases, superviseRun, settings);
  }

  @Produces
  @Singleton
  TrainingWorker trainingWorker(
      TopicLog log,
      RunFiles files,
      ClaimExperiment claim,
      TrainerConfig config,
      BackgroundThreads background) {
    TrainingWorker worker =
        new TrainingWorker(new OpenExperiments(log::read, files), claim, config.scan());
    background.add(worker.task());
    return worker;
  }

  @Produces
  @Singleton
  TrainerThreads threads(TrainerConfig config) {
    return TrainerThreads.create(config.fetchThreads());
  }
}
