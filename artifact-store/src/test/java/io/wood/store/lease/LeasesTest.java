package io.wood.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.Buckets;
import io.wood.store.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LeasesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MovableClock clock = new MovableClock();
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final Leases leases = new Leases(store, clock, Duration.ZERO);

  @Test
  void oneHolderAtATime() {
    Lease lease = acquire("first").orElseThrow();

    assertThat(lease.isHeld()).isTrue();
    assertThat(acquire("second")).isEmpty();
    assertThat(acquire("first")).isEmpty();
  }

  @Test
  void anExpiredLeaseIsTakenOverAndItsOldHolderNoticesIt() {
    Lease dead = acquire("first").orElseThrow();
    clock.now = clock.now.plus(MINUTE);

    Optional<Lease> successor = acquire("second");

    assertThat(successor).isPresent();
    assertThat(dead.isHeld()).isFalse();
    assertThat(dead.renew()).isFalse();
    assertThat(successor.orElseThrow().isHeld()).isTrue();
  }

  @Test
  void aRenewedLeaseLastsLonger() {
    Lease lease = acquire("first").orElseThrow();
    clock.now = clock.now.plusSeconds(50);

    assertThat(lease.renew()).isTrue();

    clock.now = clock.now.plusSeconds(50);
    assertThat(lease.isHeld()).isTrue();
    assertThat(acquire("second")).isEmpty();
  }

  @Test
  void anExpiredLeaseThatNobodyTookCanStillBeRenewed() {
    Lease lease = acquire("first").orElseThrow();
    clock.now = clock.now.plus(MINUTE.multipliedBy(3));

    assertThat(lease.renew()).isTrue();
    assertThat(acquire("second")).isEmpty();
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceAndStaysWithItsNextHolder() {
    Lease first = acquire("first").orElseThrow();
    first.release();

    Lease second = acquire("second").orElseThrow();
    first.release();

    assertThat(first.isHeld()).isFalse();
    assertThat(first.renew()).isFalse();
    assertThat(second.renew()).isTrue();
  }

  @Test
  void aWallClockThatStepsBackwardsDoesNotLengthenALease() {
    AtomicLong nanos = new AtomicLong();
    Lease lease = acquire(new Leases(store, clock, Duration.ZERO, nanos::get), "first");

    clock.now = clock.now.minus(MINUTE.multipliedBy(10));
    nanos.addAndGet(MINUTE.toNanos());

    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void aMonotonicClockThatStoodStillInSleepDoesNotLengthenALease() {
    AtomicLong nanos = new AtomicLong();
    Lease lease = acquire(new Leases(store, clock, Duration.ZERO, nanos::get), "first");

    clock.now = clock.now.plus(MINUTE);

    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void aContenderWhoseClockIsAheadTakesNoLiveLease() {
    InMemoryArtifactStore aging = new InMemoryArtifactStore(clock);
    MovableClock ahead = new MovableClock();
    ahead.now = clock.now.plus(MINUTE.multipliedBy(2));
    Leases late = new Leases(aging, ahead, Duration.ZERO);
    Lease holder = acquire(new Leases(aging, clock, Duration.ZERO), "first");

    clock.now = clock.now.plusSeconds(50);
    assertThat(late.acquire(Buckets.EXPERIMENTS, "lease.json", "second", MINUTE)).isEmpty();
    assertThat(holder.renew()).isTrue();

    clock.now = clock.now.plusSeconds(61);
    assertThat(late.acquire(Buckets.EXPERIMENTS, "lease.json", "second", MINUTE)).isPresent();
    assertThat(holder.renew()).isFalse();
  }

  @Test
  void aClaimOfAnOlderVersionEndsByItsOwnClock() {
    InMemoryArtifactStore aging = new InMemoryArtifactStore(clock);
    String claim = "{\"holder\":\"old/1\",\"until\":\"%s\"}".formatted(clock.now.plus(MINUTE));
    aging.put(
        Buckets.EXPERIMENTS,
        "lease.json",
        claim.getBytes(StandardCharsets.UTF_8),
        "application/json");
    Leases other = new Leases(aging, clock, Duration.ZERO);

    assertThat(other.acquire(Buckets.EXPERIMENTS, "lease.json", "new", MINUTE)).isEmpty();
    clock.now = clock.now.plus(MINUTE);
    assertThat(other.acquire(Buckets.EXPERIMENTS, "lease.json", "new", MINUTE)).isPresent();
  }

  private static Lease acquire(Leases from, String owner) {
    return from.acquire(Buckets.EXPERIMENTS, "lease.json", owner, MINUTE).orElseThrow();
  }

  private Optional<Lease> acquire(String owner) {
    return leases.acquire(Buckets.EXPERIMENTS, "lease.json", owner, MINUTE);
  }

  /** Stands still until it is moved. */
  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
