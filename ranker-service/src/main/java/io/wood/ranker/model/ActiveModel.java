package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/** Holds the one network that scores; users wait until there is one. */
public final class ActiveModel implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition filled = lock.newCondition();
  private volatile ModelRef model;
  private ImageScorer scorer;

  /** The model that scores now. */
  public Optional<ModelRef> model() {
    return Optional.ofNullable(model);
  }

  /** Replaces the network; the old one is closed when its pass is over. */
  public void fill(ModelRef newModel, ImageScorer newScorer) {
    lock.lock();
    try {
      ImageScorer old = scorer;
      model = newModel;
      scorer = newScorer;
      filled.signalAll();
      if (old != null) {
        old.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Uses the network, which stays the same meanwhile; waits while there is none. */
  public <T> T use(BiFunction<ModelRef, ImageScorer, T> work) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (scorer == null) {
        filled.await();
      }
      return work.apply(model, scorer);
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
        model = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
