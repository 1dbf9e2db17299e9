package io.wood.trainer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while there is a thread to train on; however long a run takes, that is no illness. */
@Liveness
@ApplicationScoped
class WorkerLiveness implements HealthCheck {
  private final TrainingWorker worker;

  WorkerLiveness(TrainingWorker worker) {
    this.worker = worker;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("training worker").status(worker.isAlive()).build();
  }
}
