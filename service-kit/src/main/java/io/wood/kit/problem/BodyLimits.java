package io.wood.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/**
 * Limits of the request bodies that are read into memory: JSON and text; {@code wood.body.*}.
 * Images and forms go to the disk, within {@code quarkus.http.limits.max-body-size}.
 */
@ConfigMapping(prefix = "wood.body")
public interface BodyLimits {

  /** Maximum size where nothing else is set. */
  @WithDefault("1M")
  MemorySize limit();

  /** Maximum size by the beginning of a path. */
  Map<String, MemorySize> paths();
}
