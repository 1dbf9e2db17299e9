package io.wood.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.log.InvalidCutException;
import io.wood.log.LogFollower;
import io.wood.log.TopicReader;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both modes of the log's reader at a real broker that has no topics at first. */
class LogReadersIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String TOPIC = Topic.CANDIDATES_PUBLISHED.topicName();

  private EmbeddedKafkaBroker broker;
  private Map<String, Object> kafka;
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void startWithoutTopics() {
    broker =
        new EmbeddedKafkaBroker()
            .withAdditionalProperties(
                properties -> properties.put("auto.create.topics.enable", "false"))
            .start();
    kafka =
        Map.of("bootstrap.servers", broker.getAdvertisedListeners(), "metadata.max.age.ms", "500");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aFollowerWaitsForItsTopicAndFindsNewPartitions() throws Exception {
    try (LogFollower follower = follower(kafka)) {
      follower.start();
      await()
          .atMost(TIMEOUT)
          .untilAsserted(
              () -> assertThat(follower.state().problem().orElse("")).contains("waiting for"));
      assertThat(follower.isAlive()).isTrue();
      assertThat(follower.isCaughtUp()).isFalse();

      createTopic(1);
      send(0, "early");
      assertThat(follower.awaitCaughtUp(TIMEOUT)).isTrue();
      await().atMost(TIMEOUT).untilAsserted(() -> assertThat(seen).containsExactly("early"));
      assertThat(follower.state().problem()).isEmpty();

      admin(
          admin -> admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(2))).all().get());
      send(1, "in a new partition");
      await()
          .atMost(TIMEOUT)
          .untilAsserted(() -> assertThat(seen).containsExactly("early", "in a new partition"));
      assertThat(follower.state().lag()).isZero();
    }
  }

  @Test
  void aViewThatFailsOnOneEventGetsTheNext() throws Exception {
    createTopic(1);
    try (LogFollower follower =
        LogFollower.ofEvents(
            "test",
            kafka,
            Set.of(CandidatePublished.class),
            event -> {
              if (name(event).equals("bad")) {
                throw new IllegalStateException("a bug");
              }
              seen.add(name(event));
            })) {
      follower.start();
      send(0, "bad");
      send(0, "good");

      await().atMost(TIMEOUT).untilAsserted(() -> assertThat(seen).containsExactly("good"));
      assertThat(follower.isAlive()).isTrue();
    }
  }

  @Test
  void aBrokerThatCannotBeFoundIsAskedAgain() {
    try (LogFollower follower = follower(Map.of("bootstrap.servers", "no-such-host.invalid:9"))) {
      follower.start();

      await()
          .atMost(TIMEOUT)
          .untilAsserted(
              () -> assertThat(follower.state().problem().orElse("")).contains("KafkaException"));
      assertThat(follower.isAlive()).isTrue();
    }
  }

  @Test
  void aBoundedReadOfAMissingTopicIsTransient() {
    TopicLog log = new TopicLog(kafka);

    assertThatThrownBy(() -> log.read(CandidatePublished.class, Map.of(), event -> {}))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining(TOPIC);
  }

  @Test
  void readsUpToACutAndRefusesOneThatIsNotInTheLog() throws Exception {
    createTopic(2);
    send(0, "first");
    send(0, "second");
    send(1, "third");
    TopicReader reader = new TopicReader(kafka, TIMEOUT);

    assertThat(reader.ends(CandidatePublished.class)).isEqualTo(Map.of(0, 2L, 1, 1L));
    assertThat(read(reader, Map.of())).containsExactlyInAnyOrder("first", "second", "third");
    assertThat(read(reader, Map.of(0, 1L))).containsExactly("first");
    assertThatThrownBy(() -> read(reader, Map.of(0, 3L))).isInstanceOf(InvalidCutException.class);
    List<String> part = new ArrayList<>();
    reader.read(
        CandidatePublished.class,
        0,
        1,
        2,
        (event, offset) -> part.add(offset + " " + event.name()),
        () -> false);
    assertThat(part).containsExactly("1 second");
    List<String> enough = new ArrayList<>();
    reader.read(
        CandidatePublished.class,
        0,
        0,
        2,
        (event, offset) -> enough.add(event.name()),
        () -> !enough.isEmpty());
    assertThat(enough).containsExactly("first");

    admin(
        admin ->
            admin
                .deleteRecords(
                    Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get());

    assertThat(read(reader, Map.of())).containsExactly("third");
    assertThatThrownBy(() -> read(reader, Map.of(0, 1L)))
        .isInstanceOf(InvalidCutException.class)
        .hasMessageContaining("before its first record 2");
    try (LogFollower follower = follower(kafka)) {
      follower.start();
      assertThat(follower.awaitCaughtUp(TIMEOUT)).isTrue();
      assertThat(seen).containsExactly("third");
      assertThat(follower.state().problem().orElse("")).contains("records 0 to 1 are deleted");
    }
  }

  private LogFollower follower(Map<String, Object> settings) {
    return LogFollower.ofEvents(
        "test", settings, Set.of(CandidatePublished.class), event -> seen.add(name(event)));
  }

  private static List<String> read(TopicReader reader, Map<Integer, Long> upTo) {
    List<String> names = new ArrayList<>();
    reader.read(CandidatePublished.class, upTo, event -> names.add(name(event)));
    return names;
  }

  private static String name(Event event) {
    return ((CandidatePublished) event).name();
  }

  private void createTopic(int partitions) throws Exception {
    admin(
        admin ->
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get());
  }

  private void send(int partition, String name) throws Exception {
    String hash = Hashes.sha256(name.getBytes(UTF_8));
    CandidatePublished event =
        new CandidatePublished(
            hash,
            new ArtifactRef("candidates", "images/" + hash, hash, 1, "image/png"),
            name,
            "test",
            Instant.EPOCH);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(TOPIC, partition, event.key(), Json.canonical(event)))
          .get();
    }
  }

  private void admin(Work work) throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      work.run(admin);
    }
  }

  private interface Work {
    void run(Admin admin) throws Exception;
  }
}
