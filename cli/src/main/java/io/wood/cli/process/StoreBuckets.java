package io.wood.cli.process;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.store.ArtifactStores;
import io.wood.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;

/** Creates the buckets of the store. */
final class StoreBuckets {
  private StoreBuckets() {}

  static void create(int port, StoreKeys keys, Path cache) {
    StoreSettings settings =
        new StoreSettings(
            URI.create("http://127.0.0.1:" + port), keys.access(), keys.secret(), null, cache, 0);
    ArtifactStores.connect(settings, new SimpleMeterRegistry()).createBuckets();
  }
}
