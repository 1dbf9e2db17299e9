package io.wood.curation.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.DecisionResult.Result;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.curation.Samples;
import io.wood.curation.view.ViewDatabase;
import io.wood.curation.view.ViewWriter;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TransientFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideImagesTest {
  @TempDir Path directory;

  private ViewDatabase database;
  private Log log;
  private DecisionSender sender;
  private DecideImages decide;

  /** A log that writes to the view directly, or that is not reachable. */
  private static final class Log implements EventPublisher {
    private final ViewWriter writer;
    private final ViewBarrier barrier;
    private final List<CurationDecided> decisions = new ArrayList<>();
    private boolean down;

    Log(ViewWriter writer, ViewBarrier barrier) {
      this.writer = writer;
      this.barrier = barrier;
    }

    @Override
    public synchronized void publish(Event event) {
      if (down) {
        throw new TransientFailure("no broker is reachable", null);
      }
      CurationDecided decision = (CurationDecided) event;
      decisions.add(decision);
      barrier.applied(writer.apply(Samples.batch(List.of(), List.of(decision))).decisions());
    }
  }

  @BeforeEach
  void open() {
    database = ViewDatabase.open(directory.resolve("view"));
    ViewWriter writer = new ViewWriter(database);
    writer.apply(
        Samples.batch(IntStream.range(0, 5).mapToObj(Samples::ranked).toList(), List.of()));
    ViewBarrier barrier = new ViewBarrier();
    log = new Log(writer, barrier);
    sender = new DecisionSender(log, 4);
    decide = deciding(1);
  }

  private DecideImages deciding(int quorum) {
    return new DecideImages(
        database,
        sender,
        log.barrier,
        Clock.fixed(Samples.NOON, ZoneOffset.UTC),
        new Quorum(quorum),
        Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    sender.close();
    database.close();
  }

  @Test
  void publishesWhatTheReviewerSaw() {
    DecisionResult result =
        decide.decide("ann", List.of(request(1, Verdict.APPROVED, null))).get(0);

    assertThat(result.result()).isEqualTo(Result.RECORDED);
    assertThat(result.status()).isEqualTo(ReviewStatus.APPROVED);
    CurationDecided decision = log.decisions.get(0);
    assertThat(decision.decision()).isEqualTo(result.decision());
    assertThat(decision.predictedClass()).isEqualTo(Samples.ranked(1).predictedClass());
    assertThat(decision.score()).isEqualTo(Samples.ranked(1).score());
    assertThat(decision.weights()).isEqualTo(Samples.model("base").weights().sha256());
    assertThat(decision.decidedAt()).isEqualTo(Samples.NOON);
    assertThat(decision.replaces()).isNull();
  }

  @Test
  void replacesTheLastDecisionAtALaterTimeWhateverTheClockShows() {
    DecisionResult first = decide.decide("ann", List.of(request(1, Verdict.APPROVED, null))).get(0);

    DecisionResult second = decide.decide("bob", List.of(request(1, Verdict.PRUNED, null))).get(0);

    assertThat(second.status()).isEqualTo(ReviewStatus.PRUNED);
    assertThat(second.conflict()).isFalse();
    assertThat(log.decisions.get(1).replaces()).isEqualTo(first.decision());
    assertThat(log.decisions.get(1).decidedAt()).isAfter(Samples.NOON);
  }

  @Test
  void oneRequestMayDecideAnImageTwice() {
    List<DecisionResult> outcomes =
        decide.decide(
            "ann", List.of(request(1, Verdict.APPROVED, null), request(1, Verdict.PRUNED, null)));

    assertThat(outcomes).extracting(DecisionResult::status).containsOnly(ReviewStatus.PRUNED);
    assertThat(outcomes).extracting(DecisionResult::conflict).containsOnly(false);
  }

  @Test
  void aWithdrawalOfADecisionThatNoLongerCountsIsRejected() {
    DecisionResult first = decide.decide("ann", List.of(request(1, Verdict.APPROVED, null))).get(0);
    decide.decide("bob", List.of(request(1, Verdict.PRUNED, null)));

    DecisionResult result =
        decide.decide("ann", List.of(request(1, Verdict.WITHDRAWN, first.decision()))).get(0);

    assertThat(result.result()).isEqualTo(Result.REJECTED);
    assertThat(result.problem().status()).isEqualTo(409);
    assertThat(result.problem().detail()).contains("bob");
    assertThat(decide.decide("ann", List.of(request(2, Verdict.WITHDRAWN, null))).get(0).problem())
        .isNotNull();
  }

  @Test
  void withAQuorumOfTwoNoReviewerReplacesTheOpinionOfAnother() {
    DecideImages two = deciding(2);

    DecisionResult ann = two.decide("ann", List.of(request(1, Verdict.APPROVED, "none"))).get(0);
    DecisionResult bob =
        two.decide("bob", List.of(request(1, Verdict.PRUNED, ann.decision()))).get(0);

    assertThat(ann.status()).isEqualTo(ReviewStatus.AWAITING);
    assertThat(ann.conflict()).isFalse();
    assertThat(bob.status()).isEqualTo(ReviewStatus.AWAITING);
    assertThat(bob.conflict()).isTrue();
    assertThat(log.decisions)
        .extracting(CurationDecided::quorum, CurationDecided::replaces)
        .containsExactly(tuple(2, null), tuple(2, null));

    DecisionResult again = two.decide("bob", List.of(request(1, Verdict.APPROVED, null))).get(0);

    assertThat(again.status()).isEqualTo(ReviewStatus.APPROVED);
    assertThat(again.votes()).isEqualTo(new VoteCounts(2, 0, 2));
    assertThat(log.decisions.get(2).replaces()).isEqualTo(bob.decision());

    DecisionResult stale =
        two.decide("ann", List.of(request(1, Verdict.WITHDRAWN, bob.decision()))).get(0);
    DecisionResult withoutOpinion =
        two.decide("cat", List.of(request(1, Verdict.WITHDRAWN, null))).get(0);
    DecisionResult back = two.decide("ann", List.of(request(1, Verdict.WITHDRAWN, null))).get(0);

    assertThat(stale.problem().status()).isEqualTo(409);
    assertThat(withoutOpinion.problem().status()).isEqualTo(409);
    assertThat(back.status()).isEqualTo(ReviewStatus.AWAITING);
    assertThat(log.decisions.get(3).replaces()).isEqualTo(ann.decision());
  }

  @Test
  void aDecisionInTheFutureIsRejected() {
    DecisionRequest early =
        new DecisionRequest(
            Samples.hash(1),
            Verdict.APPROVED,
            null,
            null,
            null,
            null,
            Samples.NOON.plus(Duration.ofDays(1)));

    assertThat(decide.decide("ann", List.of(early)).get(0).problem().detail()).contains("future");
    assertThat(log.decisions).isEmpty();
  }

  @Test
  void aDecisionThatKafkaDoesNotAcknowledgeIsReportedAndCanBeSentAgain() {
    // Given
    List<DecisionRequest> requests =
        List.of(
            new DecisionRequest(
                Samples.hash(1), Verdict.APPROVED, null, null, null, "decision-1", null),
            new DecisionRequest(
                Samples.hash(2), Verdict.PRUNED, null, null, null, "decision-2", null));
    log.down = true;

    // When
    List<DecisionResult> refused = decide.decide("ann", requests);
    log.down = false;
    List<DecisionResult> recorded = decide.decide("ann", requests);

    // Then
    assertThat(refused).extracting(DecisionResult::result).containsOnly(Result.REJECTED);
    assertThat(refused).extracting(result -> result.problem().status()).containsOnly(503);
    assertThat(recorded).extracting(DecisionResult::result).containsOnly(Result.RECORDED);
    assertThat(log.decisions).hasSize(2);
  }

  @Test
  void aRequestWithoutContentIsRejectedWithTheReason() {
    List<DecisionRequest> requests = new ArrayList<>();
    requests.add(null);
    requests.add(new DecisionRequest(Samples.hash(1), null, null, null, null, null, null));
    requests.add(
        new DecisionRequest(
            Samples.hash(1), Verdict.PRUNED, "x".repeat(2001), null, null, null, null));
    requests.add(
        new DecisionRequest(Samples.hash(1), Verdict.PRUNED, null, null, null, "no id!", null));

    assertThat(decide.decide("ann", requests))
        .allSatisfy(result -> assertThat(result.problem().status()).isEqualTo(400));
    assertThat(log.decisions).isEmpty();
  }

  private static DecisionRequest request(int image, Verdict verdict, String replaces) {
    return new DecisionRequest(Samples.hash(image), verdict, null, null, replaces, null, null);
  }
}
