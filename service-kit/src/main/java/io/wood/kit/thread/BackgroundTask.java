package io.wood.kit.thread;

import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs work so that no exception ends the thread or the schedule that runs it. A {@link
 * RuntimeException} is logged and shown until the work succeeds again. An {@link Error} (no memory,
 * a class that cannot be loaded) marks the task as dead, so that the liveness check fails and the
 * process is restarted; where nothing restarts it, the task goes on.
 */
public final class BackgroundTask implements BackgroundThread, Runnable {
  private static final Logger LOG = Logger.getLogger(BackgroundTask.class);

  private final String name;
  private final Runnable work;
  private volatile String problem;
  private volatile boolean dead;

  /**
   * Wraps work.
   *
   * @param name for the health check and the log
   */
  public BackgroundTask(String name, Runnable work) {
    this.name = Objects.requireNonNull(name, "name");
    this.work = Objects.requireNonNull(work, "work");
  }

  @Override
  public void run() {
    try {
      work.run();
      problem = null;
    } catch (RuntimeException e) {
      problem = e.toString();
      LOG.errorf(e, "%s failed; trying again", name);
    } catch (Error e) {
      dead = true;
      problem = e.toString();
      LOG.errorf(e, "%s failed; this process should be restarted", name);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isAlive() {
    return !dead;
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
