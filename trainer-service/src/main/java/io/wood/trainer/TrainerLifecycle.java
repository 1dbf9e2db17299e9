package io.wood.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.wood.log.LogFollower;
import io.wood.trainer.run.TrainingWorker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the background threads and stops them in order. */
@ApplicationScoped
class TrainerLifecycle {
  /** Runs before the shared kit stops its retries. */
  private static final int EARLY = 100;

  private final TrainingWorker worker;
  private final LogFollower follower;
  private final TrainerThreads threads;
  private final MlflowSchedule mlflow;
  private final WaitingExperiments waiting;
  private final MeterRegistry meters;
  private final TrainerConfig config;

  TrainerLifecycle(
      TrainingWorker worker,
      LogFollower follower,
      TrainerThreads threads,
      MlflowSchedule mlflow,
      WaitingExperiments waiting,
      MeterRegistry meters,
      TrainerConfig config) {
    this.worker = worker;
    this.follower = follower;
    this.threads = threads;
    this.mlflow = mlflow;
    this.waiting = waiting;
    this.meters = meters;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    waiting.measure(meters);
    follower.start();
    worker.start();
    mlflow.start();
  }

  void onStop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
    worker.close(config.timeout());
    follower.close();
    mlflow.close();
    threads.close();
  }
}
