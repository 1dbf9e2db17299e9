package io.wood.curation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecisionFoldTest {
  private static final String IMAGE = "a".repeat(64);

  @Test
  void anImageWithoutDecisionsIsOpen() {
    assertThat(DecisionFold.fold(List.of())).isEqualTo(ReviewState.OPEN);
  }

  @Test
  void theLastDecisionCounts() {
    // Given
    Decision first = decision("d1", Verdict.APPROVED, "ann", 1, null);
    Decision second = decision("d2", Verdict.PRUNED, "ann", 2, "d1");

    // When
    ReviewState state = DecisionFold.fold(List.of(second, first));

    // Then
    assertThat(state)
        .isEqualTo(
            new ReviewState(
                ReviewStatus.PRUNED, "d2", "ann", 2, false, 2, new VoteCounts(0, 1, 1)));
  }

  @Test
  void theLargerIdBreaksATieInTime() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d2", Verdict.PRUNED, "ann", 5, null),
                decision("d1", Verdict.APPROVED, "ann", 5, null)));

    assertThat(state.decision()).isEqualTo("d2");
  }

  @Test
  void aWithdrawalReopens() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d1", Verdict.APPROVED, "ann", 1, null),
                decision("d2", Verdict.WITHDRAWN, "ann", 2, "d1")));

    assertThat(state.status()).isEqualTo(ReviewStatus.OPEN);
    assertThat(state.conflict()).isFalse();
  }

  @Test
  void decisionsOfTwoReviewersWhoDidNotKnowOfEachOtherConflict() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d1", Verdict.APPROVED, "ann", 1, null),
                decision("d2", Verdict.PRUNED, "bob", 2, null)));

    assertThat(state.status()).isEqualTo(ReviewStatus.PRUNED);
    assertThat(state.conflict()).isTrue();
  }

  @Test
  void twoReviewersWhoAgreeDoNotConflict() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d1", Verdict.APPROVED, "ann", 1, null),
                decision("d2", Verdict.APPROVED, "bob", 2, null)));

    assertThat(state.conflict()).isFalse();
  }

  @Test
  void aDecisionThatReplacesAnotherOneKnewIt() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d1", Verdict.APPROVED, "ann", 1, null),
                decision("d2", Verdict.PRUNED, "bob", 2, "d1")));

    assertThat(state.conflict()).isFalse();
  }

  @Test
  void aThirdReviewerSettlesAConflictByReplacingTheLastDecision() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d1", Verdict.APPROVED, "ann", 1, null),
                decision("d2", Verdict.PRUNED, "bob", 2, null),
                decision("d3", Verdict.PRUNED, "cat", 3, "d2")));

    assertThat(state.conflict()).isFalse();
  }

  @Test
  void aDecisionSentTwiceIsOne() {
    ReviewState state =
        DecisionFold.fold(
            List.of(
                decision("d1", Verdict.APPROVED, "ann", 9, null),
                decision("d2", Verdict.PRUNED, "ann", 5, null),
                decision("d1", Verdict.APPROVED, "ann", 1, null)));

    assertThat(state)
        .isEqualTo(
            new ReviewState(
                ReviewStatus.PRUNED, "d2", "ann", 5, false, 2, new VoteCounts(0, 1, 1)));
  }

  @Test
  void withAQuorumOfTwoOneOpinionIsNotEnough() {
    // Given
    Decision ann = decision("d1", Verdict.APPROVED, "ann", 1, null, 2);
    Decision bob = decision("d2", Verdict.PRUNED, "bob", 2, null, 2);
    Decision cat = decision("d3", Verdict.APPROVED, "cat", 3, null, 2);

    // Then
    assertThat(DecisionFold.fold(List.of(ann)).status()).isEqualTo(ReviewStatus.AWAITING);
    assertThat(DecisionFold.fold(List.of(ann)).conflict()).isFalse();
    assertThat(DecisionFold.fold(List.of(ann, bob)).status()).isEqualTo(ReviewStatus.AWAITING);
    assertThat(DecisionFold.fold(List.of(ann, bob)).conflict()).isTrue();
    assertThat(DecisionFold.fold(List.of(ann, bob, cat)).status()).isEqualTo(ReviewStatus.APPROVED);
    assertThat(DecisionFold.fold(List.of(ann, bob, cat)).conflict()).isFalse();
    assertThat(DecisionFold.fold(List.of(ann, bob, cat)).votes())
        .isEqualTo(new VoteCounts(2, 1, 2));
  }

  @Test
  void anyOrderOfArrivalGivesTheSameState() {
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      // Given
      List<Decision> decisions = randomDecisions(random, 1 + random.nextInt(8));
      ReviewState expected = DecisionFold.fold(decisions);

      for (int order = 0; order < 10; order++) {
        // When
        List<Decision> arrived = new ArrayList<>(decisions);
        arrived.add(decisions.get(random.nextInt(decisions.size())));
        Collections.shuffle(arrived, random);

        // Then
        assertThat(DecisionFold.fold(arrived)).isEqualTo(expected);
      }
    }
  }

  /** Few reviewers, few instants: ties and conflicts are the rule. */
  static List<Decision> randomDecisions(Random random, int count) {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String replaces = i > 0 && random.nextBoolean() ? "d" + random.nextInt(i) : null;
      decisions.add(
          decision(
              "d" + i,
              Samples.verdict(random),
              "reviewer" + random.nextInt(3),
              random.nextInt(4),
              replaces,
              1 + random.nextInt(2)));
    }
    return decisions;
  }

  private static Decision decision(
      String id, Verdict verdict, String reviewer, long at, String replaces) {
    return decision(id, verdict, reviewer, at, replaces, 1);
  }

  private static Decision decision(
      String id, Verdict verdict, String reviewer, long at, String replaces, int quorum) {
    return new Decision(id, IMAGE, verdict, reviewer, EpochNanos.instant(at), replaces, quorum);
  }
}
