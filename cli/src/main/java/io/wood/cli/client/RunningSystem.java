package io.wood.cli.client;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.store.ArtifactStore;
import io.wood.store.ArtifactStores;
import io.wood.store.StoreSettings;
import java.nio.file.Path;

/** Gives access to a running system: HTTP, topics and store. */
public final class RunningSystem {
  private static final long CACHE_BYTES = 2L << 30;

  private final SystemEndpoints endpoints;
  private final ArtifactStore store;

  /**
   * Connects with these keys.
   *
   * @param cache folder for downloaded objects
   */
  public RunningSystem(SystemEndpoints endpoints, String accessKey, String secretKey, Path cache) {
    this.endpoints = endpoints;
    this.store =
        ArtifactStores.connect(
            new StoreSettings(endpoints.store(), accessKey, secretKey, null, cache, CACHE_BYTES),
            new SimpleMeterRegistry());
  }

  public SystemEndpoints endpoints() {
    return endpoints;
  }

  public ArtifactStore store() {
    return store;
  }

  /** Returns the HTTP interface of a service. */
  public HttpApi api(String service) {
    return new HttpApi(service, endpoints.service(service));
  }

  /** Returns a reader of topics. */
  public EventTail tail() {
    return new EventTail(endpoints.kafka());
  }

  /** Returns a sender of events; the source is set in the CloudEvents header. */
  public EventSender sender(String source) {
    return new EventSender(endpoints.kafka(), source);
  }
}
