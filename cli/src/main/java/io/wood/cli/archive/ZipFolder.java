package io.wood.cli.archive;

import io.wood.cli.console.CommandFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Writes the files of a ZIP file into a folder. */
public final class ZipFolder {
  private ZipFolder() {}

  /**
   * Writes all files; those that exist are replaced.
   *
   * @return how many
   */
  public static int unpack(byte[] zip, Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    int files = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
          throw new CommandFailedException(
              "the file %s would lie outside of %s".formatted(entry.getName(), folder));
        }
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
        files++;
      }
      return files;
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be written: %s".formatted(folder, e), e);
    }
  }
}
