package io.wood.cli.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are read on demand. */
@FunctionalInterface
public interface LazyContent {
  /** Reads the bytes. */
  byte[] read() throws IOException;

  /** The content of a file. */
  static LazyContent of(Path file) {
    return () -> Files.readAllBytes(file);
  }
}
