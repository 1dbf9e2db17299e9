package io.wood.trainer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.wood.log.LogFollower;
import io.wood.trainer.run.TrainingWorker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts what runs by itself, and stops it in order. */
@ApplicationScoped
class TrainerLifecycle {
  /** Before the shared kit gives up on its retries. */
  private static final int EARLY = 100;

  private final TrainingWorker worker;
  private final LogFollower follower;
  private final TrainerThreads threads;
  private final TrainerConfig config;

  TrainerLifecycle(
      TrainingWorker worker, LogFollower follower, TrainerThreads threads, TrainerConfig config) {
    this.worker = worker;
    this.follower = follower;
    this.threads = threads;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    follower.start();
    worker.start();
  }

  void onStop(@Observes @Priority(EARLY) ShutdownEvent event) throws InterruptedException {
    worker.close(config.timeout());
    follower.close();
    threads.close();
  }
}
