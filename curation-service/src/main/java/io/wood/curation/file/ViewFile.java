package io.wood.curation.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * The file of a view, which can be built again from the log. A failure that lasts ends its use in
 * this process: the service is then not live. The next start opens the file again, as it was after
 * its last write; a damaged one is deleted and built again.
 */
public final class ViewFile {
  private static final Logger LOG = Logger.getLogger(ViewFile.class);

  private final Path path;
  private final List<String> suffixes;
  private volatile boolean usable = true;

  /**
   * Names the file.
   *
   * @param path without the suffix
   * @param suffixes of all files that belong to it
   */
  public ViewFile(Path path, String... suffixes) {
    this.path = Objects.requireNonNull(path, "path").toAbsolutePath();
    this.suffixes = List.of(suffixes);
  }

  /** Creates the folder; deletes a file that was found to be damaged. */
  public void prepare() throws IOException {
    Files.createDirectories(path.getParent());
    if (Files.exists(marker())) {
      LOG.warnf("The view %s was found to be damaged: rebuilding it", path);
      delete();
    }
  }

  /** Deletes the file, which is not open; a new one can be used, whatever was wrong with it. */
  public void delete() throws IOException {
    for (String suffix : suffixes) {
      Files.deleteIfExists(Path.of(path + suffix));
    }
    Files.deleteIfExists(marker());
    usable = true;
  }

  /** Returns false once a failure has ended the use of the file in this process. */
  public boolean isUsable() {
    return usable;
  }

  /**
   * Refuses to change a file that is not usable: what is in memory may be ahead of it.
   *
   * @throws IllegalStateException saying what helps
   */
  public void requireUsable() {
    if (!usable) {
      throw new IllegalStateException(
          path + " failed and is not changed any more: restart this service");
    }
  }

  /** Takes notice of a failure to read or write the file. */
  public void failed(Throwable failure) {
    FileFault fault = FileFault.of(failure);
    if (fault == FileFault.NONE) {
      return;
    }
    if (usable) {
      LOG.errorf(failure, "The view %s: %s", path, fault.remedy());
    }
    usable = false;
    if (fault == FileFault.DAMAGED) {
      try {
        Files.writeString(marker(), String.valueOf(failure.getMessage()));
      } catch (IOException unwritten) {
        LOG.errorf("cannot mark the view %s as damaged, delete it: %s", path, unwritten);
      }
    }
  }

  private Path marker() {
    return Path.of(path + ".damaged");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
