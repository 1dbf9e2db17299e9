package io.wood.kit.thread;

import io.quarkus.runtime.Quarkus;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Decides whether the engine or an image is to blame for a failure, and counts failures of the
 * engine. After several in a row the replica is not alive any more and leaves: a device that is
 * lost does not come back within the process.
 */
public final class EngineHealth implements BackgroundThread {
  private static final Logger LOG = Logger.getLogger(EngineHealth.class);
  private static final int FAILURES = 5;
  private static final int MAX_CAUSES = 20;

  /** PyTorch's messages for an out-of-memory error on a GPU and on the CPU. */
  private static final Pattern ALLOCATION =
      Pattern.compile("out of memory|can't allocate memory", Pattern.CASE_INSENSITIVE);

  private final Class<? extends RuntimeException> fault;
  private final Runnable probe;
  private final Runnable leave;
  private int failures;
  private String problem;

  /**
   * Watches an engine.
   *
   * @param fault what the engine throws when it fails
   * @param probe computes something small whose result is known; throws when the engine fails
   * @param leave called once the engine has failed several times in a row
   */
  public EngineHealth(Class<? extends RuntimeException> fault, Runnable probe, Runnable leave) {
    this.fault = Objects.requireNonNull(fault, "fault");
    this.probe = Objects.requireNonNull(probe, "probe");
    this.leave = Objects.requireNonNull(leave, "leave");
  }

  /**
   * Watches the engine of this process: the liveness check sees it, and to leave is to exit.
   *
   * @param fault what the engine throws when it fails
   * @param probe computes something small whose result is known; throws when the engine fails
   */
  public static EngineHealth watched(
      Class<? extends RuntimeException> fault, Runnable probe, BackgroundThreads threads) {
    EngineHealth health = new EngineHealth(fault, probe, () -> Quarkus.asyncExit(1));
    threads.add(health);
    return health;
  }

  /**
   * Returns true if the engine works: what failed is the image. Anything but the engine's fault is
   * thrown, as what a store throws that is away.
   *
   * @param known processes an image that was processed before
   */
  public boolean works(Runnable known) {
    try {
      probe.run();
      known.run();
      return true;
    } catch (RuntimeException e) {
      if (!fault.isInstance(e)) {
        throw e;
      }
      LOG.warnf("the engine failed with a known image, too: %s", e.getMessage());
      return false;
    }
  }

  /** Finds the engine's fault in a failure or its causes: loader threads wrap exceptions. */
  public Optional<RuntimeException> faultIn(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
      if (at instanceof RuntimeException found && fault.isInstance(found)) {
        return Optional.of(found);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  /** Returns true if an engine's fault says that it has too little memory. */
  public static boolean isOutOfMemory(RuntimeException fault) {
    return ALLOCATION.matcher(String.valueOf(fault.getMessage())).find();
  }

  /** An image was processed: what failed before is over. */
  public synchronized void succeeded() {
    failures = 0;
    problem = null;
  }

  /** Counts a failure of the engine; too many in a row make this replica leave. */
  public void failed(RuntimeException failure) {
    if (count(failure) == FAILURES) {
      LOG.errorf(failure, "the engine failed %d times in a row: this replica leaves", FAILURES);
      leave.run();
    }
  }

  private synchronized int count(RuntimeException failure) {
    problem = String.valueOf(failure.getMessage());
    return ++failures;
  }

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public synchronized boolean isAlive() {
    return failures < FAILURES;
  }

  @Override
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
