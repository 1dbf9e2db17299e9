package io.wood.cli.dataset;

import io.wood.contracts.artifact.ImageFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the files that a table names in a folder. The name may be without ending, in other case or
 * with a decomposed umlaut; the path may have backslashes, hold the folder's own name, or begin
 * elsewhere (absolute, of another machine, or with {@code ..}): then its longest end that is in the
 * folder counts.
 */
public final class ImagePaths {
  private static final Pattern HOST = Pattern.compile("^[A-Za-z][\\w+.-]+://[^/]*");
  private static final Pattern QUERY = Pattern.compile("^.*\\?d=");
  private static final Pattern ABSOLUTE = Pattern.compile("(?s)(/|[A-Za-z]:/|~|(\\./)*\\.\\./).*");

  private final Path folder;
  private final Map<String, Path> byName = new HashMap<>();
  private final Map<String, Optional<Path>> byLowerName = new HashMap<>();
  private Map<String, Path> files;
  private Map<String, List<Path>> byStem;

  public ImagePaths(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The file that a cell names; empty when there is none in the folder. */
  public Optional<Path> find(String cell) {
    return at(cell).or(() -> deeper(cell));
  }

  /** The same, but a name without folder is not that of a file in a folder inside. */
  public Optional<Path> at(String cell) {
    return cell.isEmpty()
        ? Optional.empty()
        : Stream.of(cell, cell.replace('\\', '/'), local(cell))
            .distinct()
            .flatMap(this::relative)
            .flatMap(path -> inside(path).flatMap(this::existing).stream())
            .findFirst();
  }

  /**
   * The path of an address, such as {@code file:///data/a%20b.jpg} or {@code s3://bucket/a.jpg}.
   */
  private static String local(String cell) {
    String path = QUERY.matcher(HOST.matcher(cell).replaceFirst("")).replaceFirst("/");
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign of a plain name.
      return path;
    }
  }

  /** Resolves a path; empty when it leads out of the folder. */
  private Optional<Path> inside(String path) {
    Path file = folder.resolve(path).normalize();
    return file.startsWith(folder) && !file.equals(folder) ? Optional.of(file) : Optional.empty();
  }

  private Stream<String> relative(String path) {
    String[] parts = path.split("/", -1);
    boolean absolute = ABSOLUTE.matcher(path).matches();
    String own = String.valueOf(folder.getFileName());
    Stream<String> ends =
        IntStream.range(1, parts.length)
            .filter(from -> absolute || parts[from - 1].equals(own))
            .mapToObj(from -> String.join("/", Arrays.asList(parts).subList(from, parts.length)))
            .filter(end -> !end.isEmpty() && !end.startsWith("/"));
    return Stream.concat(Stream.of(path), ends);
  }

  private Optional<Path> existing(Path file) {
    if (Files.isRegularFile(file)) {
      return Optional.of(file);
    }
    if (byName.isEmpty()) {
      index();
    }
    String name = ImageFolders.composed(folder.relativize(file).toString().replace('\\', '/'));
    return Optional.ofNullable(byName.get(name))
        .or(() -> byLowerName.getOrDefault(name.toLowerCase(Locale.ROOT), Optional.empty()));
  }

  /** All files by their path with and without ending; in lower case where only one has it. */
  private void index() {
    byName.putAll(files());
    files()
        .forEach(
            (name, file) -> {
              if (ImageFolders.isImage(file)) {
                byName.putIfAbsent(ImageFolders.stem(name), file);
              }
            });
    byName.forEach(
        (name, file) ->
            byLowerName.merge(
                name.toLowerCase(Locale.ROOT),
                Optional.of(file),
                (one, other) -> one.equals(other) ? one : Optional.empty()));
  }

  /** The only file of this name, with its ending, anywhere below the folder. */
  public Optional<Path> deep(String cell) {
    return only(sameName(cell));
  }

  /** True where several files below the folder have this name. */
  public boolean isAmbiguous(String cell) {
    return sameName(cell).count() > 1;
  }

  private Stream<Path> sameName(String cell) {
    String path = cell.replace('\\', '/');
    String name = ImageFolders.composed(path.substring(path.lastIndexOf('/') + 1));
    return below(ImageFolders.imageName(name))
        .filter(file -> ImageFolders.composed(file.getFileName().toString()).equals(name));
  }

  /** Exports name an image without folder, also without ending: the only such file is meant. */
  private Optional<Path> deeper(String cell) {
    if (cell.contains("/") || cell.contains("\\")) {
      return Optional.empty();
    }
    return ImageFormat.ofName(cell).isPresent()
        ? deep(cell)
        : only(below(ImageFolders.composed(cell)));
  }

  private static Optional<Path> only(Stream<Path> files) {
    List<Path> first = files.limit(2).toList();
    return first.size() == 1 ? Optional.of(first.get(0)) : Optional.empty();
  }

  /** The images of a name without ending, anywhere below the folder. */
  private Stream<Path> below(String stem) {
    return stems().getOrDefault(stem, List.of()).stream();
  }

  /**
   * A line about images in the folder that are not named; empty without any.
   *
   * @param named files that are
   * @param list what names them, for the line
   */
  public List<String> unnamed(Collection<Path> named, String list) {
    List<Path> others =
        stems().values().stream()
            .flatMap(List::stream)
            .filter(file -> !named.contains(file))
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(
            "%d images in %s are not named in %s and were left out"
                .formatted(others.size(), folder, list));
  }

  private Map<String, Path> files() {
    if (files == null) {
      files = ImageFolders.tree(folder);
    }
    return files;
  }

  private Map<String, List<Path>> stems() {
    if (byStem == null) {
      byStem =
          files().values().stream()
              .filter(ImageFolders::isImage)
              .collect(
                  Collectors.groupingBy(file -> ImageFolders.composed(ImageFolders.stem(file))));
    }
    return byStem;
  }
}
