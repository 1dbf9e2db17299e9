package io.wood.curation.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.curation.CandidateOutcome;
import io.wood.contracts.api.curation.CandidateStatus.State;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.curation.Samples;
import io.wood.log.repair.LetterHeaders;
import io.wood.store.Json;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateOutcomesTest {
  private static final String LETTERS = Topic.CANDIDATES_PUBLISHED.deadLetterName();

  /** Published by the camera. */
  private static final CandidateRanked RANKED = Samples.ranked(3);

  @TempDir private Path folder;
  private StatusStore store;
  private final AtomicBoolean caughtUp = new AtomicBoolean(true);
  private CandidateOutcomes outcomes;

  @BeforeEach
  void open() {
    store = StatusStore.open(folder.resolve("status"));
    store.follow("log");
    outcomes = new CandidateOutcomes(store, caughtUp::get);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRankedCandidateSaysWhatTheClassifierSees() {
    CandidateOutcome outcome = of(RANKED, "camera").orElseThrow();

    assertThat(outcome.event()).isEqualTo(RANKED.eventId());
    assertThat(outcome.image()).isEqualTo(RANKED.image());
    assertThat(outcome.name()).isEqualTo("candidate-3.jpg");
    assertThat(outcome.state()).isEqualTo(State.RANKED);
    assertThat(outcome.explanation()).startsWith("ranked as " + RANKED.predictedClass());
    assertThat(outcome.score()).isEqualTo(RANKED.score());
    assertThat(outcome.weights()).isEqualTo(RANKED.model().weights().sha256());
    assertThat(of(RANKED, "crawler")).isEmpty();
  }

  @Test
  void everySourceThatPublishedTheImageHearsOfItUnderItsOwnName() {
    add(published("crawler", "found.jpg"));

    assertThat(of(RANKED, "crawler")).map(CandidateOutcome::name).contains("found.jpg");
  }

  @Test
  void whoPublishesWhatIsRankedAlreadyGetsTheResultUnderTheSameId() {
    CandidatePublished late = published("crawler", "late.jpg");
    assertThat(of(late, "crawler")).isEmpty();
    add(RANKED);
    add(late);

    CandidateOutcome outcome = of(late, "crawler").orElseThrow();

    assertThat(outcome.event()).isEqualTo(RANKED.eventId());
    assertThat(outcome.explanation()).isEqualTo(of(RANKED, "camera").orElseThrow().explanation());
    assertThat(of(late, "camera")).isEmpty();
  }

  @Test
  void aDismissedCandidateSaysWhyAlsoWhenItIsPublishedAgain() {
    CandidateDismissed dismissed =
        new CandidateDismissed(
            RANKED.image(),
            Reason.UNUSABLE,
            "the file is empty",
            "x.jpg",
            "camera",
            null,
            null,
            null,
            Samples.NOON);
    CandidateOutcome outcome = of(dismissed, "camera").orElseThrow();
    assertThat(outcome.state()).isEqualTo(State.DISMISSED);
    assertThat(outcome.explanation()).isEqualTo("the file is empty");

    add(dismissed);

    assertThat(of(published("camera", "x.jpg"), "camera")).contains(outcome);
  }

  @Test
  void aDecisionNamesTheVerdictAndNotTheReviewer() {
    add(published("camera", "x.jpg"));
    CandidateOutcome one =
        of(Samples.decided("d1", 3, Verdict.PRUNED, "Ann", Samples.NOON, null), "camera")
            .orElseThrow();
    CandidateOutcome ofTwo =
        of(Samples.decided("d2", 3, Verdict.APPROVED, "Ann", Samples.NOON, null, 2), "camera")
            .orElseThrow();

    assertThat(one.event()).isEqualTo("d1");
    assertThat(one.state()).isEqualTo(State.DECIDED);
    assertThat(one.verdict()).isEqualTo(Verdict.PRUNED);
    assertThat(one.explanation()).isEqualTo("pruned by a reviewer");
    assertThat(one.toString()).doesNotContain("Ann");
    assertThat(ofTwo.explanation()).isEqualTo("approved by a reviewer; counts when 2 agree");
  }

  @Test
  void aDeadLetterGoesToTheSourceThatItsBodyNames() {
    String body = "{\"image\": \"i\", \"source\": \"camera\", \"name\": \"x.jpg\"}";

    CandidateOutcome outcome = letter(body, "no object").orElseThrow();

    assertThat(outcome.event()).isEqualTo("dead-letter:0@7");
    assertThat(outcome.state()).isEqualTo(State.DEAD_LETTER);
    assertThat(outcome.explanation()).isEqualTo("no object");
    assertThat(outcome.image()).isEqualTo("i");
    for (String data :
        List.of(
            "\"data\": " + body,
            "\"data\": \"" + body.replace("\"", "\\\"") + "\"",
            "\"data_base64\": \"%s\""
                .formatted(Base64.getEncoder().encodeToString(body.getBytes(UTF_8))))) {
      assertThat(letter("{\"source\": \"/tool\", " + data + "}", "x"))
          .as(data)
          .map(CandidateOutcome::image)
          .contains("i");
    }
    assertThat(letter("{\"source\": \"crawler\"}", "x")).isEmpty();
    assertThat(letter("{", "x")).isEmpty();
    assertThat(letter("[1]", "x")).isEmpty();
    assertThat(letter(body, null)).as("a repair").isEmpty();
  }

  @Test
  void aRecordThatIsNoEventSaysNothing() {
    ConsumerRecord<String, byte[]> record =
        record(Topic.CANDIDATES_RANKED.topicName(), "{}", new RecordHeaders());

    assertThat(outcomes.of(record, "camera")).isEmpty();
  }

  @Test
  void aRecordWaitsUntilTheViewHasIt() {
    ConsumerRecord<String, byte[]> record =
        record(Topic.CANDIDATES_RANKED.topicName(), "{}", new RecordHeaders());
    TopicPartition at = new TopicPartition(record.topic(), 0);
    store.advance(at, 7);
    assertThat(outcomes.isReadable(record)).isFalse();

    store.advance(at, 8);

    assertThat(outcomes.isReadable(record)).isTrue();
    assertThat(outcomes.isReadable(record(LETTERS, "{}", new RecordHeaders()))).isTrue();
  }

  /** Else only the source that the decision names would hear of it. */
  @Test
  void aDecisionWaitsUntilTheViewHasWhatWasInTheLogAtTheStart() {
    ConsumerRecord<String, byte[]> record =
        record(Topic.CURATION_DECIDED.topicName(), "{}", new RecordHeaders());
    caughtUp.set(false);
    assertThat(outcomes.isReadable(record)).isFalse();

    caughtUp.set(true);

    assertThat(outcomes.isReadable(record)).isTrue();
  }

  @Test
  void aLetterThatIsWrittenTwiceHasOneId() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(LetterHeaders.REASON, "no object".getBytes(UTF_8));
    headers.add(LetterHeaders.PARTITION, "3".getBytes(UTF_8));
    headers.add(LetterHeaders.OFFSET, "41".getBytes(UTF_8));
    String body = "{\"image\": \"i\", \"source\": \"camera\", \"name\": \"x.jpg\"}";

    assertThat(outcomes.of(record(LETTERS, body, headers), "camera"))
        .map(CandidateOutcome::event)
        .contains("dead-letter:3@41");
  }

  private void add(Event event) {
    store.add(event, Samples.NOON);
  }

  private static CandidatePublished published(String source, String name) {
    ArtifactRef file = RANKED.artifact();
    return new CandidatePublished(file.sha256(), file, name, source, Samples.NOON);
  }

  private Optional<CandidateOutcome> of(Event event, String source) {
    String topic = Topic.of(event.getClass()).topicName();
    String body = new String(Json.canonical(event), UTF_8);
    return outcomes.of(record(topic, body, new RecordHeaders()), source);
  }

  private Optional<CandidateOutcome> letter(String body, String reason) {
    RecordHeaders headers = new RecordHeaders();
    if (reason != null) {
      headers.add("dead-letter-reason", reason.getBytes(UTF_8));
    }
    return outcomes.of(record(LETTERS, body, headers), "camera");
  }

  private static ConsumerRecord<String, byte[]> record(
      String topic, String body, RecordHeaders headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        7,
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
