package io.wood.trainer.http;

import ai.djl.Device;
import io.wood.trainer.run.TrainingWorker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Reports whether the training thread is alive. A long run does not fail the check. */
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
