package io.wood.store.lease;

import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import io.wood.store.lease.Leases.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lease as its holder sees it. It ends by the monotonic clock or by the wall clock, whichever is
 * first: the wall clock may step backwards, the monotonic one stands still while a machine sleeps.
 */
final class HeldLease implements Lease {
  private final Leases leases;
  private final String bucket;
  private final String key;
  private final String holder;
  private final Duration duration;
  private volatile Term term = Term.OVER;

  HeldLease(Leases leases, String bucket, String key, String holder, Duration duration) {
    this.leases = leases;
    this.bucket = bucket;
    this.key = key;
    this.holder = holder;
    this.duration = duration;
  }

  /**
   * The end of the lease on both clocks.
   *
   * @param nanos of the monotonic clock
   */
  private record Term(Instant until, long nanos) {
    static final Term OVER = new Term(Instant.EPOCH, 0);
  }

  synchronized boolean take() {
    Optional<VersionedObject> present = find();
    if (present.isEmpty()) {
      return hold(write(null, term()));
    }
    return isOpen(present.get()) && contend(present.get().etag());
  }

  /**
   * Compares with the store's clock, so that a clock that is ahead takes no live lease. Claims of
   * older versions, and of stores that do not say the age of an object, need clocks that agree.
   */
  private boolean isOpen(VersionedObject present) {
    Claim claim = read(present);
    if (claim.holder().isEmpty()) {
      return true;
    }
    if (claim.duration() == null || present.age().isEmpty()) {
      return !leases.now().isBefore(claim.until());
    }
    return present.age().get().compareTo(claim.duration().plus(Leases.AGE_PRECISION)) >= 0;
  }

  @Override
  public synchronized boolean renew() {
    Optional<VersionedObject> present = find().filter(this::isOurs);
    if (present.isEmpty()) {
      return hold(Term.OVER);
    }
    String etag = present.get().etag();
    return isHeld() ? hold(write(etag, term())) : contend(etag);
  }

  @Override
  public boolean isHeld() {
    Term now = term;
    return leases.now().isBefore(now.until()) && leases.nanos() - now.nanos() < 0;
  }

  /** Does not touch an expired lease: a successor may be about to write. */
  @Override
  public synchronized void release() {
    if (isHeld()) {
      find()
          .filter(this::isOurs)
          .ifPresent(present -> write(present.etag(), Term.OVER, Claim.FREE));
    }
    term = Term.OVER;
  }

  /** Writes, and reads back who holds it: others may replace the same version at this moment. */
  private boolean contend(String etag) {
    Term end = write(etag, term());
    leases.settle();
    return hold(find().filter(this::isOurs).isPresent() ? end : Term.OVER);
  }

  private boolean hold(Term end) {
    term = end;
    return isHeld();
  }

  /** The end counts from before the write: a slow write must not make the lease longer. */
  private Term term() {
    return new Term(leases.now().plus(duration), leases.nanos() + duration.toNanos());
  }

  private Term write(String etag, Term end) {
    return write(etag, end, new Claim(holder, end.until(), duration));
  }

  /**
   * Creates the object, or replaces the version.
   *
   * @return the end of the claim, or the past when another process was first; a write whose answer
   *     got lost was retried and found our own claim, which is not a failure
   */
  private Term write(String etag, Term end, Claim claim) {
    byte[] json = Json.canonical(claim);
    boolean written =
        etag == null
            ? leases.store().putIfAbsent(bucket, key, json, Manifests.MEDIA_TYPE)
            : leases.store().replace(bucket, key, json, Manifests.MEDIA_TYPE, etag);
    boolean ours = written || find().map(HeldLease::read).filter(claim::equals).isPresent();
    return ours ? end : Term.OVER;
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
