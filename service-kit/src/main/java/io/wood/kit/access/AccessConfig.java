package io.wood.kit.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * Access to the service; {@code wood.access.*}. Sign-in is configured by {@code quarkus.oidc.*}.
 */
@ConfigMapping(prefix = "wood.access")
public interface AccessConfig {

  /** Everyone who reaches the service may do everything; allows addresses other than loopback. */
  @WithDefault("false")
  boolean open();

  /**
   * Names under which the service is reached where it is open without sign-in, beside this
   * machine's names, addresses, and names without a dot or of the cluster.
   */
  Optional<List<String>> hosts();

  /** Beginnings of paths below which a reviewer may change something. */
  Optional<List<String>> reviewerPaths();

  /** Beginnings of paths that only an operator may read. */
  Optional<List<String>> operatorPaths();

  /** What a publisher may do, as {@code METHOD /path}; a {@code *} in a path is one segment. */
  Optional<List<String>> publisherPaths();

  /** Beginnings of paths where a POST only asks, so that a viewer may send it. */
  Optional<List<String>> askingPaths();
}
