package io.wood.refiner.stage;

import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementTask;
import io.wood.store.StoreUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Counts the attempts at tasks in the store. A task that ends its process (out of memory, a crash
 * of the engine) comes to the next replica, and would end one after another. What was in work with
 * it counts too, so a task that was tried before runs alone.
 */
final class TaskAttempts {
  static final int LIMIT = 3;

  private static final Logger LOG = Logger.getLogger(TaskAttempts.class);

  private final StageOutputs outputs;
  private final ReadWriteLock alone = new ReentrantReadWriteLock(true);
  private final Set<RefinementTask> inWork = ConcurrentHashMap.newKeySet();

  TaskAttempts(StageOutputs outputs) {
    this.outputs = outputs;
  }

  /**
   * Runs an attempt; one that throws an exception, or meets a fault of its process, is not counted.
   *
   * @param givenUp the result of a task that was tried too often
   */
  ImageRefined run(
      RefinementTask task, Supplier<ImageRefined> work, Supplier<ImageRefined> givenUp) {
    boolean first = outputs.countFirstAttempt(task);
    Lock lock = first ? alone.readLock() : alone.writeLock();
    lock.lock();
    try {
      if (!first && outputs.countAttempt(task) > LIMIT) {
        ImageRefined stored = outputs.storeResult(givenUp.get());
        forget(task);
        return stored;
      }
      return attempt(task, work);
    } finally {
      lock.unlock();
    }
  }

  private ImageRefined attempt(RefinementTask task, Supplier<ImageRefined> work) {
    inWork.add(task);
    try {
      ImageRefined stored = outputs.storeResult(work.get());
      forget(task);
      return stored;
    } catch (RuntimeException | LinkageError | InternalError e) {
      // The process lacks a library, say: no attempt that ended it.
      forget(task);
      throw e;
    } finally {
      inWork.remove(task);
    }
  }

  /** Counts no attempt that an orderly stop interrupts. */
  void close() {
    inWork.forEach(this::forget);
  }

  private void forget(RefinementTask task) {
    try {
      outputs.forgetAttempts(task);
    } catch (StoreUnavailableException e) {
      LOG.debugf("the attempts at %s stay counted: %s", task.image(), e.getMessage());
    }
  }
}
