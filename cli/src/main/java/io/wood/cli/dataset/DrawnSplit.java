package io.wood.cli.dataset;

import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.store.Hashes;
import java.nio.charset.StandardCharsets;

/** Draws the split from an image's name alone, so that other files do not change it. */
public final class DrawnSplit {
  private DrawnSplit() {}

  /**
   * Draws.
   *
   * @param share of the images for validation
   */
  public static Split of(String name, double share) {
    String hash = Hashes.sha256(name.getBytes(StandardCharsets.UTF_8));
    double dice = Integer.parseInt(hash.substring(0, 7), 16) / (double) 0x10000000;
    return dice < share ? Split.VALIDATION : Split.TRAIN;
  }
}
