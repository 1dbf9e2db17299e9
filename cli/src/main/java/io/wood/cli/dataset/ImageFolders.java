package io.wood.cli.dataset;

import io.wood.contracts.artifact.ImageFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists folders and reads text files. */
public final class ImageFolders {
  private static final Set<String> SYSTEM_FILES = Set.of("thumbs.db", "desktop.ini");
  private static final int BYTE_ORDER_MARK = 0xfeff;

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

  private static boolean ofSystem(String name) {
    return name.startsWith(".") || SYSTEM_FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Lines of a text file that are not blank. */
  public static List<String> lines(Path file) {
    try (BufferedReader in = reader(file)) {
      return in.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (NoSuchFileException e) {
      throw new DatasetImportException("there is no file " + file, e);
    } catch (UncheckedIOException | CharacterCodingException e) {
      throw new DatasetImportException(file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DatasetImportException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Opens a text in UTF-8, or in UTF-16 after its byte order mark, which is skipped. */
  static BufferedReader reader(Path file) throws IOException {
    BufferedReader in = Files.newBufferedReader(file, charset(file));
    try {
      in.mark(1);
      if (in.read() != BYTE_ORDER_MARK) {
        in.reset();
      }
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static Charset charset(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int mark = in.read() << 8 | in.read();
      return mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
  }

  /** The first of these files that exists. */
  public static Optional<Path> first(Path... candidates) {
    return Stream.of(candidates).filter(Files::isRegularFile).findFirst();
  }

  /** The name of a file without its ending. */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
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
