package io.wood.kit.artifact;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** How to reach the object store; {@code wood.store.*}. */
@ConfigMapping(prefix = "wood.store")
public interface StoreConfig {

  /** Where it listens, such as {@code http://localhost:9000}. */
  URI endpoint();

  /** Who we are. */
  String accessKey();

  /** What proves it. */
  String secretKey();

  /** What the signatures name. */
  String region();
}
