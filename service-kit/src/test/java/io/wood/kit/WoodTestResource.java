package io.wood.kit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.wood.contracts.event.Topic;
import io.wood.store.ArtifactStores;
import io.wood.store.LocalS3;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Utils;

/** A real broker and a real S3 server for a test, with every topic and bucket. */
public class WoodTestResource implements QuarkusTestResourceLifecycleManager {
  /**
   * The same without topics: the test calls {@link #createTopics}. Quarkus starts the resources of
   * other classes beside it, and the settings of the one that starts last apply.
   */
  public static final class WithoutTopics extends WoodTestResource {
    @Override
    void prepareTopics(String servers) {
      // The test does.
    }

    @Override
    public int order() {
      return 1;
    }
  }

  private EmbeddedKafkaBroker broker;
  private KafkaRaftServer secondBroker;
  private LocalS3 s3;

  @Override
  public Map<String, String> start() {
    Path directory = temporaryDirectory();
    broker =
        new EmbeddedKafkaBroker()
            .withDeleteLogDirsOnClose(false)
            .withAdditionalProperties(
                properties -> properties.put("auto.create.topics.enable", "false"))
            .start();
    s3 = LocalS3.start(directory.resolve("objects"));
    prepareTopics(broker.getAdvertisedListeners());
    ArtifactStores.connect(s3.settings(directory.resolve("setup")), new SimpleMeterRegistry())
        .createBuckets();
    return Map.of(
        "kafka.bootstrap.servers", broker.getAdvertisedListeners(),
        "wood.store.endpoint", s3.endpoint().toString(),
        "wood.store.access-key", s3.accessKey(),
        "wood.store.secret-key", s3.secretKey(),
        "wood.cache.directory", directory.resolve("cache").toString(),
        "quarkus.http.test-port", "0");
  }

  void prepareTopics(String servers) {
    createTopics(servers);
  }

  /** Stops the broker; its records stay. */
  public void stopBroker() {
    if (secondBroker == null) {
      broker.close();
    } else {
      secondBroker.shutdown();
      secondBroker.awaitShutdown();
    }
  }

  /** Starts the broker that was stopped, at the same port and with its records. */
  public void startBroker() {
    secondBroker = EmbeddedKafkaBroker.createServer(broker.getKafkaConfig());
  }

  @Override
  public void stop() {
    if (s3 != null) {
      s3.close();
    }
    if (broker != null) {
      List<String> records = broker.getLogDirs();
      stopBroker();
      records.forEach(WoodTestResource::delete);
    }
  }

  private static void delete(String directory) {
    try {
      Utils.delete(new File(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates every topic. */
  public static void createTopics(String servers) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      topics.add(new NewTopic(topic.topicName(), topic.partitions(), (short) 1));
      topics.add(new NewTopic(topic.deadLetterName(), topic.partitions(), (short) 1));
    }
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
      admin.createTopics(topics).all().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // On a busy machine the client asks twice, and finds its own first success.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("the topics cannot be created", e);
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException("the topics cannot be created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target").toAbsolutePath()), "wood-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
