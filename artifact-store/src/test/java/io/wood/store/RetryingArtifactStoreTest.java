package io.wood.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
  void anObjectOnWhichTheStoreFailsWhileItAnswersForOthersIsLost() {
    ArtifactRef broken =
        store.put(Buckets.DATASETS, "manifests/one/broken", new byte[] {1}, "text/plain");
    ArtifactStore faulty =
        retrying(
            ref -> {
              throw fault(ref);
            });

    assertThatThrownBy(() -> faulty.get(broken))
        .isInstanceOf(MissingObjectException.class)
        .hasMessageContaining("fails on object manifests/one/broken of bucket datasets");
    assertThatThrownBy(() -> faulty.fetch(broken)).isInstanceOf(MissingObjectException.class);
  }

  @Test
  void aStoreThatFailsOnEverythingOrComesBackIsOnlyAway() {
    ArtifactRef ref = store.put(Buckets.DATASETS, "manifests/there", new byte[] {1}, "text/plain");
    AtomicInteger asked = new AtomicInteger();
    ArtifactStore comingBack =
        retrying(
            wanted -> {
              if (asked.incrementAndGet() <= 3) {
                throw fault(wanted);
              }
            });
    ArtifactStore away =
        retrying(
            wanted -> {
              store.failNext(100);
              throw fault(wanted);
            });

    assertThat(comingBack.get(ref)).containsExactly(1);
    assertThatThrownBy(() -> away.get(ref)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aHealthCheckIsNotRetried() {
    store.failNext(1);

    assertThatThrownBy(retrying::check).isInstanceOf(StoreUnavailableException.class);
    assertThat(retries).hasValue(0);
  }

  /** A user may stat nothing but manifests, and the server fails on all below one of them. */
  private ArtifactStore retrying(Consumer<ArtifactRef> beforeGet) {
    return new RetryingArtifactStore(
        new ForwardingArtifactStore(store) {
          @Override
          public Optional<ArtifactRef> stat(String bucket, String key) {
            if (!key.startsWith(ObjectKeys.MANIFESTS) || key.startsWith("manifests/one/")) {
              throw new StoreUnavailableException("no answer for " + key, null);
            }
            return super.stat(bucket, key);
          }

          @Override
          public byte[] get(ArtifactRef ref) {
            beforeGet.accept(ref);
            return super.get(ref);
          }

          @Override
          public Path fetch(ArtifactRef ref) {
            beforeGet.accept(ref);
            return super.fetch(ref);
          }
        },
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 3),
        retries::incrementAndGet);
  }

  private static StoreUnavailableException fault(ArtifactRef ref) {
    return new StoreUnavailableException("get " + ref.key() + " failed", null, true);
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
