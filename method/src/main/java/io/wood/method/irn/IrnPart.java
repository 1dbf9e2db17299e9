package io.wood.method.irn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.data.ImageBatch;
import io.wood.method.tensor.EngineThreads;
import io.wood.method.tensor.TensorScopes;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Some crops of a batch, whose stages of the trunk one of several threads computes. */
final class IrnPart implements AutoCloseable {
  private final int from;
  private final int to;
  private final NDManager manager;
  private final Supplier<NDList> work;
  private final Lock lock = new ReentrantLock();
  private volatile NDList stages;
  private boolean closed;

  /**
   * A part that is not computed yet.
   *
   * @param from index of the first crop
   * @param to index after the last crop
   * @param lanes threads that compute parts at the same time
   */
  IrnPart(IrnNetwork network, ImageBatch batch, int from, int to, int lanes) {
    this.from = from;
    this.to = to;
    this.manager = network.trunk().manager().newSubManager();
    this.work =
        () -> {
          try (EngineThreads share = EngineThreads.share(lanes)) {
            return TensorScopes.keepAll(
                manager, () -> network.stages(batch.images(manager, from, to)));
          }
        };
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Computes the stages, unless they are, or another thread does. */
  void compute() {
    if (lock.tryLock()) {
      try {
        computeOnce();
      } finally {
        lock.unlock();
      }
    }
  }

  boolean isComputed() {
    return stages != null;
  }

  /** The stages, which live until this part is closed; waits for the thread that computes them. */
  NDList stages() {
    lock.lock();
    try {
      computeOnce();
      return stages;
    } finally {
      lock.unlock();
    }
  }

  private void computeOnce() {
    if (stages == null && !closed) {
      stages = work.get();
    }
  }

  /** Waits for the thread that computes the stages, if one does, and frees them. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      manager.close();
    } finally {
      lock.unlock();
    }
  }
}
