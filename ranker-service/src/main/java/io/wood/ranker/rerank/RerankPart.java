package io.wood.ranker.rerank;

import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.RerankingRequested;
import io.wood.kit.event.InterruptedWorkException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Re-ranks one partition from where it was left. At most {@link #CHUNK} candidates are in memory;
 * after each chunk the progress is stored, so a killed replica repeats one chunk at most, and what
 * that chunk has published already is not published again.
 */
final class RerankPart {
  private static final Logger LOG = Logger.getLogger(RerankPart.class);

  /** Candidates in memory: enough that the rest of a chunk does not idle the network. */
  static final int CHUNK = 512;

  /** Records after which the progress is stored although few of them are selected. */
  static final int RECORDS = 50_000;

  private final RerankFiles files;
  private final RerankingRequested order;
  private final int partition;
  private final GenerationRanker ranker;
  private final Executor executor;
  private final Clock clock;
  private final BooleanSupplier stopped;
  private final List<CandidatePublished> chunk = new ArrayList<>(CHUNK);
  private PartProgress progress;
  private volatile boolean ended;

  /**
   * Prepares to go on with the part.
   *
   * @param executor runs the candidates of a chunk at the same time
   * @param stopped true ends it after the candidates in work, also when it is false again later;
   *     asked often
   */
  RerankPart(
      RerankFiles files,
      RerankingRequested order,
      int partition,
      GenerationRanker ranker,
      Executor executor,
      Clock clock,
      BooleanSupplier stopped) {
    this.files = files;
    this.order = order;
    this.partition = partition;
    this.ranker = ranker;
    this.executor = executor;
    this.clock = clock;
    this.stopped = stopped;
  }

  void run(CandidateLog log) {
    progress =
        files
            .progress(order.reranking(), partition)
            .orElseGet(() -> PartProgress.start(clock.instant()));
    files.save(order.reranking(), partition, progress);
    log.read(order, partition, progress.next(), this::add, this::isStopped);
    process(order.upTo().get(partition));
    if (!isStopped()) {
      files.save(order.reranking(), partition, progress.ended(clock.instant(), ""));
    }
  }

  /** Stays true: a candidate that was left out must not count as processed. */
  private boolean isStopped() {
    if (!ended && stopped.getAsBoolean()) {
      ended = true;
    }
    return ended;
  }

  private void add(CandidateLog.Entry entry) {
    entry.candidate().ifPresent(chunk::add);
    if (chunk.size() == CHUNK || entry.offset() + 1 - progress.next() >= RECORDS) {
      process(entry.offset() + 1);
    }
  }

  /** Stores nothing once it is stopped: part of the chunk is not processed then. */
  private void process(long next) {
    AtomicLong failed = new AtomicLong();
    CompletableFuture.allOf(
            chunk.stream()
                .map(one -> CompletableFuture.runAsync(() -> rank(one, failed), executor))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    if (!isStopped()) {
      progress = progress.processed(next, chunk.size(), failed.get());
      files.save(order.reranking(), partition, progress);
    }
    chunk.clear();
  }

  private void rank(CandidatePublished candidate, AtomicLong failed) {
    if (isStopped()) {
      return;
    }
    try {
      ranker.rank(candidate);
    } catch (InterruptedWorkException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warnf("%s: %s cannot be ranked: %s", order.reranking(), candidate.image(), e);
      failed.incrementAndGet();
    }
  }
}
