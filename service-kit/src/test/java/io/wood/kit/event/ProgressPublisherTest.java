package io.wood.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressPublisherTest {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<Event> published = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    thread.shutdownNow();
  }

  @Test
  void neverWaitsForKafkaAndKeepsTheLatestEvent() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    ProgressPublisher progress =
        new ProgressPublisher(
            event -> {
              asked.countDown();
              await(back);
              published.add(event);
            },
            thread);

    progress.offer(step(0));
    asked.await();
    for (int i = 1; i <= 1000; i++) {
      progress.offer(step(i));
    }
    back.countDown();
    progress.flush();

    assertThat(published).containsExactly(step(0), step(1000));
  }

  @Test
  void dropsWhatKafkaDoesNotTakeAndGoesOn() {
    ProgressPublisher progress =
        new ProgressPublisher(
            event -> {
              if (event.equals(step(1))) {
                throw new TransientFailure("Kafka is away", null);
              }
              published.add(event);
            },
            thread);

    progress.offer(step(1));
    progress.flush();
    progress.offer(step(2));
    progress.flush();

    assertThat(published).containsExactly(step(2));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RefinementProgressed step(int done) {
    return new RefinementProgressed(
        "run",
        RunState.RUNNING,
        new StepProgress("irn", done, 1000, "steps", 0, null),
        Map.of(),
        "",
        Instant.parse("2026-01-01T12:00:00Z"));
  }
}
