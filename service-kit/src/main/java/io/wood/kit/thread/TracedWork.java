package io.wood.kit.thread;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/**
 * The traces of work on background threads, which no request and no event of the log began. Costs
 * nothing where traces are switched off.
 */
public final class TracedWork {
  private TracedWork() {}

  /**
   * Work with a result.
   *
   * @param <T> result
   * @param <E> what it throws
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T call() throws E;
  }

  /**
   * Does the work in a trace of its own, to which the events that it publishes belong.
   *
   * @param name what is done, such as {@code train}
   * @param key experiment or refinement that it is done for
   */
  public static <T, E extends Exception> T call(String name, String key, Work<T, E> work) throws E {
    Span span =
        GlobalOpenTelemetry.getTracer("wood")
            .spanBuilder(name)
            .setNoParent()
            .setAttribute("wood.key", key)
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      return work.call();
    } finally {
      span.end();
    }
  }
}
