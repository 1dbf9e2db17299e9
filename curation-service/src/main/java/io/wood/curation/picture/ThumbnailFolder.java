package io.wood.curation.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A folder of thumbnails up to a size; the oldest are deleted first, and what killed writers left.
 */
final class ThumbnailFolder {
  static final long MAX_BYTES = 1L << 30;

  /** Listing the folder takes a while, so it happens after so many new files. */
  private static final int CHECK = 1000;

  private static final String DRAFT = "draft";
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final long maxBytes;
  private final AtomicInteger added = new AtomicInteger();

  ThumbnailFolder(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  Optional<Path> find(String name) {
    return Optional.of(folder.resolve(name)).filter(Files::exists);
  }

  /** Writes a new file; no reader sees an incomplete one. */
  Path add(String name, byte[] jpeg) throws IOException {
    Files.createDirectories(folder);
    if (added.getAndIncrement() % CHECK == 0) {
      trim();
    }
    Path draft = Files.createTempFile(folder, DRAFT, ".jpg");
    try {
      Files.write(draft, jpeg);
      return Files.move(
          draft,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Deletes abandoned drafts, and the oldest files above the maximum size. */
  synchronized void trim() throws IOException {
    Instant abandoned = Instant.now().minus(ABANDONED);
    List<Entry> entries = entries();
    long left = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : entries) {
      boolean leftOver =
          entry.file().getFileName().toString().startsWith(DRAFT)
              && entry.written().toInstant().isBefore(abandoned);
      if (leftOver || left > maxBytes) {
        Files.deleteIfExists(entry.file());
        left -= entry.bytes();
      }
    }
  }

  private List<Entry> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(ThumbnailFolder::entry)
          .sorted(Comparator.comparing(Entry::written))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Another thread may have moved it. */
  private static Entry entry(Path file) {
    try {
      return new Entry(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return new Entry(file, 0, FileTime.fromMillis(Long.MAX_VALUE));
    }
  }

  private record Entry(Path file, long bytes, FileTime written) {}
}
