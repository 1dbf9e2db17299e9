package io.wood.kit.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.store.StoreUnavailableException;
import io.wood.store.lease.Lease;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LeaseHeartbeatTest {
  private static final Duration SHORT = Duration.ofMillis(30);

  private final FakeLease lease = new FakeLease();
  private final CountDownLatch lost = new CountDownLatch(1);
  private final CountDownLatch beats = new CountDownLatch(3);

  @Test
  void renewsUntilItIsClosedAndThenGivesTheLeaseBack() throws InterruptedException {
    try (LeaseHeartbeat heartbeat = heartbeat()) {
      assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heartbeat.isHeld()).isTrue();
    }
    assertThat(lease.isHeld()).isFalse();
    assertThat(lost.getCount()).isEqualTo(1);
  }

  @Test
  void tellsWhenSomebodyElseHasTakenTheLease() throws InterruptedException {
    lease.taken = true;
    try (LeaseHeartbeat heartbeat = heartbeat()) {
      assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heartbeat.isHeld()).isFalse();
    }
    assertThat(beats.getCount()).isEqualTo(3);
  }

  @Test
  void bearsAStoreThatIsAwayUntilTheLeaseEnds() throws InterruptedException {
    lease.away = true;
    try (LeaseHeartbeat heartbeat = heartbeat()) {
      assertThat(lease.asked.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(lost.getCount()).as("while the lease lasts").isEqualTo(1);
      assertThat(heartbeat.isHeld()).isTrue();
      lease.held.set(false);
      assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void goesOnWhenABeatOrTheReportOfALossFails() throws InterruptedException {
    CountDownLatch calls = new CountDownLatch(3);
    try (LeaseHeartbeat heartbeat =
        new LeaseHeartbeat(
            lease,
            SHORT,
            taken -> {
              throw new IllegalStateException("the listener is broken");
            },
            () -> {
              calls.countDown();
              if (calls.getCount() == 2) {
                lease.away = true;
                lease.held.set(false);
              }
              throw new AssertionError("the beat is broken");
            })) {
      assertThat(lease.asked.await(30, TimeUnit.SECONDS)).isTrue();
      lease.held.set(true);
      lease.away = false;
      assertThat(calls.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heartbeat.isHeld()).isTrue();
    }
  }

  private LeaseHeartbeat heartbeat() {
    return new LeaseHeartbeat(lease, SHORT, taken -> lost.countDown(), beats::countDown);
  }

  /** A lease whose renewals the test decides. */
  private static final class FakeLease implements Lease {
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final CountDownLatch asked = new CountDownLatch(2);
    private volatile boolean taken;
    private volatile boolean away;

    @Override
    public boolean renew() {
      asked.countDown();
      if (away) {
        throw new StoreUnavailableException("away", null);
      }
      if (taken) {
        held.set(false);
      }
      return held.get();
    }

    @Override
    public boolean isHeld() {
      return held.get();
    }

    @Override
    public void release() {
      if (away) {
        throw new StoreUnavailableException("away", null);
      }
      held.set(false);
    }
  }
}
