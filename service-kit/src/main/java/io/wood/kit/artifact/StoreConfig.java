package io.wood.kit.artifact;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Connection to the object store; {@code wood.store.*}. */
@ConfigMapping(prefix = "wood.store")
public interface StoreConfig {

  /** Address of the store, such as {@code http://localhost:9000}. */
  URI endpoint();

  /**
   * Address under which clients outside reach the store, if it differs: links for uploads are
   * signed for it.
   */
  Optional<URI> publicEndpoint();

  /** Access key of this service. */
  String accessKey();

  /** Secret key that belongs to the access key. */
  String secretKey();

  /** Region in the signatures. */
  String region();

  /** PEM file with certificate authorities to trust beside the JDK's, such as a private one. */
  Optional<Path> caFile();
}
