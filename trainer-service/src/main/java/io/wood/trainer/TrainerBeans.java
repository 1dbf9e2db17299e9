package io.wood.trainer;

import ai.djl.Device;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TopicLog;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.log.LogFollower;
import io.wood.method.tensor.Devices;
import io.wood.store.ArtifactStore;
import io.wood.store.Leases;
import io.wood.trainer.experiment.CompareExperiments;
import io.wood.trainer.experiment.DatasetCatalog;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.OodImages;
import io.wood.trainer.experiment.OpenExperiments;
import io.wood.trainer.experiment.RegisterExperiment;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.run.CancelExperiment;
import io.wood.trainer.run.ClaimExperiment;
import io.wood.trainer.run.FetchImages;
import io.wood.trainer.run.FreezeManifest;
import io.wood.trainer.run.LatestValueDispatcher;
import io.wood.trainer.run.MethodTrainingEngine;
import io.wood.trainer.run.RunExperiment;
import io.wood.trainer.run.RunMetrics;
import io.wood.trainer.run.RunSettings;
import io.wood.trainer.run.SuperviseRun;
import io.wood.trainer.run.TrainingEngine;
import io.wood.trainer.run.TrainingWorker;
import io.wood.trainer.store.RunFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** How the parts hang together. */
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
      ExperimentView view) {
    LogFollower follower =
        LogFollower.ofEvents(
            "experiment-log",
            kafka,
            Set.of(ExperimentRequested.class, TrainingProgressed.class, ClassifierTrained.class),
            view::on);
    background.add(follower);
    return follower;
  }

  @Produces
  @Singleton
  RequestExperiment requests(
      ArtifactStore store,
      RunFiles files,
      DatasetCatalog datasets,
      EventPublisher publisher,
      Clock clock) {
    return new RequestExperiment(store, files, datasets, publisher, clock);
  }

  @Produces
  @Singleton
  ShowExperiment experiments(ExperimentView view, RunFiles files, Clock clock) {
    return new ShowExperiment(view, files, clock);
  }

  @Produces
  @Singleton
  CompareExperiments comparisons(ShowExperiment experiments) {
    return new CompareExperiments(experiments);
  }

  @Produces
  @Singleton
  OodImages oods(RunFiles files, ArtifactStore store) {
    return new OodImages(files, store);
  }

  @Produces
  @Singleton
  RegisterExperiment register(RunFiles files, TrainingWorker worker) {
    return new RegisterExperiment(files, worker::wake);
  }

  @Produces
  @Singleton
  CancelExperiment cancels(
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

  /** Found at the start, so that a trainer without its device claims no experiment. */
  @Produces
  @Singleton
  Device device(TrainerConfig config) {
    // PyTorch reads this once, when its engine is loaded.
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
  TrainingEngine training(ArtifactStore store, Device device) {
    return new MethodTrainingEngine(store, device);
  }

  @Produces
  @Singleton
  SuperviseRun supervise(
      ArtifactStore store,
      RunFiles files,
      TopicLog log,
      TrainingEngine training,
      MeterRegistry meters,
      RunSettings settings,
      SuperviseRun.Telling telling,
      TrainerThreads threads,
      TrainerConfig config) {
    return new SuperviseRun(
        files,
        new FreezeManifest(files, log::read, config.codeVersion()),
        new RunExperiment(
            store, files, new FetchImages(store, threads.fetching()), training, telling.clock()),
        new RunMetrics(meters),
        settings,
        telling);
  }

  @Produces
  @Singleton
  SuperviseRun.Telling telling(
      EventPublisher publisher, EventConsumer events, TrainerThreads threads, Clock clock) {
    return new SuperviseRun.Telling(
        event -> events.retrying("publishing " + event.eventId(), () -> publisher.publish(event)),
        new LatestValueDispatcher<>(threads.telling(), progress -> mention(publisher, progress)),
        threads.storing(),
        clock);
  }

  /** Progress is worth a word, not a wait. */
  private static void mention(EventPublisher publisher, TrainingProgressed progress) {
    try {
      publisher.publish(progress);
    } catch (TransientFailure e) {
      LOG.warnf("%s is left out: %s", progress.eventId(), e.getMessage());
    }
  }

  @Produces
  @Singleton
  ClaimExperiment claim(
      RunFiles files, Leases leases, SuperviseRun supervise, RunSettings settings) {
    return new ClaimExperiment(files, leases, supervise, settings);
  }

  @Produces
  @Singleton
  TrainingWorker worker(
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
