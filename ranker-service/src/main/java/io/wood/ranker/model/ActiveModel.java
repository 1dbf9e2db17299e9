package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Holds the active classifier; callers wait until there is one. */
public final class ActiveModel implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition available = lock.newCondition();
  private volatile ImageScorer scorer;

  /** The active classifier. */
  public Optional<ModelRef> model() {
    return Optional.ofNullable(scorer).map(ImageScorer::model);
  }

  /** Replaces the classifier; closes the old one after its current pass. */
  public void replace(ImageScorer newScorer) {
    lock.lock();
    try {
      ImageScorer old = scorer;
      scorer = newScorer;
      available.signalAll();
      if (old != null) {
        old.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Applies a function to the classifier, which is not replaced meanwhile; waits for the first. */
  public <T> T use(Function<ImageScorer, T> work) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (scorer == null) {
        available.await();
      }
      return work.apply(scorer);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (scorer != null) {
        scorer.close();
        scorer = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
