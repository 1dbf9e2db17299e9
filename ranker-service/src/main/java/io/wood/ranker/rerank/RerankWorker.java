package io.wood.ranker.rerank;

import io.wood.contracts.event.RerankingRequested;
import io.wood.kit.artifact.LeaseHeartbeat;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import io.wood.store.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Works on open re-rankings, the oldest first, one partition at a time. A lease gives each
 * partition to one replica; the lease of a replica that died expires, and another one goes on.
 */
public final class RerankWorker implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RerankWorker.class);

  private final RerankOrders orders;
  private final ShowRerankings show;
  private final RerankFiles files;
  private final CandidateLog log;
  private final GenerationRanker.Factory classifiers;
  private final Duration lease;
  private final Clock clock;
  private final ExecutorService executor;
  private volatile boolean closed;

  /**
   * Works when {@link #run} is called.
   *
   * @param lease how long a partition stays with a replica that does not answer
   * @param parallel number of candidates at the same time
   */
  public RerankWorker(
      RerankOrders orders,
      ShowRerankings show,
      RerankFiles files,
      CandidateLog log,
      GenerationRanker.Factory classifiers,
      Duration lease,
      int parallel,
      Clock clock) {
    this.orders = orders;
    this.show = show;
    this.files = files;
    this.log = log;
    this.classifiers = classifiers;
    this.lease = lease;
    this.clock = clock;
    AtomicInteger numbers = new AtomicInteger();
    this.executor =
        Executors.newFixedThreadPool(
            parallel,
            work -> {
              Thread thread = new Thread(work, "rerank-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Works until no partition is free; returns at once when there is nothing to do. An order that
   * fails does not hold up the later ones; the first failure is thrown at the end.
   */
  @Override
  public void run() {
    RuntimeException first = null;
    for (RerankingRequested order : orders.all()) {
      try {
        if (!closed && show.of(order).running()) {
          work(order);
        }
      } catch (RuntimeException e) {
        LOG.warnf("%s is tried again later: %s", order.reranking(), e);
        first = first == null ? e : first;
      }
    }
    if (first != null && !closed) {
      throw first;
    }
  }

  private void work(RerankingRequested order) {
    try (Classifier classifier = new Classifier(order)) {
      for (int partition : ShowRerankings.partitions(order)) {
        if (closed || files.cancellation(order.reranking()).isPresent()) {
          return;
        }
        if (isOpen(order, partition)) {
          Optional<Lease> free = files.lease(order.reranking(), partition, lease);
          free.ifPresent(held -> work(order, partition, classifier, held));
        }
      }
    }
  }

  private boolean isOpen(RerankingRequested order, int partition) {
    return files
        .progress(order.reranking(), partition)
        .map(progress -> progress.endedAt() == null)
        .orElse(true);
  }

  private void work(
      RerankingRequested order, int partition, Classifier classifier, Lease partitionLease) {
    AtomicBoolean stop = new AtomicBoolean();
    Runnable beat = () -> files.cancellation(order.reranking()).ifPresent(by -> stop.set(true));
    try (LeaseHeartbeat held = new LeaseHeartbeat(partitionLease, lease, taken -> {}, beat)) {
      // Another replica may have ended it before this one got the lease.
      if (isOpen(order, partition)) {
        LOG.infof("%s: partition %d", order.reranking(), partition);
        new RerankPart(
                files,
                order,
                partition,
                classifier.loaded(),
                executor,
                clock,
                () -> closed || stop.get() || !held.isHeld())
            .run(log);
      }
    } catch (MissingObjectException | CorruptObjectException | IllegalArgumentException e) {
      LOG.errorf("%s: partition %d is given up: %s", order.reranking(), partition, e.getMessage());
      PartProgress progress =
          files
              .progress(order.reranking(), partition)
              .orElseGet(() -> PartProgress.start(clock.instant()));
      files.save(order.reranking(), partition, progress.ended(clock.instant(), e.getMessage()));
    }
  }

  /** The candidates in work end; those that wait end at once, without being ranked. */
  @Override
  public void close() {
    closed = true;
    executor.shutdown();
  }

  /** The classifier of an order, loaded once there is a partition for this replica. */
  private final class Classifier implements AutoCloseable {
    private final RerankingRequested order;
    private GenerationRanker loaded;

    Classifier(RerankingRequested order) {
      this.order = order;
    }

    GenerationRanker loaded() {
      if (loaded == null) {
        loaded = classifiers.open(order.model());
      }
      return loaded;
    }

    @Override
    public void close() {
      if (loaded != null) {
        loaded.close();
      }
    }
  }
}
