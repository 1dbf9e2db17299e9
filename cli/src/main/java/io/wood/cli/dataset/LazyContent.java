package io.wood.cli.dataset;

import io.wood.method.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are read on demand. */
@FunctionalInterface
public interface LazyContent {
  /** Reads the bytes. */
  byte[] read() throws IOException;

  /** The content of a file, which is not read when it is larger than any image may be. */
  static LazyContent of(Path file) {
    return () -> {
      long size = Files.size(file);
      long limit = ImageLimits.DEFAULT.maxBytes();
      if (size > limit) {
        throw new IOException(
            "the file has " + size + " bytes; at most " + limit + " are accepted");
      }
      return Files.readAllBytes(file);
    };
  }
}
