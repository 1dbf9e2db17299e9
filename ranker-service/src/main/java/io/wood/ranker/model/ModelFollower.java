package io.wood.ranker.model;

import io.wood.contracts.event.ClassifierTrained;
import io.wood.kit.thread.BackgroundTask;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.log.LogFollower;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Follows the trained classifiers from the start of their log, so that a restarted ranker has its
 * model again and a new classifier is adopted without a restart.
 */
public final class ModelFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ModelFollower.class);

  private final ModelCatalog known;
  private final ModelLoader keeper;
  private final ActiveModel slot;
  private final Duration interval;
  private final LogFollower log;
  private final ScheduledExecutorService executor;
  private final BackgroundTask refreshing;

  public ModelFollower(
      Map<String, Object> kafka,
      BackgroundThreads threads,
      ModelCatalog known,
      ModelLoader keeper,
      ActiveModel slot,
      Duration interval) {
    this.known = known;
    this.keeper = keeper;
    this.slot = slot;
    this.interval = interval;
    this.log =
        LogFollower.ofEvents(
            "model-log",
            kafka,
            Set.of(ClassifierTrained.class),
            event -> trained((ClassifierTrained) event));
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "models");
              thread.setDaemon(true);
              return thread;
            });
    this.refreshing = new BackgroundTask("models", this::refresh);
    threads.add(log);
    threads.add(refreshing);
  }

  public void start() {
    log.start();
    Future<?> unused =
        executor.scheduleWithFixedDelay(refreshing, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    log.close();
    executor.shutdownNow();
  }

  /** Looks at once, rather than at the next interval. */
  public void refreshSoon() {
    executor.execute(refreshing);
  }

  private void trained(ClassifierTrained trained) {
    known.add(trained);
    if (log.isCaughtUp()) {
      refreshSoon();
    }
  }

  /** While the log is being read, an early classifier would only be loaded to be replaced. */
  private void refresh() {
    if (!log.isCaughtUp()) {
      Future<?> unused = executor.schedule(refreshing, 100, TimeUnit.MILLISECONDS);
      return;
    }
    var before = slot.model();
    keeper.refresh();
    slot.model()
        .filter(model -> !before.equals(slot.model()))
        .ifPresent(
            model ->
                LOG.infof(
                    "scoring with the classifier of %s, weights %s",
                    model.experiment(), model.weights().sha256()));
  }
}
