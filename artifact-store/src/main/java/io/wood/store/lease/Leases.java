package io.wood.store.lease;

import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives out leases (mutual exclusion) through conditional writes: a lease is an object; the process
 * that creates it, or replaces an expired one, holds it. The clocks of the holders must agree to
 * well within the duration.
 *
 * <p>Creation is atomic everywhere. Replacement is not: some servers compare and write in two
 * steps, so that two callers at once may both succeed. The later write stays, so a process that
 * replaces a lease waits a moment and then reads who holds it.
 */
public final class Leases {
  private final ArtifactStore store;
  private final Clock clock;
  private final Duration settling;

  public Leases(ArtifactStore store, Clock clock) {
    this(store, clock, Duration.ofMillis(500));
  }

  /**
   * Leases with another settling time.
   *
   * @param settling how long a replacement may take on the server
   */
  public Leases(ArtifactStore store, Clock clock, Duration settling) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.settling = Objects.requireNonNull(settling, "settling");
  }

  /**
   * Takes the lease if it is free or expired. The holder is this call, not {@code owner}: a
   * restarted owner waits for the end of its predecessor's lease like every other process.
   *
   * @param owner name of the process, for people who read the object
   * @param duration how long it lasts without a renewal
   */
  public Optional<Lease> acquire(String bucket, String key, String owner, Duration duration) {
    String holder = owner + "/" + UUID.randomUUID();
    HeldLease lease = new HeldLease(this, bucket, key, holder, duration);
    return lease.take() ? Optional.of(lease) : Optional.empty();
  }

  ArtifactStore store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  void settle() {
    try {
      Thread.sleep(settling.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Content of the object in the store; the holder "" means that the lease is free. */
  record Claim(String holder, Instant until) {
    static final Claim FREE = new Claim("", Instant.EPOCH);

    boolean isOpenAt(Instant now) {
      return !now.isBefore(until);
    }
  }
}
