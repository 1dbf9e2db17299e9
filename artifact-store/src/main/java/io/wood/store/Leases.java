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
 *
 * <p>Creation is atomic everywhere. Replacement is not: some servers compare and write in two
 * steps, so that two callers at once may both succeed. The later write stays, so whoever replaces a
 * lease that others could want too waits a moment and looks whose it is.
 */
public final class Leases {
  private final ArtifactStore store;
  private final Clock clock;
  private final Duration settling;

  public Leases(ArtifactStore store, Clock clock) {
    this(store, clock, Duration.ofMillis(500));
  }

  /**
   * Leases with a settling time of one's own.
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
   * restarted owner waits for the end of its predecessor's lease like anyone else.
   *
   * @param owner who asks, for people who read the object
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

  /** What lies in the store; an owner of "" means that it is free. */
  record Claim(String holder, Instant until) {
    static final Claim FREE = new Claim("", Instant.EPOCH);

    boolean isOpenAt(Instant now) {
      return !now.isBefore(until);
    }
  }
}
