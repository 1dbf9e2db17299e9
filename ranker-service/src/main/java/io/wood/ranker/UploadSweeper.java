package io.wood.ranker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.wood.kit.thread.BackgroundTask;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.ranker.submit.StagedUploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Deletes from time to time what was uploaded by a link and never confirmed. */
@ApplicationScoped
class UploadSweeper {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "uploads"));

  private final BackgroundTask sweeping;
  private final long seconds;

  UploadSweeper(StagedUploads uploads, RankerConfig config, BackgroundThreads threads) {
    this.sweeping = new BackgroundTask("uploads", uploads::deleteOld);
    this.seconds = Math.max(1, config.uploadValidity().toSeconds());
    threads.add(sweeping);
  }

  void onStart(@Observes StartupEvent event) {
    Future<?> unused =
        executor.scheduleWithFixedDelay(sweeping, seconds, seconds, TimeUnit.SECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }
}
