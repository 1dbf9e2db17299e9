package io.wood.cli.dataset;

import io.wood.contracts.artifact.ImageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the files that a table names in a folder. The name may be without ending, in other case or
 * with a decomposed umlaut; the path may have backslashes, begin with the folder's own name, or be
 * absolute and of another machine: then its longest end that is in the folder counts.
 */
public final class ImagePaths {
  private final Path folder;
  private final Map<Path, Map<String, Path>> byName = new HashMap<>();
  private Map<String, List<Path>> byStem;

  public ImagePaths(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The file that a cell names; empty when there is none in the folder. */
  public Optional<Path> find(String cell) {
    return cell.isEmpty()
        ? Optional.empty()
        : Stream.of(cell, cell.replace('\\', '/'), local(cell))
            .distinct()
            .flatMap(this::relative)
            .flatMap(path -> inside(path).flatMap(this::existing).stream())
            .findFirst()
            .or(() -> deeper(cell));
  }

  /**
   * The path of an address, such as {@code file:///data/a%20b.jpg} or {@code s3://bucket/a.jpg}.
   */
  private static String local(String cell) {
    String path = cell.replaceFirst("^[A-Za-z][\\w+.-]+://[^/]*", "").replaceFirst("^.*\\?d=", "/");
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign of a plain name.
      return path;
    }
  }

  /** Resolves a path; empty when it leads out of the folder. */
  Optional<Path> inside(String path) {
    Path file = folder.resolve(path).normalize();
    return file.startsWith(folder) && !file.equals(folder) ? Optional.of(file) : Optional.empty();
  }

  private Stream<String> relative(String path) {
    String[] parts = path.split("/", -1);
    boolean absolute = path.matches("(?s)(/|[A-Za-z]:/).*");
    Stream<String> ends =
        IntStream.range(1, parts.length)
            .filter(from -> absolute || isOwnName(from, parts[0]))
            .mapToObj(from -> String.join("/", Arrays.asList(parts).subList(from, parts.length)))
            .filter(end -> !end.isEmpty() && !end.startsWith("/"));
    return absolute ? ends : Stream.concat(Stream.of(path), ends);
  }

  private boolean isOwnName(int from, String first) {
    return from == 1 && first.equals(String.valueOf(folder.getFileName()));
  }

  private Optional<Path> existing(Path file) {
    if (Files.isRegularFile(file)) {
      return Optional.of(file);
    }
    Map<String, Path> names = byName.computeIfAbsent(file.getParent(), ImagePaths::names);
    String name = ImageFolders.composed(file.getFileName().toString());
    return Optional.ofNullable(names.get(name))
        .or(() -> Optional.ofNullable(names.get(name.toLowerCase(Locale.ROOT))));
  }

  /** Names of files, with and without ending, as they are and in lower case. */
  private static Map<String, Path> names(Path folder) {
    Map<String, Path> names = new HashMap<>();
    List<Path> files = ImageFolders.files(folder);
    Map<String, Path> images = ImageFolders.images(folder);
    files.forEach(file -> names.put(ImageFolders.composed(file.getFileName().toString()), file));
    images.forEach(names::putIfAbsent);
    Map.copyOf(names)
        .forEach((name, file) -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), file));
    return names;
  }

  /** The only file of this name, with its ending, anywhere below the folder. */
  public Optional<Path> deep(String cell) {
    String path = cell.replace('\\', '/');
    String name = ImageFolders.composed(path.substring(path.lastIndexOf('/') + 1));
    return only(
        below(ImageFolders.imageName(name))
            .filter(file -> ImageFolders.composed(file.getFileName().toString()).equals(name)));
  }

  /** Exports name an image without folder and ending: the only file of that name is meant. */
  private Optional<Path> deeper(String cell) {
    if (cell.contains("/") || cell.contains("\\") || ImageFormat.ofName(cell).isPresent()) {
      return Optional.empty();
    }
    return only(below(ImageFolders.composed(cell)));
  }

  private static Optional<Path> only(Stream<Path> files) {
    List<Path> first = files.limit(2).toList();
    return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
  }

  /** The images of a name without ending, anywhere below the folder. */
  private Stream<Path> below(String stem) {
    if (byStem == null) {
      byStem = stems();
    }
    return byStem.getOrDefault(stem, List.of()).stream();
  }

  private Map<String, List<Path>> stems() {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(file -> ImageFormat.ofName(file.getFileName().toString()).isPresent())
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .collect(Collectors.groupingBy(file -> ImageFolders.composed(ImageFolders.stem(file))));
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetImportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
