package io.wood.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.Buckets;
import io.wood.store.InMemoryArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LeasesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Leases leases =
      new Leases(
          store,
          new Clock() {
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
          },
          Duration.ZERO);

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
    now = now.plus(MINUTE);

    Optional<Lease> successor = acquire("second");

    assertThat(successor).isPresent();
    assertThat(dead.isHeld()).isFalse();
    assertThat(dead.renew()).isFalse();
    assertThat(successor.orElseThrow().isHeld()).isTrue();
  }

  @Test
  void aRenewedLeaseLastsLonger() {
    Lease lease = acquire("first").orElseThrow();
    now = now.plusSeconds(50);

    assertThat(lease.renew()).isTrue();

    now = now.plusSeconds(50);
    assertThat(lease.isHeld()).isTrue();
    assertThat(acquire("second")).isEmpty();
  }

  @Test
  void anExpiredLeaseThatNobodyTookCanStillBeRenewed() {
    Lease lease = acquire("first").orElseThrow();
    now = now.plus(MINUTE.multipliedBy(3));

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

  private Optional<Lease> acquire(String owner) {
    return leases.acquire(Buckets.EXPERIMENTS, "lease.json", owner, MINUTE);
  }
}
