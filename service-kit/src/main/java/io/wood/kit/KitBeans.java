package io.wood.kit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.smallrye.common.annotation.Identifier;
import io.wood.kit.artifact.CacheConfig;
import io.wood.kit.artifact.StoreConfig;
import io.wood.kit.event.TopicLog;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.store.ArtifactStore;
import io.wood.store.ArtifactStores;
import io.wood.store.Json;
import io.wood.store.StoreSettings;
import io.wood.store.lease.Leases;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Beans that every service has. */
final class KitBeans {

  @Produces
  @Singleton
  ArtifactStore store(StoreConfig store, CacheConfig cache, MeterRegistry meters) {
    StoreSettings settings =
        new StoreSettings(
            store.endpoint(),
            store.publicEndpoint().orElse(store.endpoint()),
            store.accessKey(),
            store.secretKey(),
            store.region(),
            cache.directory(),
            cache.size().asLongValue(),
            store.caFile().orElse(null));
    return ArtifactStores.connect(settings, meters);
  }

  @Produces
  @Singleton
  Leases leases(ArtifactStore store, Clock clock) {
    return new Leases(store, clock);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  TopicLog topicLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new TopicLog(kafka);
  }

  @Produces
  @Singleton
  BackgroundThreads backgroundThreads() {
    return new BackgroundThreads();
  }

  /** HTTP bodies and events use the same JSON. */
  @Produces
  @Singleton
  ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
    ObjectMapper mapper = Json.mapper();
    customizers.forEach(customizer -> customizer.customize(mapper));
    return mapper;
  }
}
