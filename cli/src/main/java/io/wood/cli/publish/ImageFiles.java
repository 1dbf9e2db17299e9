package io.wood.cli.publish;

import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects files named one by one or by folder. */
final class ImageFiles {
  private ImageFiles() {}

  /**
   * Returns every file once, folders in name order, without hidden files.
   *
   * @throws CommandFailedException when a path does not exist or nothing is found
   */
  static List<Path> of(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CommandFailedException("there is no file or folder " + path);
      }
      files.addAll(Files.isDirectory(path) ? walk(path) : List.of(path));
    }
    List<Path> distinct = files.stream().distinct().toList();
    if (distinct.isEmpty()) {
      throw new CommandFailedException("no files in " + paths);
    }
    return distinct;
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + folder, e);
    }
  }
}
