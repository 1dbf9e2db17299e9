package io.wood.curation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.contracts.event.Topic;
import io.wood.curation.Samples;
import io.wood.curation.status.CandidateOutcomes;
import io.wood.curation.status.StatusStore;
import io.wood.store.Backoff;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebhookFeedTest {
  private static final TopicPartition LETTERS =
      new TopicPartition(Topic.CANDIDATES_PUBLISHED.deadLetterName(), 0);
  private static final TopicPartition OTHER =
      new TopicPartition(Topic.CANDIDATES_PUBLISHED.deadLetterName(), 1);

  @TempDir private Path folder;
  private final Receiver receiver = new Receiver();

  /** Can be asked after it was closed. */
  private final MockConsumer<String, byte[]> kafka =
      new MockConsumer<>("earliest") {
        @Override
        public void close() {}

        /** No record is that new. */
        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> times) {
          Map<TopicPartition, OffsetAndTimestamp> none = new HashMap<>();
          times.keySet().forEach(at -> none.put(at, null));
          return none;
        }
      };

  private final AtomicInteger givenUp = new AtomicInteger();
  private StatusStore store;
  private WebhookFeed feed;

  @BeforeEach
  void open() {
    store = StatusStore.open(folder.resolve("status"));
    kafka.updateBeginningOffsets(Map.of(LETTERS, 0L, OTHER, 0L));
    kafka.updateEndOffsets(Map.of(LETTERS, 0L, OTHER, 0L));
    kafka.schedulePollTask(() -> kafka.rebalance(List.of(LETTERS, OTHER)));
  }

  @AfterEach
  void close() {
    feed.close();
    store.close();
    receiver.close();
  }

  @Test
  void deliversInOrderWhatConcernsTheSource() {
    give(letter(LETTERS, 0, "farm-7", "a"));
    give(letter(LETTERS, 1, "crawler", "b"));
    give(letter(LETTERS, 2, "farm-7", "c"));
    give(letter(LETTERS, 3, "crawler", "d"));

    start(Duration.ofHours(1));

    await(() -> assertThat(names()).containsExactly("a", "c"));
    await(() -> assertThat(committed(LETTERS)).isEqualTo(4));
    assertThat(committed(OTHER)).as("where a new group begins").isZero();
    assertThat(feed.problem()).isEmpty();
  }

  @Test
  void aCopyOfALogIsNotDeliveredASecondTime() {
    kafka.updateEndOffsets(Map.of(LETTERS, 2L, OTHER, 0L));
    give(letter(LETTERS, 0, "farm-7", "a"));
    give(letter(LETTERS, 1, "farm-7", "b"));
    give(letter(LETTERS, 2, "farm-7", "c"));

    start(Duration.ofHours(1));

    await(() -> assertThat(committed(LETTERS)).isEqualTo(3));
    assertThat(names()).containsExactly("c");
  }

  @Test
  void triesAgainUntilTheReceiverHasItAndLosesNothing() {
    receiver.script(500, 503, Receiver.HANGS);
    give(letter(LETTERS, 0, "farm-7", "a"));
    give(letter(LETTERS, 1, "farm-7", "b"));

    start(Duration.ofHours(1));

    await(() -> assertThat(names()).containsExactly("a", "a", "a", "a", "b"));
    assertThat(receiver.deliveries().subList(0, 4))
        .extracting(Receiver.Delivery::id)
        .containsOnly(receiver.deliveries().get(0).id());
    await(() -> assertThat(committed(LETTERS)).isEqualTo(2));
    await(() -> assertThat(feed.problem()).isEmpty());
    assertThat(givenUp).hasValue(0);
  }

  @Test
  void anEventThatTheReceiverNeverTakesIsGivenUp() {
    receiver.script(500, 500, 500);
    give(letter(LETTERS, 0, "farm-7", "a"));
    give(letter(LETTERS, 1, "farm-7", "b"));

    start(Duration.ZERO);

    await(() -> assertThat(names()).endsWith("b"));
    assertThat(givenUp.get()).isPositive();
  }

  @Test
  void aReceiverThatIsGoneGetsNothingMore() {
    receiver.script(410);
    give(letter(LETTERS, 0, "farm-7", "a"));
    give(letter(LETTERS, 1, "farm-7", "b"));

    start(Duration.ofHours(1));

    await(() -> assertThat(committed(LETTERS)).isEqualTo(2));
    assertThat(names()).containsExactly("a");
    assertThat(feed.problem()).get().asString().contains("410").contains("restarts");
    assertThat(feed.isAlive()).isTrue();
  }

  @Test
  void whatIsNotDeliveredIsNotCommitted() {
    receiver.script(500, 500, 500, 500, 500, 500, 500, 500, 500, 500);
    give(letter(LETTERS, 0, "crawler", "a"));
    give(letter(LETTERS, 1, "farm-7", "b"));
    start(Duration.ofHours(1));
    await(() -> assertThat(names()).hasSizeGreaterThan(2));
    assertThat(feed.problem()).get().asString().contains("500");

    feed.close();

    assertThat(committed(LETTERS)).isEqualTo(1);
  }

  @Test
  void aPartitionThatGoesToAnotherReplicaIsItsBusiness() {
    receiver.script(500, 500, 500, 500, 500, 500, 500, 500, 500, 500);
    give(letter(LETTERS, 0, "farm-7", "a"));
    start(Duration.ofHours(1));
    await(() -> assertThat(names()).isNotEmpty());

    kafka.schedulePollTask(() -> kafka.rebalance(List.of(OTHER)));
    give(letter(OTHER, 0, "farm-7", "b"));

    await(() -> assertThat(names()).endsWith("b"));
    await(() -> assertThat(committed(OTHER)).isEqualTo(1));
  }

  @Test
  void aBrokerThatFailsIsConnectedToAgain() {
    AtomicInteger connections = new AtomicInteger();
    feed =
        new WebhookFeed(
            "farm-7",
            () -> {
              connections.incrementAndGet();
              throw new KafkaException("no broker");
            },
            new CandidateOutcomes(store, () -> true),
            outcome -> WebhookSender.Attempt.DELIVERED,
            givenUp::incrementAndGet,
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), 9),
            Duration.ofHours(1),
            Clock.systemUTC());
    assertThat(feed.isAlive()).as("before it starts").isTrue();

    feed.start();

    await(() -> assertThat(feed.problem()).get().asString().contains("no broker"));
    assertThat(feed.isAlive()).isTrue();
    assertThat(feed.name()).isEqualTo("webhook farm-7");
  }

  private void start(Duration retry) {
    WebhookTarget target =
        new WebhookTarget("farm-7", receiver.url(), WebhookClientTest.SECRET, true);
    feed =
        new WebhookFeed(
            "farm-7",
            () -> kafka,
            new CandidateOutcomes(store, () -> true),
            new WebhookClient(target, Clock.systemUTC(), Duration.ofMillis(500)),
            givenUp::incrementAndGet,
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), Integer.MAX_VALUE),
            retry,
            Clock.systemUTC());
    feed.start();
  }

  /** Mock records can be added once their partition is assigned. */
  private void give(ConsumerRecord<String, byte[]> record) {
    kafka.schedulePollTask(() -> kafka.addRecord(record));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    receiver.deliveries().stream()
        .map(Receiver.Delivery::outcome)
        .map(CandidateOutcome::name)
        .forEach(names::add);
    return names;
  }

  private long committed(TopicPartition partition) {
    var offset = kafka.committed(Set.of(partition)).get(partition);
    return offset == null ? -1 : offset.offset();
  }

  private static void await(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }

  private static ConsumerRecord<String, byte[]> letter(
      TopicPartition at, long offset, String source, String name) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("dead-letter-reason", "no object".getBytes(UTF_8));
    String body =
        "{\"image\": \"i\", \"source\": \"%s\", \"name\": \"%s\"}".formatted(source, name);
    return new ConsumerRecord<>(
        at.topic(),
        at.partition(),
        offset,
        Samples.NOON.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        body.getBytes(UTF_8),
        headers,
        Optional.empty());
  }
}
