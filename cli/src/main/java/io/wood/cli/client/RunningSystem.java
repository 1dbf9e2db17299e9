package io.wood.cli.client;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.log.repair.DeadLetterLog;
import io.wood.log.repair.DeadLetterRepair;
import io.wood.store.ArtifactStore;
import io.wood.store.ArtifactStores;
import io.wood.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Gives access to a running system: HTTP, topics and store. */
public final class RunningSystem {
  private static final long CACHE_BYTES = 2L << 30;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final SystemEndpoints endpoints;
  private final AccessSettings access;
  private final ArtifactStore store;

  /**
   * Connects with these keys to a system of this machine.
   *
   * @param cache folder for downloaded objects
   */
  public RunningSystem(SystemEndpoints endpoints, String accessKey, String secretKey, Path cache) {
    this(endpoints, accessKey, secretKey, cache, AccessSettings.NONE);
  }

  /**
   * Connects with these keys and signs in.
   *
   * @param cache folder for downloaded objects
   */
  public RunningSystem(
      SystemEndpoints endpoints,
      String accessKey,
      String secretKey,
      Path cache,
      AccessSettings access) {
    this.endpoints = endpoints;
    this.access = access;
    this.store =
        ArtifactStores.connect(
            new StoreSettings(
                endpoints.store(),
                endpoints.store(),
                accessKey,
                secretKey,
                null,
                cache,
                CACHE_BYTES,
                access.caFile()),
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
    return new HttpApi(service, endpoints.service(service), access);
  }

  /** Returns a reader of topics. */
  public EventTail tail() {
    return new EventTail(access.kafka(endpoints.kafka()));
  }

  /** Returns a reader of dead letters. */
  public DeadLetterLog deadLetters() {
    return new DeadLetterLog(access.kafka(endpoints.kafka()), TIMEOUT);
  }

  /** Returns what publishes dead letters again or drops them. */
  public DeadLetterRepair deadLetterRepair() {
    return new DeadLetterRepair(access.kafka(endpoints.kafka()), deadLetters());
  }

  /** Returns a sender of events; the source is set in the CloudEvents header. */
  public EventSender sender(String source) {
    return new EventSender(access.kafka(endpoints.kafka()), source);
  }
}
