package io.wood.refiner.lead;

import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.EngineHealth;
import java.util.Objects;
import java.util.Optional;

/** Tells a fault of the leader's device from one of the refinement. */
public final class DeviceFaults {
  private final EngineHealth health;

  public DeviceFaults(EngineHealth health) {
    this.health = Objects.requireNonNull(health, "health");
  }

  /**
   * A fault of the device.
   *
   * @param failure to throw; the refinement is resumed later, here or on another replica
   * @param outOfMemory true if the refinement may need more memory than the device has; false if
   *     the device does not compute at all
   */
  record Fault(TransientFailure failure, boolean outOfMemory) {}

  /** Returns the fault; empty if the device works, so that the refinement has failed. */
  Optional<Fault> of(RuntimeException failure) {
    Optional<RuntimeException> fault = health.faultIn(failure);
    if (fault.isEmpty()) {
      return Optional.empty();
    }
    String message =
        String.valueOf(fault.get().getMessage()).lines().findFirst().orElse("no message");
    if (EngineHealth.isOutOfMemory(fault.get())) {
      return Optional.of(new Fault(new TransientFailure(message, failure), true));
    }
    if (health.works(() -> {})) {
      return Optional.empty();
    }
    TransientFailure lost = new TransientFailure("the device failed: " + message, failure);
    health.failed(lost);
    return Optional.of(new Fault(lost, false));
  }
}
