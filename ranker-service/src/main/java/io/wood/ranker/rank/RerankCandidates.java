package io.wood.ranker.rank;

import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.InterruptedWorkException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Scores every candidate that was ever published again, with the model of now. */
public final class RerankCandidates implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RerankCandidates.class);

  private final Consumer<Consumer<CandidatePublished>> log;
  private final Consumer<CandidatePublished> rank;
  private final ExecutorService executor;
  private final Clock clock;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile Status status = Status.IDLE;

  /**
   * One run at a time.
   *
   * @param log gives every published candidate to its argument
   * @param rank ranks one and publishes what is to be said about it
   * @param parallel how many at once
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

  /** Starts a run; false when one is under way. */
  public synchronized boolean start() {
    if (status.running()) {
      return false;
    }
    done.set(0);
    failed.set(0);
    status = new Status(true, 0, 0, 0, clock.instant(), null, "");
    executor.execute(this::run);
    return true;
  }

  /** The present or the last run. */
  public Status status() {
    Status now = status;
    return new Status(
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
      status = new Status(true, total, 0, 0, status.startedAt(), null, "");
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
    status = new Status(false, total, 0, 0, status.startedAt(), clock.instant(), message);
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

  /**
   * How a run stands.
   *
   * @param running under way
   * @param total candidates, 0 while the log is read
   * @param done of them
   * @param failed of those: their objects are missing or corrupt
   * @param startedAt when, null before the first run
   * @param endedAt when, null while under way
   * @param message why it ended early, else empty
   */
  public record Status(
      boolean running,
      long total,
      long done,
      long failed,
      Instant startedAt,
      Instant endedAt,
      String message) {
    static final Status IDLE = new Status(false, 0, 0, 0, null, null, "");
  }
}
