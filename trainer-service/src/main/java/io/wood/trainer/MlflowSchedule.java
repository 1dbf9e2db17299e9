package io.wood.trainer;

import io.wood.kit.thread.BackgroundTask;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the publication to MLflow at a regular interval on a thread of its own, if there is one. */
final class MlflowSchedule {
  private final Duration interval;
  private ScheduledExecutorService timer;
  private BackgroundTask task;

  MlflowSchedule(Duration interval) {
    this.interval = interval;
  }

  /** Sets the work; returns the task that the liveness check watches. */
  BackgroundTask of(Runnable work) {
    task = new BackgroundTask("mlflow", work);
    return task;
  }

  /** Starts, if there is work. */
  void start() {
    if (task != null) {
      timer = Executors.newSingleThreadScheduledExecutor(TrainerThreads.named("mlflow"));
      Future<?> unused =
          timer.scheduleWithFixedDelay(
              task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Interrupts what is being sent; the next start sends it again. */
  void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
