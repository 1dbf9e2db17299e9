package io.wood.cli.process;

import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder with all data of a local system. */
public final class DataDirectory {
  private final Path root;

  public DataDirectory(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path root() {
    return root;
  }

  Path broker() {
    return root.resolve("kafka");
  }

  Path store() {
    return root.resolve("store");
  }

  Path cache(String process) {
    return root.resolve("cache").resolve(process);
  }

  public Path log(String process) {
    return root.resolve("logs").resolve(process + ".log");
  }

  Path keys() {
    return root.resolve("store-keys.properties");
  }

  Path storeSettings() {
    return root.resolve("store.properties");
  }

  Path state() {
    return root.resolve("system.json");
  }

  /** Data that the demo keeps between runs. */
  public Path demo() {
    return root.resolve("demo");
  }

  /**
   * Locks the folder for this process until it ends; the operating system releases the lock even
   * after {@code kill -9}.
   */
  FileLock lock() {
    try {
      Files.createDirectories(root.resolve("logs"));
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      throw inUse();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data directory " + root, e);
    }
    throw inUse();
  }

  private CommandFailedException inUse() {
    return new CommandFailedException(
        "a system is already running on the data directory "
            + root
            + "; see it with `wood status`, stop it with `wood down`, or use another one with"
            + " --data");
  }

  /** Deletes everything; refused while a system runs on it. */
  public void delete() {
    if (!Files.exists(root)) {
      return;
    }
    requireOurs();
    try {
      lock().channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data directory " + root, e);
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the data directory " + root, e);
    }
  }

  /** Prevents that a mistyped option deletes another folder. */
  private void requireOurs() {
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.findAny().isPresent() && !Files.exists(root.resolve("lock"))) {
        throw new CommandFailedException(
            root + " is no data directory of wood (it has no file named lock): not deleted");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root, e);
    }
  }
}
