package io.wood.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.store.ArtifactStore;
import io.wood.store.lease.Leases;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.mlflow.DescribeRun;
import io.wood.trainer.mlflow.MlflowFolder;
import io.wood.trainer.mlflow.MlflowServer;
import io.wood.trainer.mlflow.PublishRuns;
import io.wood.trainer.run.RunSettings;
import io.wood.trainer.store.MlflowFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** CDI wiring of MLflow. */
@Singleton
final class MlflowBeans {
  @Produces
  @Singleton
  DescribeRun describeRun(ShowExperiment experiments, RefinementLinks refinements) {
    return new DescribeRun(experiments, refinements);
  }

  @Produces
  @Singleton
  MlflowFolder mlflowFolder(DescribeRun runs, TrainerConfig config) {
    return new MlflowFolder(runs, config.mlflowExperiment());
  }

  /** Publishes only if a server is configured. */
  @Produces
  @Singleton
  MlflowSchedule mlflowSchedule(
      DescribeRun runs,
      ArtifactStore store,
      Leases leases,
      RunSettings settings,
      TrainerConfig config,
      MeterRegistry meters,
      BackgroundThreads background,
      Clock clock) {
    MlflowSchedule schedule = new MlflowSchedule(config.scan());
    config
        .mlflowUri()
        .ifPresent(
            uri -> {
              PublishRuns publish =
                  new PublishRuns(
                      runs,
                      new MlflowServer(
                          uri, config.mlflowExperiment(), config.mlflowAuthorization()),
                      new MlflowFiles(store),
                      leases,
                      settings.owner(),
                      clock);
              meters.gauge("wood.trainer.mlflow.waiting", publish, PublishRuns::waiting);
              background.add(schedule.of(publish::publish));
            });
    return schedule;
  }
}
