package io.wood.ranker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.event.RerankingRequested;
import io.wood.kit.thread.BackgroundTask;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.log.LogFollower;
import io.wood.ranker.rerank.RerankOrders;
import io.wood.ranker.rerank.RerankWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Follows the orders of re-rankings and works on them, from the start of the service to its end.
 */
@ApplicationScoped
class RerankLifecycle {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rerank"));

  private final RerankWorker worker;
  private final BackgroundTask working;
  private final LogFollower log;
  private final long millis;

  RerankLifecycle(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      RerankOrders orders,
      RerankWorker worker,
      RankerConfig config,
      BackgroundThreads threads) {
    this.worker = worker;
    this.working = new BackgroundTask("rerank", worker);
    this.log =
        LogFollower.ofEvents(
            "rerank-log",
            kafka,
            Set.of(RerankingRequested.class),
            event -> orders.add((RerankingRequested) event));
    this.millis = config.choiceInterval().toMillis();
    threads.add(working);
    threads.add(log);
  }

  void onStart(@Observes StartupEvent event) {
    log.start();
    Future<?> unused =
        executor.scheduleWithFixedDelay(working, millis, millis, TimeUnit.MILLISECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    worker.close();
    executor.shutdown();
    log.close();
  }
}
