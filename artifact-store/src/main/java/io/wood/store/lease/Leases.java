package io.wood.store.lease;

import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Gives out leases (mutual exclusion) through conditional writes: a lease is an object; the process
 * that creates it, or replaces an expired one, holds it. Whether a lease has expired is decided by
 * the store's clock.
 *
 * <p>Creation is atomic everywhere. Replacement is not: some servers compare and write in two
 * steps, so that two callers at once may both succeed. The later write stays, so a process that
 * replaces a lease waits a moment and then reads who holds it.
 */
public final class Leases {
  /** The age of an object is the difference of two times that are cut to seconds. */
  static final Duration AGE_PRECISION = Duration.ofSeconds(1);

  private final ArtifactStore store;
  private final Clock clock;
  private final Duration settling;
  private final LongSupplier nanos;

  public Leases(ArtifactStore store, Clock clock) {
    this(store, clock, Duration.ofMillis(500));
  }

  /**
   * Leases with another settling time.
   *
   * @param settling how long a replacement may take on the server
   */
  public Leases(ArtifactStore store, Clock clock, Duration settling) {
    this(store, clock, settling, System::nanoTime);
  }

  /** With another monotonic clock. */
  Leases(ArtifactStore store, Clock clock, Duration settling, LongSupplier nanos) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.settling = Objects.requireNonNull(settling, "settling");
    this.nanos = Objects.requireNonNull(nanos, "nanos");
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

  long nanos() {
    return nanos.getAsLong();
  }

  void settle() {
    try {
      Thread.sleep(settling.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Content of the object in the store.
   *
   * @param holder "" when the lease is free
   * @param until its end by the holder's clock
   * @param duration how long it lasts from the write on; null in claims of older versions
   */
  record Claim(String holder, Instant until, Duration duration) {
    static final Claim FREE = new Claim("", Instant.EPOCH, null);
  }
}
