package io.wood.cli.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads whole lines that are appended to a log file. A file that has become shorter was replaced
 * and is read from its beginning.
 */
public final class LogFollower {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path log;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private long position;

  /**
   * Starts at an offset.
   *
   * @param position offset in bytes; earlier lines are not passed on
   */
  public LogFollower(Path log, long position, Consumer<String> lines) {
    this.log = log;
    this.position = position;
    this.lines = lines;
  }

  /** Passes on the lines that were completed since the last call. */
  public void poll() throws IOException {
    if (!Files.exists(log)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      if (file.length() < position) {
        position = 0;
        unfinished.reset();
      }
      file.seek(position);
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        position += read;
        split(buffer, read);
      }
    }
  }

  private void split(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        lines.accept(unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(bytes[i]);
      }
    }
  }
}
