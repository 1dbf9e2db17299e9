package io.wood.kit.artifact;

import io.wood.store.ArtifactStore;
import io.wood.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready when the store answers and its buckets exist. Kafka has its own check. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {
  private final ArtifactStore store;

  StoreReadiness(ArtifactStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("object store");
    try {
      store.check();
      return health.up().build();
    } catch (StoreUnavailableException e) {
      return health.down().withData("reason", e.getMessage()).build();
    }
  }
}
