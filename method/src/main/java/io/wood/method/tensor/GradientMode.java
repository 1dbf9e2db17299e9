package io.wood.method.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Sets whether operations of this thread are recorded for a backward pass, as a scope.
 *
 * <p>The engine keeps this per thread, and most threads start with recording on: inference uses
 * {@code try (GradientMode off = GradientMode.off())}, training {@link #on()}. Closing restores the
 * previous mode.
 */
public final class GradientMode implements AutoCloseable {
  private final boolean before;

  private GradientMode(boolean recording) {
    // Loading the engine sets the mode of the loading thread: it must have happened before.
    Engine.getInstance();
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(recording);
  }

  /** Record. */
  public static GradientMode on() {
    return new GradientMode(true);
  }

  /** Do not record: less memory and time. */
  public static GradientMode off() {
    return new GradientMode(false);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}
