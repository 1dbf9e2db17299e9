package io.wood.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.store.StoreUnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitingExperimentsTest {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(TrainerThreads.named("counting"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private LongSupplier queued = () -> 3;

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void showsTheLastKnownCountWhileTheStoreIsAway() {
    WaitingExperiments waiting = measured();
    assertThat(count()).isEqualTo(3);

    queued =
        () -> {
          throw new StoreUnavailableException("the store is away", null);
        };
    assertThat(count()).isEqualTo(3);
    assertThat(waiting.task().problem()).isEmpty();

    queued = () -> 2;
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aScrapeDoesNotWaitForASlowStore() throws InterruptedException {
    measured();
    assertThat(count()).isEqualTo(3);
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    queued =
        () -> {
          asked.countDown();
          await(answered);
          return 4;
        };

    assertThat(count()).isEqualTo(3);
    asked.await();
    answered.countDown();

    assertThat(count()).isEqualTo(4);
  }

  @Test
  void showsTheLastKnownCountAfterTheThreadHasStopped() {
    measured();
    assertThat(count()).isEqualTo(3);
    thread.shutdownNow();

    assertThat(count()).isEqualTo(3);
  }

  private WaitingExperiments measured() {
    WaitingExperiments waiting = new WaitingExperiments(() -> queued.getAsLong(), thread);
    waiting.measure(meters);
    return waiting;
  }

  private double count() {
    return meters.get("wood.trainer.waiting").gauge().value();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
