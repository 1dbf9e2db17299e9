package io.wood.cli.dataset;

import io.wood.contracts.artifact.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists folders, and makes names of files comparable. */
public final class ImageFolders {
  private static final Set<String> SYSTEM_FILES =
      Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "__macosx");

  private ImageFolders() {}

  /** Returns the folder after checking that it exists. */
  public static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetImportException(
          Files.exists(folder) ? folder + " is not a folder" : "there is no folder " + folder);
    }
    return folder;
  }

  /** Image files directly in a folder, by composed name without extension. */
  public static Map<String, Path> images(Path folder) {
    Map<String, Path> images = new TreeMap<>();
    for (Path file : files(folder)) {
      if (isImage(file)) {
        images.putIfAbsent(composed(stem(file)), file);
      }
    }
    return images;
  }

  /** Returns true for a name with the ending of an image. */
  public static boolean isImage(Path file) {
    return ImageFormat.ofName(file.getFileName().toString()).isPresent();
  }

  /**
   * Regular files directly in a folder, sorted; none when there is no such folder. Hidden files and
   * those that operating systems put beside others (such as {@code ._NAME} of a Mac's archive) are
   * left out.
   */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !ofSystem(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DatasetImportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /**
   * Regular files in a folder and all folders below it, by their path from there with {@code /},
   * composed; links are followed. Files and folders of operating systems are left out.
   */
  public static Map<String, Path> tree(Path folder) {
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      collect(folder, "", new HashSet<>(), files);
    }
    return files;
  }

  private static void collect(
      Path folder, String prefix, Set<Object> open, Map<String, Path> files) {
    try (Stream<Path> inner = Files.list(folder)) {
      Object id = folder.toRealPath();
      if (!open.add(id)) {
        // A link to a folder that holds it.
        return;
      }
      for (Path file : inner.sorted().toList()) {
        String name = file.getFileName().toString();
        if (ofSystem(name)) {
          continue;
        }
        if (Files.isDirectory(file)) {
          collect(file, prefix + composed(name) + "/", open, files);
        } else if (Files.isRegularFile(file)) {
          files.putIfAbsent(prefix + composed(name), file);
        }
      }
      open.remove(id);
    } catch (IOException e) {
      throw new DatasetImportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean ofSystem(String name) {
    return name.startsWith(".") || SYSTEM_FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The first of these files that exists in a folder. */
  public static Optional<Path> first(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** The name of a file without its ending. */
  public static String stem(Path file) {
    return stem(file.getFileName().toString());
  }

  /** A name or path without its ending. */
  public static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  /**
   * The name of an image in a list or a table, without folders and without the ending of an image
   * file, composed: {@code /JPEGImages/ID.jpg} and {@code JPEGImages\ID} are {@code ID}.
   */
  public static String imageName(String written) {
    String path = written.replace('\\', '/');
    String name = composed(path.substring(path.lastIndexOf('/') + 1).strip());
    int dot = name.lastIndexOf('.');
    return dot > 0 && ImageFormat.ofName(name).isPresent() ? name.substring(0, dot) : name;
  }

  /** Macs store an umlaut as letter and mark, other systems as one character. */
  public static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
