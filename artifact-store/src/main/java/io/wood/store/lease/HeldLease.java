package io.wood.store.lease;

import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import io.wood.store.lease.Leases.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A lease as its holder sees it. */
final class HeldLease implements Lease {
  private final Leases leases;
  private final String bucket;
  private final String key;
  private final String holder;
  private final Duration duration;
  private volatile Instant until = Instant.EPOCH;

  HeldLease(Leases leases, String bucket, String key, String holder, Duration duration) {
    this.leases = leases;
    this.bucket = bucket;
    this.key = key;
    this.holder = holder;
    this.duration = duration;
  }

  synchronized boolean take() {
    Optional<VersionedObject> present = find();
    if (present.isEmpty()) {
      return hold(write(null, claim()));
    }
    return read(present.get()).isOpenAt(leases.now()) && contend(present.get().etag());
  }

  @Override
  public synchronized boolean renew() {
    Optional<VersionedObject> present = find().filter(this::isOurs);
    if (present.isEmpty()) {
      return hold(Instant.EPOCH);
    }
    String etag = present.get().etag();
    return isHeld() ? hold(write(etag, claim())) : contend(etag);
  }

  @Override
  public boolean isHeld() {
    return leases.now().isBefore(until);
  }

  /** Does not touch an expired lease: a successor may be about to write. */
  @Override
  public synchronized void release() {
    if (isHeld()) {
      find().filter(this::isOurs).ifPresent(present -> write(present.etag(), Claim.FREE));
    }
    until = Instant.EPOCH;
  }

  /** Writes, and reads back who holds it: others may replace the same version at this moment. */
  private boolean contend(String etag) {
    Instant end = write(etag, claim());
    leases.settle();
    return hold(find().filter(this::isOurs).isPresent() ? end : Instant.EPOCH);
  }

  private boolean hold(Instant end) {
    until = end;
    return isHeld();
  }

  /** The end counts from before the write: a slow write must not make the lease longer. */
  private Claim claim() {
    return new Claim(holder, leases.now().plus(duration));
  }

  /**
   * Creates the object, or replaces the version.
   *
   * @return the end of the claim, or the epoch when another process was first; a write whose answer
   *     got lost was retried and found our own claim, which is not a failure
   */
  private Instant write(String etag, Claim claim) {
    byte[] json = Json.canonical(claim);
    boolean written =
        etag == null
            ? leases.store().putIfAbsent(bucket, key, json, Manifests.MEDIA_TYPE)
            : leases.store().replace(bucket, key, json, Manifests.MEDIA_TYPE, etag);
    boolean ours = written || find().map(HeldLease::read).filter(claim::equals).isPresent();
    return ours ? claim.until() : Instant.EPOCH;
  }

  private Optional<VersionedObject> find() {
    return leases.store().find(bucket, key);
  }

  private boolean isOurs(VersionedObject present) {
    return read(present).holder().equals(holder);
  }

  private static Claim read(VersionedObject present) {
    return Json.read(present.bytes(), Claim.class);
  }
}
