package io.wood.kit.event;

import io.wood.kit.thread.EngineHealth;
import java.util.Objects;
import java.util.Optional;

/** Separates faults of the device from failures of the work, a training or a refinement. */
public final class DeviceFaults {
  private final EngineHealth health;

  public DeviceFaults(EngineHealth health) {
    this.health = Objects.requireNonNull(health, "health");
  }

  /**
   * A fault of the device.
   *
   * @param failure to throw; the work is resumed later, here or on another replica
   * @param outOfMemory true if the work may need more memory than the device has; false if the
   *     device does not compute at all
   */
  public record Fault(TransientFailure failure, boolean outOfMemory) {}

  /** Returns the fault; empty if the device works, so that the work has failed. */
  public Optional<Fault> of(Throwable failure) {
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
