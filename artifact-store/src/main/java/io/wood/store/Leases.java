package io.wood.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Mutual exclusion through conditional writes: the lease is an object; who creates it, or replaces
 * an expired one, holds it. The clocks of the holders must agree to well within the duration.
 */
public final class Leases {
  private final ArtifactStore store;
  private final Clock clock;

  public Leases(ArtifactStore store, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Takes the lease if it is free or expired. The holder is this call, not {@code owner}: a
   * restarted owner waits for the end of its predecessor's lease like anyone else.
   *
   * @param owner who asks, for people who read the object
   * @param duration how long it lasts without a renewal
   */
  public Optional<Lease> acquire(String bucket, String key, String owner, Duration duration) {
    HeldLease lease =
        new HeldLease(store, clock, bucket, key, owner + "/" + UUID.randomUUID(), duration);
    return lease.take() ? Optional.of(lease) : Optional.empty();
  }

  /** What lies in the store; an owner of "" means that it is free. */
  record Claim(String holder, Instant until) {
    static final Claim FREE = new Claim("", Instant.EPOCH);

    boolean isOpenAt(Instant now) {
      return !now.isBefore(until);
    }
  }
}
