package io.wood.cli.client;

import java.net.URI;
import java.util.Map;

/**
 * Where a system answers.
 *
 * @param kafka bootstrap servers
 * @param store S3 endpoint
 * @param services base address by service name
 */
public record SystemEndpoints(String kafka, URI store, Map<String, URI> services) {
  public SystemEndpoints {
    services = Map.copyOf(services);
  }

  /** Base address of a service. */
  public URI service(String name) {
    return services.get(name);
  }
}
