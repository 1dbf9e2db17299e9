package io.wood.cli.client;

import java.net.URI;
import java.util.Map;

/**
 * Addresses of a system.
 *
 * @param kafka bootstrap servers
 * @param store S3 endpoint
 * @param services base address by service name
 */
public record SystemEndpoints(String kafka, URI store, Map<String, URI> services) {
  public SystemEndpoints {
    services = Map.copyOf(services);
  }

  /** Returns the base address of a service. */
  public URI service(String name) {
    return services.get(name);
  }
}
