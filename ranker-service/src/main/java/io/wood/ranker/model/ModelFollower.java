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
 * Reads the trained classifiers from the start of their log, so that a restarted ranker gets its
 * model again and a new classifier is used without a restart.
 */
public final class ModelFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ModelFollower.class);

  private final ModelCatalog catalog;
  private final ModelLoader loader;
  private final ActiveModel active;
  private final Duration interval;
  private final LogFollower log;
  private final ScheduledExecutorService executor;
  private final BackgroundTask refreshing;

  public ModelFollower(
      Map<String, Object> kafka,
      BackgroundThreads threads,
      ModelCatalog catalog,
      ModelLoader loader,
      ActiveModel active,
      Duration interval) {
    this.catalog = catalog;
    this.loader = loader;
    this.active = active;
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

  /** Refreshes now instead of at the next interval. */
  public void refreshSoon() {
    executor.execute(refreshing);
  }

  private void trained(ClassifierTrained trained) {
    catalog.add(trained);
    if (log.isCaughtUp()) {
      refreshSoon();
    }
  }

  /** Waits until the whole log is read: an earlier classifier would be replaced at once. */
  private void refresh() {
    if (!log.isCaughtUp()) {
      Future<?> unused = executor.schedule(refreshing, 100, TimeUnit.MILLISECONDS);
      return;
    }
    var before = active.model();
    loader.refresh();
    active
        .model()
        .filter(model -> !before.equals(active.model()))
        .ifPresent(
            model ->
                LOG.infof(
                    "active classifier: experiment %s, weights %s",
                    model.experiment(), model.weights().sha256()));
  }
}
