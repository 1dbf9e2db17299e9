package io.wood.bench.ledger;

import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventSender;
import io.wood.cli.client.RefusedException;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResult.Result;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Publishes, decides and kills at the same time; then waits until every image has come to an end.
 */
final class LedgerRun {
  /** How long a service may take until it is ready. */
  static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final long REVIEW_PAUSE = 200;
  private static final long BOOK_PAUSE = 2000;

  private final RunningSystem system;
  private final Terminal terminal;
  private final ConcurrentLinkedQueue<String> published = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  LedgerRun(RunningSystem system, Terminal terminal) {
    this.system = system;
    this.terminal = terminal;
  }

  /**
   * Runs, kills services meanwhile, and returns the ledger.
   *
   * @param images how many are published
   * @param kills how often a process is killed
   * @param limit how long the last images may take
   * @param services ranker and curation, started
   * @param seed of who is killed
   */
  LedgerBook run(int images, int kills, Duration limit, List<ServiceProcess> services, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return run(
        images,
        0,
        limit,
        lasts -> {
          for (int i = 1; i <= kills; i++) {
            awaitPublished(images * i / (kills + 1), lasts);
            kill(services.get(random.nextInt(services.size())));
          }
        });
  }

  private void kill(ServiceProcess victim) {
    victim.kill();
    terminal.line("%d images published: killed the %s".formatted(published.size(), victim.name()));
    victim.start();
    victim.awaitReady(START_LIMIT);
  }

  /**
   * Runs and returns the ledger.
   *
   * @param images how many are published
   * @param pause between two images, milliseconds
   * @param limit how long the last images may take
   * @param meanwhile called once with what is true while images are published
   */
  LedgerBook run(int images, long pause, Duration limit, Consumer<BooleanSupplier> meanwhile) {
    try (EventSender sender = system.sender("ledger")) {
      LedgerLoad load = new LedgerLoad(system.store(), sender, 1);
      load.publishClassifier();
      load.publishSecondClassifier();
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 1; i <= images; i++) {
                  int number = i;
                  published.add(RepeatedCall.until(limit, () -> load.publish(number)));
                  ServiceProcess.pause(pause);
                }
              });
      CompletableFuture<Void> reviewing = CompletableFuture.runAsync(this::review);
      meanwhile.accept(() -> !publishing.isDone());
      publishing.join();
      awaitEnds(limit);
      ended.set(true);
      reviewing.join();
      return RepeatedCall.until(limit, this::book);
    }
  }

  private void awaitPublished(int count, BooleanSupplier lasts) {
    while (published.size() < count && lasts.getAsBoolean()) {
      ServiceProcess.pause(20);
    }
  }

  private void awaitEnds(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!RepeatedCall.until(limit, this::book).complete() && System.nanoTime() < deadline) {
      ServiceProcess.pause(BOOK_PAUSE);
    }
  }

  private LedgerBook book() {
    return LedgerBook.of(system.tail(), system.deadLetters(), published, acknowledged);
  }

  /** A reviewer who decides everything, and tries again what was not acknowledged. */
  private void review() {
    boolean waiting = false;
    while (!ended.get()) {
      try {
        List<DecisionRequest> decisions =
            system
                .api("curation")
                .get("api/candidates?limit=20", CandidatePage.class)
                .candidates()
                .stream()
                .map(card -> DecisionRequest.of(card.image(), Verdict.APPROVED, "", List.of()))
                .toList();
        if (!decisions.isEmpty()) {
          system
              .api("curation")
              .post("api/decisions", new DecisionBatch("ledger", decisions), DecisionResults.class)
              .results()
              .stream()
              .filter(result -> result.result() == Result.RECORDED)
              .forEach(result -> acknowledged.add(result.decision()));
        }
        waiting = false;
      } catch (CommandFailedException | RefusedException e) {
        // Killed meanwhile: what was not acknowledged is decided again.
        if (!waiting) {
          terminal.line("the reviewer waits: " + e.getMessage());
        }
        waiting = true;
      }
      ServiceProcess.pause(REVIEW_PAUSE);
    }
  }
}
