package io.wood.store;

import static java.util.stream.Collectors.toSet;

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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Caches files by the hash of their bytes, up to a bound; the least recently used are deleted
 * first, also when the disk is full. Several processes may share the directory: files arrive by
 * atomic rename and may vanish between any two calls, which is a miss and not an error. A file that
 * this process did not write is hashed before its first use here.
 *
 * <p>A local disk that fails is as transient as a store that fails: {@link
 * StoreUnavailableException}.
 */
final class FileCache {
  private static final int LOCKS = 64;

  /** Hashes that are remembered at least, before those of deleted files are forgotten. */
  private static final int VERIFIED = 256;

  private final Path directory;
  private final long maxBytes;
  private final Clock clock;
  private final LongSupplier freeBytes;
  private final Object[] locks = new Object[LOCKS];
  private final Set<String> verified = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes;
  private volatile int verifiedBound = VERIFIED;

  FileCache(Path directory, long maxBytes, Clock clock) {
    this(directory, maxBytes, clock, () -> directory.toFile().getUsableSpace());
  }

  /** With another way to ask for the free space of the disk, bytes. */
  FileCache(Path directory, long maxBytes, Clock clock, LongSupplier freeBytes) {
    this.directory = Objects.requireNonNull(directory, "directory");
    this.maxBytes = maxBytes;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.freeBytes = Objects.requireNonNull(freeBytes, "freeBytes");
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
   * @throws StoreUnavailableException when the local disk fails
   */
  Path get(String sha256, long size, Supplier<Path> source) {
    Path file = directory.resolve(sha256);
    synchronized (locks[Math.floorMod(sha256.hashCode(), LOCKS)]) {
      try {
        if (!isGood(file, sha256, size)) {
          makeRoom(size);
          take(source.get(), file, sha256, size);
        }
        return file;
      } catch (IOException | UncheckedIOException e) {
        throw new StoreUnavailableException(
            "cannot use the cache file %s on the local disk: %s".formatted(file, e), e);
      }
    }
  }

  /** A file that is evicted while it is read here is not good. */
  private boolean isGood(Path file, String sha256, long size) throws IOException {
    try {
      if (Files.size(file) != size) {
        return false;
      }
      if (!verified.contains(sha256)) {
        if (!Hashes.sha256(file).equals(sha256)) {
          return false;
        }
        remember(sha256);
      }
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void take(Path fetched, Path file, String sha256, long size) throws IOException {
    Files.setLastModifiedTime(fetched, FileTime.from(clock.instant()));
    Files.move(fetched, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    remember(sha256);
    if (bytes.addAndGet(size) > maxBytes) {
      shrink(file, maxBytes - maxBytes / 10);
    }
  }

  /** Deletes old files when the disk has no space left for another one. */
  private void makeRoom(long size) throws IOException {
    long missing = size - freeBytes.getAsLong();
    if (missing > 0) {
      shrink(null, Math.max(0, bytes.get() - 2 * missing));
    }
  }

  /** Remembers a verified hash; forgets those of deleted files when there are too many. */
  private void remember(String sha256) throws IOException {
    verified.add(sha256);
    if (verified.size() > verifiedBound) {
      forgetDeleted(entries());
    }
  }

  private void forgetDeleted(List<Entry> present) {
    verified.retainAll(
        present.stream().map(entry -> entry.file().getFileName().toString()).collect(toSet()));
    verifiedBound = Math.max(VERIFIED, 2 * verified.size());
  }

  /** How many hashes are remembered. */
  int verified() {
    return verified.size();
  }

  /**
   * Deletes files to below the goal, so that the next ones need no listing of the directory. The
   * newest file stays even when it alone exceeds the bound.
   */
  private synchronized void shrink(Path newest, long goal) throws IOException {
    List<Entry> entries = entries();
    long left = entries.stream().mapToLong(Entry::bytes).sum();
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
