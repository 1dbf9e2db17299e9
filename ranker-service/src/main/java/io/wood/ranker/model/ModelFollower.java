package io.wood.ranker.model;

import io.wood.contracts.event.ClassifierTrained;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.LogFollower;
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

  public ModelFollower(
      Map<String, Object> kafka,
      EventConsumer events,
      ModelCatalog known,
      ModelLoader keeper,
      ActiveModel slot,
      Duration interval) {
    this.known = known;
    this.keeper = keeper;
    this.slot = slot;
    this.interval = interval;
    this.log =
        new LogFollower(
            kafka,
            events,
            Set.of(ClassifierTrained.class),
            event -> trained((ClassifierTrained) event));
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "models");
              thread.setDaemon(true);
              return thread;
            });
  }

  public void start() {
    log.start();
    Future<?> unused =
        executor.scheduleWithFixedDelay(
            this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    log.close();
    executor.shutdownNow();
  }

  /** Looks at once, rather than at the next interval. */
  public void refreshSoon() {
    executor.execute(this::refresh);
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
      Future<?> unused = executor.schedule(this::refresh, 100, TimeUnit.MILLISECONDS);
      return;
    }
    var before = slot.model();
    try {
      keeper.refresh();
    } catch (RuntimeException e) {
      // A task that throws is never run again.
      LOG.error("the model cannot be looked up", e);
    }
    slot.model()
        .filter(model -> !before.equals(slot.model()))
        .ifPresent(
            model ->
                LOG.infof(
                    "scoring with the classifier of %s, weights %s",
                    model.experiment(), model.weights().sha256()));
  }
}
