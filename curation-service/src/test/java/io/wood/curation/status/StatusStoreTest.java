package io.wood.curation.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.curation.FullDisk;
import io.wood.curation.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusStoreTest {
  private static final TopicPartition AT = new TopicPartition("wood.candidates.ranked", 0);
  private static final int IMAGES = 400;

  @TempDir private Path folder;
  private StatusStore store;

  @BeforeEach
  void open() {
    FullDisk.register();
    store = StatusStore.open(folder.resolve("status"), FullDisk.SCHEME);
    store.follow("log");
  }

  @AfterEach
  void close() {
    FullDisk.fill(false);
    store.close();
  }

  @Test
  void aFileThatIsNoStoreIsBuiltAgain() throws Exception {
    fill();
    store.close();

    Files.writeString(file(), "this is no store");
    open();

    assertThat(store.isIntact()).isTrue();
    assertThat(store.positions()).isEmpty();
    fill();
    store.close();
    open();
    assertThat(store.trace(Samples.hash(1)).results()).hasSize(1);
  }

  @Test
  void aStoreWithADamagedPageIsBuiltAgainAtOnceOrAtTheNextStart() throws Exception {
    fill();
    store.close();
    byte[] whole = Files.readAllBytes(file());
    Random random = new Random(3);
    int found = 0;

    for (int place = 0; place < 24; place++) {
      byte[] damaged = whole.clone();
      byte[] page = new byte[4096];
      random.nextBytes(page);
      System.arraycopy(page, 0, damaged, random.nextInt(whole.length / 4096) * 4096, 4096);
      Files.write(file(), damaged);

      open();
      if (!readable()) {
        found++;
        assertThat(store.isIntact()).isFalse();
        store.close();
        open();
        assertThat(readable()).isTrue();
      }

      assertThat(store.isIntact()).isTrue();
      if (store.positions().isEmpty()) {
        fill();
        store.close();
        open();
        assertThat(store.positions()).containsEntry(AT, (long) IMAGES);
        assertThat(readable()).isTrue();
      }
      store.close();
    }

    assertThat(found).isPositive();
    open();
  }

  @Test
  void afterAFullDiskTheStoreIsNotIntactAndTheNextStartGoesOnWithTheFile() throws Exception {
    fill();
    store.close();
    open();
    FullDisk.fill(true);
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    for (int offset = IMAGES + 1; store.isIntact() && Instant.now().isBefore(deadline); offset++) {
      try {
        store.advance(AT, offset);
        Thread.sleep(20);
      } catch (MVStoreException e) {
        assertThat(store.isIntact()).isFalse();
      }
    }
    FullDisk.fill(false);

    assertThat(store.isIntact()).isFalse();
    assertThatThrownBy(() -> store.advance(AT, 1)).hasMessageContaining("restart this service");
    store.close();
    open();
    assertThat(store.isIntact()).isTrue();
    assertThat(store.positions()).containsEntry(AT, (long) IMAGES);
    assertThat(readable()).isTrue();
    assertThat(store.trace(Samples.hash(1)).results()).hasSize(1);
  }

  private void fill() {
    for (int image = 0; image < IMAGES; image++) {
      store.add(Samples.ranked(image), Samples.NOON);
    }
    store.advance(AT, IMAGES);
  }

  private boolean readable() {
    try {
      store.positions();
      store.manifests();
      for (int image = 0; image < IMAGES; image++) {
        store.trace(Samples.hash(image));
      }
      return true;
    } catch (MVStoreException e) {
      return false;
    }
  }

  private Path file() {
    return folder.resolve("status.mv");
  }
}
