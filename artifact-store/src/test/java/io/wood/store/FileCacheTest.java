package io.wood.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

  private FileCache open(long bytes) {
    return new FileCache(directory, bytes, new Ticking());
  }

  private Path get(int content) {
    return cache.get(Hashes.sha256(bytes(content)), SIZE, () -> fetch(content));
  }

  private Path fetch(int content) {
    fetches++;
    try {
      Path incoming = Files.createDirectories(directory.resolve("incoming"));
      return Files.write(Files.createTempFile(incoming, "object", ".part"), bytes(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
