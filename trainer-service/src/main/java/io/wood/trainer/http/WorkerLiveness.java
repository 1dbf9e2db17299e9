package io.wood.trainer.http;

import ai.djl.Device;
import io.wood.trainer.run.TrainingWorker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while there is a thread to train on; however long a run takes, that is no illness. */
@Liveness
@ApplicationScoped
class WorkerLiveness implements HealthCheck {
  private final TrainingWorker worker;
  private final Device device;

  WorkerLiveness(TrainingWorker worker, Device device) {
    this.worker = worker;
    this.device = device;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("training worker")
        .status(worker.isAlive())
        .withData("device", device.toString())
        .build();
  }
}
