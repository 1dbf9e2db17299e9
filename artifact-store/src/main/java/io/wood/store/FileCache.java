package io.wood.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Caches files by the hash of their bytes, up to a bound; the least recently used are deleted
 * first. Several processes may share the directory: files arrive by atomic rename and may vanish
 * between any two calls. A file that this process did not write is hashed before its first use
 * here.
 */
final class FileCache {
  private static final int LOCKS = 64;

  private final Path directory;
  private final long maxBytes;
  private final Clock clock;
  private final Object[] locks = new Object[LOCKS];
  private final Set<String> verified = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes;

  FileCache(Path directory, long maxBytes, Clock clock) {
    this.directory = Objects.requireNonNull(directory, "directory");
    this.maxBytes = maxBytes;
    this.clock = Objects.requireNonNull(clock, "clock");
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
    try {
      Files.createDirectories(directory);
      this.bytes = new AtomicLong(entries().stream().mapToLong(Entry::bytes).sum());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the cache directory " + directory, e);
    }
  }

  /**
   * Returns the file with this hash, from the cache or from the source.
   *
   * @param source returns a verified file on the same disk, which the cache takes over
   */
  Path get(String sha256, long size, Supplier<Path> source) {
    Path file = directory.resolve(sha256);
    synchronized (locks[Math.floorMod(sha256.hashCode(), LOCKS)]) {
      try {
        if (isGood(file, sha256, size)) {
          Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
          return file;
        }
        take(source.get(), file, sha256);
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot use the cache file " + file, e);
      }
    }
  }

  private boolean isGood(Path file, String sha256, long size) throws IOException {
    try {
      if (Files.size(file) != size) {
        return false;
      }
      if (!verified.contains(sha256) && Hashes.sha256(file).equals(sha256)) {
        verified.add(sha256);
      }
      return verified.contains(sha256);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void take(Path fetched, Path file, String sha256) throws IOException {
    Files.setLastModifiedTime(fetched, FileTime.from(clock.instant()));
    Files.move(fetched, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    verified.add(sha256);
    if (bytes.addAndGet(Files.size(file)) > maxBytes) {
      shrink(file);
    }
  }

  /**
   * Deletes files to below the bound, so that the next ones need no listing of the directory. The
   * newest file stays even when it alone exceeds the bound.
   */
  private synchronized void shrink(Path newest) throws IOException {
    List<Entry> entries = entries();
    long left = entries.stream().mapToLong(Entry::bytes).sum();
    long goal = maxBytes - maxBytes / 10;
    for (Entry entry : entries) {
      if (left > goal && !entry.file().equals(newest)) {
        Files.deleteIfExists(entry.file());
        left -= entry.bytes();
      }
    }
    bytes.set(left);
  }

  private List<Entry> entries() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(FileCache::entry)
          .sorted(Comparator.comparing(Entry::used))
          .toList();
    }
  }

  private static Entry entry(Path file) {
    try {
      return new Entry(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return new Entry(file, 0, FileTime.fromMillis(0));
    }
  }

  /** A file of the cache. */
  private record Entry(Path file, long bytes, FileTime used) {}
}
