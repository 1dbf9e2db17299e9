package io.wood.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do; the one in memory too, so that tests may trust it. */
public abstract class ArtifactStoreContract {
  private static final String TEXT = "text/plain";
  private static final byte[] ONE = "one".getBytes(UTF_8);
  private static final byte[] TWO = "two".getBytes(UTF_8);

  /** The store under test, its buckets created. */
  protected abstract ArtifactStore store();

  private final String key = "contract/" + UUID.randomUUID();

  @Test
  void givesBackWhatWasPut() {
    ArtifactRef ref = store().put(Buckets.MODELS, key, ONE, TEXT);

    assertThat(ref)
        .isEqualTo(new ArtifactRef(Buckets.MODELS, key, Hashes.sha256(ONE), ONE.length, TEXT));
    assertThat(store().get(ref)).isEqualTo(ONE);
    assertThat(store().fetch(ref)).hasBinaryContent(ONE);
  }

  @Test
  void opensWhatWasPut() throws IOException {
    ArtifactRef ref = store().put(Buckets.MODELS, key, ONE, TEXT);

    try (InputStream opened = store().open(ref)) {
      assertThat(opened.readAllBytes()).isEqualTo(ONE);
    }
  }

  @Test
  void keepsAnEmptyObject() {
    ArtifactRef ref = store().put(Buckets.MODELS, key, new byte[0], TEXT);

    assertThat(store().get(ref)).isEmpty();
    assertThat(store().fetch(ref)).isEmptyFile();
  }

  @Test
  void listsTheKeysUnderAPrefix() {
    store().put(Buckets.MODELS, key + "/a", ONE, TEXT);
    store().put(Buckets.MODELS, key + "/deep/b", TWO, TEXT);
    store().put(Buckets.DATASETS, key + "/c", TWO, TEXT);

    assertThat(store().list(Buckets.MODELS, key + "/"))
        .containsExactlyInAnyOrder(key + "/a", key + "/deep/b");
    assertThat(store().list(Buckets.MODELS, key + "/nothing/")).isEmpty();
  }

  @Test
  void overwritesOnASecondPut() {
    ArtifactRef first = store().put(Buckets.MODELS, key, ONE, TEXT);
    ArtifactRef second = store().put(Buckets.MODELS, key, TWO, TEXT);

    assertThat(store().get(second)).isEqualTo(TWO);
    assertThatThrownBy(() -> store().get(first))
        .isInstanceOf(CorruptObjectException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(Hashes.sha256(ONE));
  }

  @Test
  void storesAndFetchesAFileOfSeveralMegabytes(@TempDir Path directory) throws Exception {
    byte[] bytes = new byte[9 << 20];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(directory.resolve("weights"), bytes);

    ArtifactRef ref = store().putFile(Buckets.MODELS, key, file, TEXT);

    assertThat(store().fetch(ref)).hasBinaryContent(bytes);
    assertThat(store().get(ref)).isEqualTo(bytes);
    assertThat(store().stat(Buckets.MODELS, key)).contains(ref);
  }

  @Test
  void namesAnObjectThatIsNotThere() {
    String hash = Hashes.sha256(key.getBytes(UTF_8));
    ArtifactRef ref = new ArtifactRef(Buckets.MODELS, key, hash, 3, TEXT);

    assertThatThrownBy(() -> store().get(ref))
        .isInstanceOf(MissingObjectException.class)
        .hasMessageContaining(key);
    assertThatThrownBy(() -> store().fetch(ref)).isInstanceOf(MissingObjectException.class);
    assertThat(store().find(Buckets.MODELS, key)).isEmpty();
    assertThat(store().stat(Buckets.MODELS, key)).isEmpty();
  }

  @Test
  void refusesAnObjectWithOtherBytesThanItsReference() {
    store().put(Buckets.MODELS, key, ONE, TEXT);
    String other = Hashes.sha256(key.getBytes(UTF_8));

    for (long size : List.of(2L, 3L, 99L)) {
      ArtifactRef ref = new ArtifactRef(Buckets.MODELS, key, other, size, TEXT);
      assertThatThrownBy(() -> store().get(ref)).isInstanceOf(CorruptObjectException.class);
      assertThatThrownBy(() -> store().fetch(ref)).isInstanceOf(CorruptObjectException.class);
    }
  }

  @Test
  void knowsTheHashOfWhatItHolds() {
    ArtifactRef ref = store().put(Buckets.CANDIDATES, key, ONE, "image/png");

    assertThat(store().stat(Buckets.CANDIDATES, key)).contains(ref);
  }

  @Test
  void createsOnlyOnce() {
    assertThat(store().putIfAbsent(Buckets.EXPERIMENTS, key, ONE, TEXT)).isTrue();
    assertThat(store().putIfAbsent(Buckets.EXPERIMENTS, key, TWO, TEXT)).isFalse();
    assertThat(store().find(Buckets.EXPERIMENTS, key).orElseThrow().bytes()).isEqualTo(ONE);
  }

  @Test
  void replacesOnlyTheVersionThatWasSeen() {
    store().put(Buckets.EXPERIMENTS, key, ONE, TEXT);
    String etag = store().find(Buckets.EXPERIMENTS, key).orElseThrow().etag();

    assertThat(store().replace(Buckets.EXPERIMENTS, key, TWO, TEXT, etag)).isTrue();
    assertThat(store().replace(Buckets.EXPERIMENTS, key, ONE, TEXT, etag)).isFalse();
    assertThat(store().find(Buckets.EXPERIMENTS, key).orElseThrow().bytes()).isEqualTo(TWO);
  }

  @Test
  void replacesNothingThatIsGone() {
    store().put(Buckets.EXPERIMENTS, key, ONE, TEXT);
    String etag = store().find(Buckets.EXPERIMENTS, key).orElseThrow().etag();
    store().delete(Buckets.EXPERIMENTS, key);

    assertThat(store().replace(Buckets.EXPERIMENTS, key, TWO, TEXT, etag)).isFalse();
    assertThat(store().find(Buckets.EXPERIMENTS, key)).isEmpty();
  }

  @Test
  void letsExactlyOneOfManyCreate() throws Exception {
    assertThat(winners(i -> store().putIfAbsent(Buckets.EXPERIMENTS, key, bytes(i), TEXT)))
        .isEqualTo(1);
  }

  @Test
  void deletesWithoutComplaintWhatIsNotThere() {
    store().put(Buckets.OUTPUTS, key, ONE, TEXT);

    store().delete(Buckets.OUTPUTS, key);
    store().delete(Buckets.OUTPUTS, key);

    assertThat(store().find(Buckets.OUTPUTS, key)).isEmpty();
  }

  @Test
  void createsBucketsThatAreThereAlready() {
    store().createBuckets();
    store().check();
  }

  private static byte[] bytes(int i) {
    return ("contender " + i).getBytes(UTF_8);
  }

  private static long winners(IntPredicate race) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> contenders = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int contender = i;
        contenders.add(() -> race.test(contender));
      }
      long won = 0;
      for (Future<Boolean> result : threads.invokeAll(contenders)) {
        won += result.get() ? 1 : 0;
      }
      return won;
    } finally {
      threads.shutdownNow();
    }
  }
}
