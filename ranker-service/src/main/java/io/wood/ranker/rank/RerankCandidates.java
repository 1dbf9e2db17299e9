package io.wood.ranker.rank;

import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.InterruptedWorkException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Scores every published candidate that the active model has not scored yet. */
public final class RerankCandidates implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RerankCandidates.class);

  private final Consumer<Consumer<CandidatePublished>> log;
  private final Consumer<CandidatePublished> rank;
  private final ExecutorService executor;
  private final Clock clock;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile RerankStatus status = RerankStatus.IDLE;

  /**
   * Prepares runs; only one runs at a time.
   *
   * @param log passes every published candidate to its argument
   * @param rank ranks one candidate and publishes the result
   * @param parallel number of candidates at the same time
   */
  public RerankCandidates(
      Consumer<Consumer<CandidatePublished>> log,
      Consumer<CandidatePublished> rank,
      int parallel,
      Clock clock) {
    this.log = log;
    this.rank = rank;
    this.clock = clock;
    this.executor = Executors.newFixedThreadPool(parallel + 1, RerankCandidates::daemonThread);
  }

  /** Starts a run; returns false if one is in progress. */
  public synchronized boolean start() {
    if (status.running()) {
      return false;
    }
    done.set(0);
    failed.set(0);
    status = new RerankStatus(true, 0, 0, 0, clock.instant(), null, "");
    executor.execute(this::run);
    return true;
  }

  /** The current or last run. */
  public RerankStatus status() {
    RerankStatus now = status;
    return new RerankStatus(
        now.running(),
        now.total(),
        done.get(),
        failed.get(),
        now.startedAt(),
        now.endedAt(),
        now.message());
  }

  private void run() {
    String message = "";
    long total = 0;
    try {
      Map<String, CandidatePublished> candidates = new LinkedHashMap<>();
      log.accept(candidate -> candidates.putIfAbsent(candidate.image(), candidate));
      total = candidates.size();
      status = new RerankStatus(true, total, 0, 0, status.startedAt(), null, "");
      CompletableFuture.allOf(
              candidates.values().stream()
                  .map(one -> CompletableFuture.runAsync(() -> rank(one), executor))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (RuntimeException e) {
      // Whatever happened, the run has ended: the next one must be able to start.
      LOG.warn("ranking all candidates again broke off", e);
      message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    }
    status = new RerankStatus(false, total, 0, 0, status.startedAt(), clock.instant(), message);
  }

  private void rank(CandidatePublished candidate) {
    try {
      rank.accept(candidate);
    } catch (InterruptedWorkException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warnf("%s cannot be ranked again: %s", candidate.image(), e.getMessage());
      failed.incrementAndGet();
    } finally {
      done.incrementAndGet();
    }
  }

  private static Thread daemonThread(Runnable work) {
    Thread thread = new Thread(work, "rerank");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
