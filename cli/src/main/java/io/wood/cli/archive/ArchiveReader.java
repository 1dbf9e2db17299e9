package io.wood.cli.archive;

import io.wood.cli.console.CommandFailedException;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads an archive, after all of its files are compared with their hashes. */
final class ArchiveReader implements AutoCloseable {
  private static final String AGAIN =
      "; copy it again, or make it again with `wood experiments export`";

  /** Far more than the index of any experiment takes. */
  private static final int MAX_INDEX = 64 << 20;

  private final Path path;
  private final ZipFile zip;
  private final ArchiveIndex index;

  /**
   * Opens an archive.
   *
   * @throws CommandFailedException when it is damaged, is none or is of a newer version
   */
  ArchiveReader(Path path) {
    this.path = path;
    if (!Files.isRegularFile(path)) {
      throw new CommandFailedException(path + " does not exist or is no file");
    }
    try {
      this.zip = new ZipFile(path.toFile());
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s is no archive, or a part of one (%s)%s".formatted(path, e.getMessage(), AGAIN), e);
    }
    try {
      this.index = index();
      verify();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  ArchiveIndex contents() {
    return index;
  }

  private ArchiveIndex index() {
    if (zip.getEntry(ArchiveIndex.FILE) == null) {
      throw new CommandFailedException(
          "%s has no %s: it is no archive of an experiment%s"
              .formatted(path, ArchiveIndex.FILE, AGAIN));
    }
    byte[] json = read(ArchiveIndex.FILE, in -> in.readNBytes(MAX_INDEX + 1));
    if (json.length > MAX_INDEX) {
      throw new CommandFailedException(
          "%s has a %s of more than %d MiB: other software made it"
              .formatted(path, ArchiveIndex.FILE, MAX_INDEX >> 20));
    }
    try {
      Header header = Json.read(json, Header.class);
      if (!ArchiveIndex.FORMAT.equals(header.format())) {
        throw new CommandFailedException(
            "%s has the format '%s', not '%s': other software made it"
                .formatted(path, header.format(), ArchiveIndex.FORMAT));
      }
      if (header.version() > ArchiveIndex.VERSION) {
        throw new CommandFailedException(
            "%s has version %d, and this installation reads up to %d; update the installation"
                .formatted(path, header.version(), ArchiveIndex.VERSION));
      }
      return Json.read(json, ArchiveIndex.class);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new CommandFailedException(
          "%s has an index that is damaged or of other software: %s%s"
              .formatted(path, e.getMessage(), AGAIN),
          e);
    }
  }

  private void verify() {
    Set<String> listed = new HashSet<>(Set.of(ArchiveIndex.FILE));
    index.objects().forEach(object -> listed.add(object.file()));
    index.events().forEach(event -> listed.add(event.file()));
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> !listed.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new CommandFailedException(
                  "%s has the file %s, which its index does not list%s"
                      .formatted(path, name, AGAIN));
            });
    index.objects().forEach(object -> verify(object.file(), object.sha256()));
    index.events().forEach(event -> verify(event.file(), event.sha256()));
  }

  private void verify(String file, String sha256) {
    String actual = read(file, Hashes::sha256);
    if (!actual.equals(sha256)) {
      throw new CommandFailedException(
          "%s is damaged: %s has the hash %s, not %s%s"
              .formatted(path, file, actual, sha256, AGAIN));
    }
  }

  /** The bytes of a file of the archive. */
  byte[] bytes(String file) {
    return read(file, InputStream::readAllBytes);
  }

  private <T> T read(String file, Content<T> content) {
    ZipEntry entry = zip.getEntry(file);
    if (entry == null) {
      throw new CommandFailedException("%s lacks the file %s%s".formatted(path, file, AGAIN));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return content.of(in);
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s is damaged: %s cannot be read (%s)%s".formatted(path, file, e.getMessage(), AGAIN),
          e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be closed: %s".formatted(path, e), e);
    }
  }

  /** What is read before the rest is understood. */
  record Header(String format, int version) {}

  /** Reads a file of the archive. */
  private interface Content<T> {
    T of(InputStream in) throws IOException;
  }
}
