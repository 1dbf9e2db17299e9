package io.wood.method.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Tiny images in every format, made by {@code images/make.py}; tests of other modules use them. */
public final class SampleImages {
  /** Where they are in this module. */
  static final Path FOLDER = Path.of("src/test/resources/images");

  private SampleImages() {}

  /** The bytes of a file, such as {@code turned6.jpg}: 28x44 pixels upright. */
  public static byte[] read(String name) {
    try (InputStream in = SampleImages.class.getResourceAsStream("/images/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no sample image " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
