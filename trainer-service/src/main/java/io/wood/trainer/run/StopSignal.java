package io.wood.trainer.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Why a run should stop before its end; the first reason stays. */
final class StopSignal {
  /** The reasons. */
  enum Reason {
    /** Nobody wants it any more: the run ends as cancelled. */
    CANCELLED,
    /** Another trainer may hold it by now: leave everything to that one. */
    LEASE_LOST,
    /** This process ends: another start goes on from the checkpoint. */
    SHUTDOWN,
    /** So many images cannot be decoded that the rest is not the dataset that was asked for. */
    TOO_MANY_SKIPPED
  }

  private final AtomicReference<Reason> reason = new AtomicReference<>();

  void raise(Reason why) {
    reason.compareAndSet(null, why);
  }

  Optional<Reason> raised() {
    return Optional.ofNullable(reason.get());
  }
}
