package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.kit.EventPublisher;
import io.wood.kit.Problem;
import io.wood.kit.TransientFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Publishes decisions and waits for Kafka; many at once, since each waits for a round trip. */
final class DecisionSender implements AutoCloseable {
  private final EventPublisher publisher;
  private final ExecutorService executor;

  /**
   * Publishes.
   *
   * @param atOnce decisions that wait for Kafka at the same time
   */
  DecisionSender(EventPublisher publisher, int atOnce) {
    this.publisher = publisher;
    this.executor =
        Executors.newFixedThreadPool(
            atOnce,
            work -> {
              Thread thread = new Thread(work, "decision-sender");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What went wrong, by decision id; empty when Kafka has acknowledged them all. */
  Map<String, Problem> send(List<CurationDecided> decisions) {
    Map<String, Problem> problems = new ConcurrentHashMap<>();
    if (decisions.size() == 1) {
      send(decisions.get(0), problems);
      return problems;
    }
    CompletableFuture.allOf(
            decisions.stream()
                .map(
                    decision ->
                        CompletableFuture.runAsync(() -> send(decision, problems), executor))
                .toArray(CompletableFuture[]::new))
        .join();
    return problems;
  }

  private void send(CurationDecided decision, Map<String, Problem> problems) {
    try {
      publisher.publish(decision);
    } catch (TransientFailure e) {
      problems.put(decision.decision(), Refusals.notAcknowledged(e.getMessage()));
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
