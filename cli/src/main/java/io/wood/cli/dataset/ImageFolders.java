package io.wood.cli.dataset;

import io.wood.contracts.artifact.ImageFormat;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists folders and reads text files. */
final class ImageFolders {
  private ImageFolders() {}

  /** Returns the folder after checking that it exists. */
  static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetImportException(
          Files.exists(folder) ? folder + " is not a folder" : "there is no folder " + folder);
    }
    return folder;
  }

  /** Image files directly in a folder, by name without extension. */
  static Map<String, Path> images(Path folder) {
    Map<String, Path> images = new TreeMap<>();
    for (Path file : files(folder)) {
      if (ImageFormat.ofName(file.getFileName().toString()).isPresent()) {
        images.putIfAbsent(stem(file), file);
      }
    }
    return images;
  }

  /** Regular files directly in a folder, sorted; none when there is no such folder. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new DatasetImportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Lines of a text file that are not blank. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .toList();
    } catch (NoSuchFileException e) {
      throw new DatasetImportException("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new DatasetImportException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new DatasetImportException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The first of these files that exists. */
  static Optional<Path> first(Path... candidates) {
    return Stream.of(candidates).filter(Files::isRegularFile).findFirst();
  }

  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
