package io.wood.store;

import io.wood.store.Leases.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One holder's side of a lease. */
final class HeldLease implements Lease {
  private final ArtifactStore store;
  private final Clock clock;
  private final String bucket;
  private final String key;
  private final String holder;
  private final Duration duration;
  private volatile Instant until = Instant.EPOCH;

  HeldLease(
      ArtifactStore store,
      Clock clock,
      String bucket,
      String key,
      String holder,
      Duration duration) {
    this.store = store;
    this.clock = clock;
    this.bucket = bucket;
    this.key = key;
    this.holder = holder;
    this.duration = duration;
  }

  synchronized boolean take() {
    Optional<Versioned> present = store.find(bucket, key);
    if (present.isEmpty()) {
      return claim(null);
    }
    Claim claim = Json.read(present.get().bytes(), Claim.class);
    return (claim.isOpenAt(clock.instant()) || claim.holder().equals(holder))
        && claim(present.get().etag());
  }

  @Override
  public synchronized boolean renew() {
    Optional<Versioned> present = store.find(bucket, key);
    boolean ours = present.filter(this::isOurs).isPresent();
    if (!ours || !claim(present.get().etag())) {
      until = Instant.EPOCH;
      return false;
    }
    return true;
  }

  @Override
  public boolean isHeld() {
    return clock.instant().isBefore(until);
  }

  @Override
  public synchronized void release() {
    until = Instant.EPOCH;
    store
        .find(bucket, key)
        .filter(this::isOurs)
        .ifPresent(present -> write(Claim.FREE, present.etag()));
  }

  private boolean isOurs(Versioned present) {
    return Json.read(present.bytes(), Claim.class).holder().equals(holder);
  }

  /** The end is reckoned from before the write: a slow write must not lengthen our belief. */
  private boolean claim(String etag) {
    Claim claim = new Claim(holder, clock.instant().plus(duration));
    if (!write(claim, etag) && !isWritten(claim)) {
      return false;
    }
    until = claim.until();
    return true;
  }

  /** A write whose answer got lost was tried again, and then found our own claim in its way. */
  private boolean isWritten(Claim claim) {
    return store
        .find(bucket, key)
        .map(present -> Json.read(present.bytes(), Claim.class))
        .filter(claim::equals)
        .isPresent();
  }

  private boolean write(Claim claim, String etag) {
    byte[] json = Json.canonical(claim);
    return etag == null
        ? store.putIfAbsent(bucket, key, json, Manifests.MEDIA_TYPE)
        : store.replace(bucket, key, json, Manifests.MEDIA_TYPE, etag);
  }
}
