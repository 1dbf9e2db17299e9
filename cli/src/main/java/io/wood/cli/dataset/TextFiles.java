package io.wood.cli.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads text files in UTF-8 or UTF-16. A file in neither is read as Windows-1252, which
 * spreadsheets of Western Europe and America write, and reported: letters with accents may be
 * others. One that has such letters in UTF-8 is damaged and refused.
 */
public final class TextFiles {
  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final int SAMPLE = 64;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private TextFiles() {}

  /**
   * Lines of a text file that are not blank.
   *
   * @param problems receives what was guessed
   * @throws DatasetImportException when it is missing or no text
   */
  public static List<String> lines(Path file, List<ImportProblem> problems) {
    try (BufferedReader in = open(file, problems)) {
      return in.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw failure(file, e);
    }
  }

  /** Opens a text; a byte order mark is skipped. */
  static BufferedReader open(Path file, List<ImportProblem> problems) throws IOException {
    BufferedReader in = Files.newBufferedReader(file, charset(file, problems));
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

  /** What to tell a person about a file that cannot be read. */
  static DatasetImportException failure(Path file, Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof NoSuchFileException) {
      return new DatasetImportException("there is no file " + file, e);
    }
    if (cause instanceof CharacterCodingException) {
      return new DatasetImportException(file + " is not UTF-8 text; save it as UTF-8", e);
    }
    return new DatasetImportException(file + " cannot be read: " + cause.getMessage(), e);
  }

  private static Charset charset(Path file, List<ImportProblem> problems) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(SAMPLE);
    }
    int mark = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | (start[1] & 0xff);
    if (mark == 0xfeff || mark == 0xfffe) {
      return StandardCharsets.UTF_16;
    }
    if (isHalfZero(start, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    if (isHalfZero(start, 0)) {
      return StandardCharsets.UTF_16BE;
    }
    if (isText(file, StandardCharsets.UTF_8)) {
      return StandardCharsets.UTF_8;
    }
    if (hasLetters(file) || !isText(file, WINDOWS)) {
      throw new CharacterCodingException();
    }
    problems.add(
        new ImportProblem(
            file.getFileName().toString(),
            "it is not in UTF-8 and is read as Windows-1252: check the letters with accents, or save it as UTF-8"));
    return WINDOWS;
  }

  /** True for UTF-16 of Western text: every second byte is 0. */
  private static boolean isHalfZero(byte[] start, int first) {
    for (int i = 0; i + 1 < start.length; i += 2) {
      if (start[i + first] != 0 || start[i + 1 - first] == 0) {
        return false;
      }
    }
    return start.length >= 4;
  }

  /** True where letters other than those of ASCII are in UTF-8. */
  private static boolean hasLetters(Path file) throws IOException {
    try (Reader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (int letter = in.read(); letter >= 0; letter = in.read()) {
        if (letter > 127 && Character.isLetter(letter)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isText(Path file, Charset charset) throws IOException {
    char[] buffer = new char[1 << 14];
    try (BufferedReader in = Files.newBufferedReader(file, charset)) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (new String(buffer, 0, length).indexOf('\0') >= 0) {
          return false;
        }
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
