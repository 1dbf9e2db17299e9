package io.wood.ranker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.ClassifierTrained;
import io.wood.kit.Events;
import io.wood.kit.LogFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
@ApplicationScoped
class ModelFollower {
  private static final Logger LOG = Logger.getLogger(ModelFollower.class);

  private final KnownModels known;
  private final ModelKeeper keeper;
  private final ModelSlot slot;
  private final RankerConfig config;
  private final LogFollower log;
  private final ScheduledExecutorService executor;

  ModelFollower(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Events events,
      KnownModels known,
      ModelKeeper keeper,
      ModelSlot slot,
      RankerConfig config) {
    this.known = known;
    this.keeper = keeper;
    this.slot = slot;
    this.config = config;
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

  void onStart(@Observes StartupEvent event) {
    log.start();
    long interval = config.choiceInterval().toMillis();
    Future<?> unused =
        executor.scheduleWithFixedDelay(this::refresh, 0, interval, TimeUnit.MILLISECONDS);
  }

  void onShutdown(@Observes ShutdownEvent event) {
    log.close();
    executor.shutdownNow();
  }

  /** Looks at once, rather than at the next interval. */
  void refreshSoon() {
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
