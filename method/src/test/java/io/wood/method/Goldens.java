package io.wood.method;

import io.wood.method.parity.GoldenFile;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The golden files among the test resources. */
public final class Goldens {
  private Goldens() {}

  /** The folder that holds them. */
  public static Path folder() {
    try {
      return Path.of(Goldens.class.getResource("/golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens {@code NAME.npz}. */
  public static GoldenFile open(String name) {
    return GoldenFile.read(folder().resolve(name + ".npz"));
  }
}
