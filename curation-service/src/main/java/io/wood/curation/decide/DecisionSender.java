package io.wood.curation.decide;

import io.wood.contracts.api.ProblemDetail;
import io.wood.contracts.event.CurationDecided;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Publishes decisions concurrently and waits until Kafka has acknowledged them. */
public final class DecisionSender implements AutoCloseable {
  private final EventPublisher publisher;
  private final ExecutorService executor;

  /**
   * Sends with a pool of threads; each decision costs a round trip to Kafka.
   *
   * @param threads how many decisions are sent concurrently
   */
  public DecisionSender(EventPublisher publisher, int threads) {
    this.publisher = publisher;
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "decision-sender");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Publishes decisions and returns the problem of each one that failed, by decision id. */
  Map<String, ProblemDetail> send(List<CurationDecided> decisions) {
    Map<String, ProblemDetail> problems = new ConcurrentHashMap<>();
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

  private void send(CurationDecided decision, Map<String, ProblemDetail> problems) {
    try {
      publisher.publish(decision);
    } catch (TransientFailure | PermanentFailure e) {
      problems.put(decision.decision(), DecisionProblems.notAcknowledged(e.getMessage()));
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
