package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** Holds the active classifier; callers wait until there is one. */
public final class ActiveModel implements AutoCloseable {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Condition available = lock.writeLock().newCondition();
  private volatile ImageScorer scorer;

  /** The active classifier. */
  public Optional<ModelRef> model() {
    return Optional.ofNullable(scorer).map(ImageScorer::model);
  }

  /** Replaces the classifier; closes the old one after its current passes. */
  public void replace(ImageScorer newScorer) {
    lock.writeLock().lock();
    try {
      ImageScorer old = scorer;
      scorer = newScorer;
      available.signalAll();
      if (old != null) {
        old.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Applies a function to the classifier, which is not replaced meanwhile; waits for the first.
   * Several threads may use it at a time.
   */
  public <T> T use(Function<ImageScorer, T> work) throws InterruptedException {
    while (true) {
      awaitFirst();
      lock.readLock().lockInterruptibly();
      try {
        if (scorer != null) {
          return work.apply(scorer);
        }
      } finally {
        lock.readLock().unlock();
      }
    }
  }

  private void awaitFirst() throws InterruptedException {
    if (scorer != null) {
      return;
    }
    lock.writeLock().lockInterruptibly();
    try {
      while (scorer == null) {
        available.await();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (scorer != null) {
        scorer.close();
        scorer = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
