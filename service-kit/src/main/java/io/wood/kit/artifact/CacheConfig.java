package io.wood.kit.artifact;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Disk cache of fetched objects; {@code wood.cache.*}. */
@ConfigMapping(prefix = "wood.cache")
public interface CacheConfig {

  /** The directory; it may be deleted while the service is down. */
  Path directory();

  /** Maximum size, such as {@code 2G}. */
  MemorySize size();
}
