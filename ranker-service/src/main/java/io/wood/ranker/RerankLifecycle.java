package io.wood.ranker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.event.RerankingRequested;
import io.wood.kit.thread.BackgroundTask;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.log.LogFollower;
import io.wood.ranker.rerank.RerankOrders;
import io.wood.ranker.rerank.RerankWorker;
import io.wood.ranker.rerank.ShowRerankings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows the orders of re-rankings and works on them, from the start of the service to its end.
 */
@ApplicationScoped
class RerankLifecycle {
  /** One thread works, the other one counts meanwhile. */
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(2, work -> new Thread(work, "rerank"));

  private final AtomicLong openParts = new AtomicLong();
  private final RerankWorker worker;
  private final BackgroundTask working;
  private final BackgroundTask counting;
  private final LogFollower log;
  private final long millis;

  RerankLifecycle(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      RerankOrders orders,
      RerankWorker worker,
      ShowRerankings show,
      RankerConfig config,
      BackgroundThreads threads,
      MeterRegistry meters) {
    this.worker = worker;
    this.working = new BackgroundTask("rerank", worker);
    this.counting = new BackgroundTask("rerank-parts", () -> openParts.set(show.openParts()));
    Gauge.builder("wood.ranker.rerank.parts", openParts, AtomicLong::get)
        .description("Partitions of re-rankings on which work is left")
        .register(meters);
    this.log =
        LogFollower.ofEvents(
            "rerank-log",
            kafka,
            Set.of(RerankingRequested.class),
            event -> orders.add((RerankingRequested) event));
    this.millis = config.choiceInterval().toMillis();
    threads.add(working);
    threads.add(counting);
    threads.add(log);
  }

  void onStart(@Observes StartupEvent event) {
    log.start();
    for (BackgroundTask task : List.of(working, counting)) {
      Future<?> unused =
          executor.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    worker.close();
    executor.shutdown();
    log.close();
  }
}
