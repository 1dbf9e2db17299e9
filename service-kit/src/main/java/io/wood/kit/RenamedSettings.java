package io.wood.kit;

import io.smallrye.config.FallbackConfigSourceInterceptor;
import java.util.Map;

/** Reads settings that were renamed under their old names too; the new name wins. */
public final class RenamedSettings extends FallbackConfigSourceInterceptor {
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "wood.curation.timeout", "wood.curation.patience",
          "wood.trainer.timeout", "wood.trainer.patience");

  public RenamedSettings() {
    super(OLD_NAMES);
  }
}
