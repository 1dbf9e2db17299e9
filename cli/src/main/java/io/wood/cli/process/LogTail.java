package io.wood.cli.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the last whole lines of a log file, without reading all of it.
 *
 * @param lines oldest first, without an incomplete last line
 * @param end offset in bytes after the last line, where a {@link LogFollower} continues
 */
public record LogTail(List<String> lines, long end) {
  private static final int MAX_BYTES = 256 * 1024;

  public LogTail {
    lines = List.copyOf(lines);
  }

  /** Reads at most this many lines; none when the file does not exist. */
  public static LogTail of(Path log, int lines) {
    if (!Files.exists(log)) {
      return new LogTail(List.of(), 0);
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - MAX_BYTES);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      int length = bytes.length;
      while (length > 0 && bytes[length - 1] != '\n') {
        length--;
      }
      List<String> all = new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
      return new LogTail(all.subList(Math.max(0, all.size() - lines), all.size()), start + length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }
}
