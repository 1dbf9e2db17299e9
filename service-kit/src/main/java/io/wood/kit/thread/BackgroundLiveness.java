package io.wood.kit.thread;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive while every thread of our own is. A thread that only waits (for a broker, a topic, the
 * store) is alive: a restart would not help; the answer shows what it waits for.
 */
@Liveness
@ApplicationScoped
class BackgroundLiveness implements HealthCheck {
  private final BackgroundThreads threads;

  BackgroundLiveness(BackgroundThreads threads) {
    this.threads = threads;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("background-threads").up();
    for (BackgroundThread thread : threads.all()) {
      String problem = thread.problem().map(text -> ": " + text).orElse("");
      health.withData(thread.name(), (thread.isAlive() ? "alive" : "ended") + problem);
      if (!thread.isAlive()) {
        health.down();
      }
    }
    return health.build();
  }
}
