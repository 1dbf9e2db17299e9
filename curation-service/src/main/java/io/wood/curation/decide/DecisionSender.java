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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Publishes decisions concurrently, those on one image in their order, and waits until Kafka has
 * acknowledged them.
 */
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

  /**
   * Publishes decisions and returns the problem of each one that failed, by decision id. Once Kafka
   * does not acknowledge one of them, the rest is not sent: a broker that is away must not hold a
   * reviewer for hours. Sending the same decisions again is safe, since their ids stay.
   */
  Map<String, ProblemDetail> send(List<CurationDecided> decisions) {
    Map<String, ProblemDetail> problems = new ConcurrentHashMap<>();
    AtomicReference<String> away = new AtomicReference<>();
    if (decisions.size() == 1) {
      send(decisions.get(0), away, problems);
      return problems;
    }
    CompletableFuture.allOf(
            decisions.stream()
                .collect(Collectors.groupingBy(CurationDecided::image))
                .values()
                .stream()
                .map(
                    ofImage ->
                        CompletableFuture.runAsync(
                            () -> ofImage.forEach(decision -> send(decision, away, problems)),
                            executor))
                .toArray(CompletableFuture[]::new))
        .join();
    return problems;
  }

  /**
   * Publishes decisions that were made before.
   *
   * @throws TransientFailure when one of them was not acknowledged
   */
  public void resend(List<CurationDecided> decisions) {
    send(decisions).values().stream()
        .findFirst()
        .ifPresent(
            problem -> {
              throw new TransientFailure(problem.detail(), null);
            });
  }

  private void send(
      CurationDecided decision, AtomicReference<String> away, Map<String, ProblemDetail> problems) {
    String failure = away.get();
    if (failure == null) {
      try {
        publisher.publish(decision);
        return;
      } catch (TransientFailure e) {
        failure = e.getMessage();
        away.set(failure);
      } catch (PermanentFailure e) {
        failure = e.getMessage();
      }
    }
    problems.put(decision.decision(), DecisionProblems.notAcknowledged(failure));
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
