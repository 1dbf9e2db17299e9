package io.wood.trainer.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells a run to stop early and why; the first reason wins. */
final class StopSignal {
  /** Reasons to stop a run. */
  enum Reason {
    /** The experiment was cancelled: the run ends as cancelled. */
    CANCELLED,
    /** Another trainer holds the lease: write nothing more. */
    LEASE_LOST,
    /** This process is shutting down: a later start resumes from the checkpoint. */
    SHUTDOWN,
    /** Too many images cannot be decoded: the rest is not the requested dataset. */
    TOO_MANY_SKIPPED
  }

  private final AtomicReference<Reason> reason = new AtomicReference<>();

  void raise(Reason newReason) {
    reason.compareAndSet(null, newReason);
  }

  Optional<Reason> raised() {
    return Optional.ofNullable(reason.get());
  }
}
