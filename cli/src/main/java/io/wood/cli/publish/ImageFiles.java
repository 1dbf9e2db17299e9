package io.wood.cli.publish;

import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files named one by one or by folder. Links to files and folders count as what they lead to.
 *
 * @param files every file once, folders in name order, without hidden files and folders
 * @param skipped what cannot be read, one line each
 */
record ImageFiles(List<Path> files, List<String> skipped) {
  /** Network disks keep thumbnails in such folders. */
  private static final Set<String> SYSTEM_FOLDERS = Set.of("@eaDir", "__MACOSX");

  ImageFiles {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /**
   * Collects the files.
   *
   * @throws CommandFailedException when a path does not exist or nothing is found
   */
  static ImageFiles of(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CommandFailedException("there is no file or folder " + path);
      }
      if (Files.isDirectory(path)) {
        files.addAll(walk(path, skipped));
      } else {
        files.add(path);
      }
    }
    List<Path> distinct = files.stream().distinct().toList();
    if (distinct.isEmpty()) {
      throw new CommandFailedException(
          "no files in " + paths + (skipped.isEmpty() ? "" : ": " + String.join("; ", skipped)));
    }
    return new ImageFiles(distinct, skipped);
  }

  private static List<Path> walk(Path folder, List<String> skipped) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
              boolean passed = !inner.equals(folder) && (hidden(inner) || ofSystem(inner));
              return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !hidden(file)) {
                files.add(file);
              } else if (attributes.isSymbolicLink()) {
                skipped.add(file + ": a link that leads nowhere");
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              skipped.add(
                  e instanceof FileSystemLoopException
                      ? file + ": a link to a folder that holds it"
                      : file + ": cannot be read (" + e + ")");
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + folder, e);
    }
    return files.stream().sorted().toList();
  }

  private static boolean hidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static boolean ofSystem(Path folder) {
    return SYSTEM_FOLDERS.contains(folder.getFileName().toString());
  }
}
