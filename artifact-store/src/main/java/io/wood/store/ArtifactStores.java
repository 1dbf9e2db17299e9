package io.wood.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** Assembles the store from its client and its decorators. */
public final class ArtifactStores {
  /** Bridges failures of a few seconds; during longer outages the caller waits. */
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), 6);

  private ArtifactStores() {}

  /** An S3 client with retries, metrics and a disk cache. Connects at the first use. */
  public static ArtifactStore connect(StoreSettings settings, MeterRegistry meters) {
    Counter retries =
        Counter.builder("wood.store.retries")
            .description("operations on the object store that were tried again")
            .register(meters);
    ArtifactStore client = new S3ArtifactStore(settings);
    ArtifactStore retrying = new RetryingArtifactStore(client, BACKOFF, retries::increment);
    ArtifactStore instrumented = new InstrumentedArtifactStore(retrying, meters);
    FileCache cache =
        new FileCache(
            settings.cacheDirectory().resolve("objects"), settings.cacheBytes(), Clock.systemUTC());
    return new CachingArtifactStore(instrumented, cache);
  }
}
