package io.wood.bench.ledger;

import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventTail;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.ranker.ModelStatus;
import io.wood.contracts.api.ranker.RerankOrder;
import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Re-ranks everything by a second classifier with two rankers, kills one of them in the middle, and
 * accounts for the generation.
 */
final class RerankKill {
  private static final long PAUSE = 250;

  private final Supplier<EventTail> log;
  private final Terminal terminal;
  private final Duration limit;

  /**
   * Prepares.
   *
   * @param limit how long each step may take
   */
  RerankKill(Supplier<EventTail> log, Terminal terminal, Duration limit) {
    this.log = log;
    this.terminal = terminal;
    this.limit = limit;
  }

  /**
   * Runs with classifiers that are published already.
   *
   * @param survivor a ranker that works
   * @param victim a ranker that is not started yet
   * @return true when every scored image has one result of the second classifier
   */
  boolean run(ServiceProcess survivor, ServiceProcess victim) {
    victim.start();
    victim.awaitReady(limit);
    for (ServiceProcess ranker : new ServiceProcess[] {survivor, victim}) {
      await("the second classifier", () -> knows(ranker));
    }
    Set<String> scored = results(LedgerLoad.FIRST).keySet();
    long before = written();
    RerankStatus order =
        survivor
            .api()
            .post(
                "api/rerankings",
                new RerankOrder(LedgerLoad.SECOND, null, null, null, null, null),
                RerankStatus.class);
    await("a third of the generation", () -> written() - before > scored.size() / 3);
    victim.kill();
    terminal.line(
        "%d of %d images ranked again: killed one of two rankers"
            .formatted(results(LedgerLoad.SECOND).size(), scored.size()));
    await("the end of the re-ranking", () -> !status(survivor, order).running());
    RerankStatus end = status(survivor, order);
    Map<String, Integer> generation = results(LedgerLoad.SECOND);
    Set<String> missing = new HashSet<>(scored);
    missing.removeAll(generation.keySet());
    long doubled = generation.values().stream().filter(count -> count > 1).count();
    terminal.line(
        "re-ranking %s: %d images, %d missing, %d twice"
            .formatted(end.state(), generation.size(), missing.size(), doubled));
    return end.state().equals("SUCCEEDED") && missing.isEmpty() && doubled == 0;
  }

  private static RerankStatus status(ServiceProcess ranker, RerankStatus order) {
    return ranker.api().get("api/rerankings/" + order.reranking(), RerankStatus.class);
  }

  private static boolean knows(ServiceProcess ranker) {
    return ranker.api().get("api/model", ModelStatus.class).known().stream()
        .anyMatch(model -> model.experiment().equals(LedgerLoad.SECOND));
  }

  /** Results in the log, of all classifiers. */
  private long written() {
    EventTail tail = log.get();
    return tail.count(CandidateRanked.class) + tail.count(CandidateDismissed.class);
  }

  /** The number of results of each image by the classifier of an experiment. */
  private Map<String, Integer> results(String experiment) {
    Map<String, Integer> results = new HashMap<>();
    EventTail tail = log.get();
    tail.readAll(
        CandidateRanked.class,
        event -> {
          if (event.model().experiment().equals(experiment)) {
            results.merge(event.image(), 1, Integer::sum);
          }
        });
    tail.readAll(
        CandidateDismissed.class,
        event -> {
          if (event.model() != null && event.model().experiment().equals(experiment)) {
            results.merge(event.image(), 1, Integer::sum);
          }
        });
    return results;
  }

  private void await(String what, BooleanSupplier condition) {
    ServiceProcess.await(what, limit, PAUSE, condition);
  }
}
