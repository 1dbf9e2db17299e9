package io.wood.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RetryingArtifactStoreTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final AtomicInteger retries = new AtomicInteger();
  private final ArtifactStore retrying =
      new RetryingArtifactStore(
          store,
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 3),
          retries::incrementAndGet);

  @Test
  void bridgesAHiccup() {
    store.failNext(2);

    ArtifactRef ref = retrying.put(Buckets.MODELS, "key", new byte[] {7}, "text/plain");

    assertThat(retrying.get(ref)).containsExactly(7);
    assertThat(retries).hasValue(2);
  }

  @Test
  void givesUpWithTheLastFailure() {
    store.failNext(3);

    assertThatThrownBy(() -> retrying.find(Buckets.MODELS, "key"))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(retries).hasValue(2);
  }

  @Test
  void doesNotRepeatWhatCanNeverWork() {
    ArtifactRef gone = new ArtifactRef(Buckets.MODELS, "gone", "0".repeat(64), 1, "text/plain");

    assertThatThrownBy(() -> retrying.get(gone)).isInstanceOf(MissingObjectException.class);
    assertThat(retries).hasValue(0);
  }

  @Test
  void waitsLongerEachTimeUpToTheBound() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 10);

    for (int failures = 1; failures < 100; failures++) {
      long ceiling = Math.min(1000, 100L << Math.min(failures - 1, 20));
      assertThat(backoff.after(failures).toMillis()).isBetween(ceiling / 2, ceiling);
    }
  }
}
