package io.wood.method.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads the tensor operations of this thread are spread over, as a scope. Closing
 * restores what was before.
 *
 * <p>The engine keeps this per thread, and gives a thread that has not said what the last one said:
 * once a process uses {@link #share}, whatever else computes in it says {@link #all()}.
 */
public final class EngineThreads implements AutoCloseable {
  private static final int ALL = initial();

  private final int before;

  private EngineThreads(int count) {
    before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(count);
  }

  /** The cores, or what {@code ai.djl.pytorch.num_threads} says. */
  private static int initial() {
    Engine.getInstance();
    return JniUtils.getNumThreads();
  }

  /** All threads there are. */
  public static EngineThreads all() {
    return new EngineThreads(ALL);
  }

  /**
   * An equal share, one at least: where several threads compute side by side, each with a team of
   * all cores would wait for the others' at every operation.
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
