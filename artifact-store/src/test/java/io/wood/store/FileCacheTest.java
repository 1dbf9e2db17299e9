package io.wood.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCacheTest {
  private static final int SIZE = 100;

  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private FileCache cache;
  private int fetches;

  @BeforeEach
  void open() {
    cache = open(1000);
  }

  @Test
  void fetchesOnce() {
    Path first = get(1);
    Path second = get(1);

    assertThat(first).isEqualTo(second).hasBinaryContent(bytes(1));
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void keepsItsFilesOverARestart() {
    get(1);
    cache = open(1000);

    get(1);

    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void fetchesAgainWhatWasChangedOnDiskOrDeleted() throws IOException {
    Files.write(get(1), bytes(2));
    Files.write(get(3), new byte[1]);
    Files.delete(get(4));
    cache = open(1000);

    assertThat(get(1)).hasBinaryContent(bytes(1));
    assertThat(get(3)).hasBinaryContent(bytes(3));
    assertThat(get(4)).hasBinaryContent(bytes(4));
    assertThat(fetches).isEqualTo(6);
  }

  @Test
  void dropsTheLeastRecentlyUsedAndStaysBelowItsBound() throws IOException {
    for (int i = 0; i < 10; i++) {
      get(i);
    }
    get(0);

    get(10);

    assertThat(directory.resolve(Hashes.sha256(bytes(0)))).exists();
    assertThat(directory.resolve(Hashes.sha256(bytes(1)))).doesNotExist();
    try (var files = Files.list(directory)) {
      assertThat(files.filter(Files::isRegularFile).count() * SIZE).isLessThanOrEqualTo(1000);
    }
  }

  @Test
  void keepsTheNewestEvenWhenItAloneIsTooLarge() {
    cache = open(10);

    assertThat(get(1)).hasBinaryContent(bytes(1));
  }

  @Test
  void aFileThatIsEvictedWhileItIsHashedIsAMiss() throws Exception {
    // 300 kB take a while to hash; the cache is full, and the process has verified nothing yet.
    int size = 300_000;
    int files = 75;
    long room = 60L * size;
    Map<String, byte[]> objects = new HashMap<>();
    for (int i = 0; i < files; i++) {
      byte[] bytes = new byte[size];
      bytes[0] = (byte) i;
      objects.put(Hashes.sha256(bytes), bytes);
    }
    List<String> hashes = List.copyOf(objects.keySet());
    FileCache before = new FileCache(directory, room, Clock.systemUTC());
    hashes.forEach(hash -> before.get(hash, size, () -> draft(objects.get(hash))));

    FileCache fresh = new FileCache(directory, room, Clock.systemUTC());
    FileCache other = new FileCache(directory, room, Clock.systemUTC());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> readers = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      Random random = new Random(thread);
      FileCache mine = thread % 2 == 0 ? fresh : other;
      readers.add(
          threads.submit(
              () -> {
                for (int read = 0; read < 150; read++) {
                  String hash = hashes.get(random.nextInt(files));
                  mine.get(hash, size, () -> draft(objects.get(hash)));
                }
              }));
    }
    threads.shutdown();

    for (Future<?> reader : readers) {
      reader.get();
    }
  }

  @Test
  void makesRoomOnAFullDiskByDeletingWhatItKeeps() {
    AtomicLong free = new AtomicLong(10 * SIZE);
    cache = new FileCache(directory, 1000, new Ticking(), free::get);
    for (int i = 0; i < 5; i++) {
      get(i);
    }

    free.set(0);
    get(5);

    assertThat(directory.resolve(Hashes.sha256(bytes(0)))).doesNotExist();
    assertThat(directory.resolve(Hashes.sha256(bytes(4)))).exists();
    assertThat(get(5)).hasBinaryContent(bytes(5));
  }

  @Test
  void aLocalDiskThatFailsIsTransient() {
    assertThatThrownBy(() -> cache.get(Hashes.sha256(bytes(1)), SIZE, this::gone))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("local disk");
  }

  @Test
  void forgetsTheHashesOfDeletedFiles() {
    cache = open(SIZE);
    for (int i = 0; i < 700; i++) {
      byte[] bytes = new byte[] {(byte) i, (byte) (i >> 8)};
      cache.get(Hashes.sha256(bytes), 2, () -> draft(bytes));
    }

    assertThat(cache.verified()).isLessThan(400);
  }

  private Path gone() {
    return directory.resolve("a-draft-that-a-full-disk-could-not-keep");
  }

  private Path draft(byte[] bytes) {
    try {
      Path incoming = Files.createDirectories(directory.resolve("incoming"));
      return Files.write(Files.createTempFile(incoming, "object", ".part"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileCache open(long bytes) {
    return new FileCache(directory, bytes, new Ticking());
  }

  private Path get(int content) {
    return cache.get(Hashes.sha256(bytes(content)), SIZE, () -> fetch(content));
  }

  private Path fetch(int content) {
    fetches++;
    return draft(bytes(content));
  }

  private static byte[] bytes(int content) {
    byte[] bytes = new byte[SIZE];
    bytes[0] = (byte) content;
    return bytes;
  }

  /** Each look at the clock is a second later. */
  private final class Ticking extends Clock {
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
      now = now.plus(Duration.ofSeconds(1));
      return now;
    }
  }
}
