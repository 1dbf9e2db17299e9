package io.wood.method.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Sets the number of threads for the tensor operations of this thread, as a scope. Closing restores
 * the previous number.
 *
 * <p>The engine keeps the number per thread, and a new thread takes over the number that was set
 * last: once a process uses {@link #share}, all its other computations must use {@link #all()}.
 */
public final class EngineThreads implements AutoCloseable {
  private static final int ALL = initial();

  private final int before;

  private EngineThreads(int count) {
    before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(count);
  }

  /** The cores, or {@code ai.djl.pytorch.num_threads}. */
  private static int initial() {
    Engine.getInstance();
    return JniUtils.getNumThreads();
  }

  /** How many threads {@link #all} gives. */
  public static int count() {
    return ALL;
  }

  /** All threads. */
  public static EngineThreads all() {
    return new EngineThreads(ALL);
  }

  /**
   * An equal share, at least one: if several threads compute at the same time and each uses all
   * cores, they wait for each other at every operation.
   *
   * @param sharers threads that compute at the same time
   */
  public static EngineThreads share(int sharers) {
    return new EngineThreads(Math.max(1, ALL / sharers));
  }

  @Override
  public void close() {
    JniUtils.setNumThreads(before);
  }
}
