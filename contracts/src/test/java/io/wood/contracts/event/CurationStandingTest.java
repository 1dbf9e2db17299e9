package io.wood.contracts.event;

import static io.wood.contracts.event.CurationDecided.Verdict.APPROVED;
import static io.wood.contracts.event.CurationDecided.Verdict.PRUNED;
import static io.wood.contracts.event.CurationDecided.Verdict.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurationStandingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private record Vote(
      String id, Verdict verdict, String reviewer, Instant decidedAt, String replaces, int quorum)
      implements ReviewerOpinion {}

  @Test
  void withoutAQuorumTheLastDecisionOfAnyoneCounts() {
    assertThat(counts(vote("d1", APPROVED, "ann", 1, 1), vote("d2", PRUNED, "bob", 2, 1)))
        .isEqualTo(PRUNED);
    assertThat(counts(vote("d1", APPROVED, "ann", 1, 1), vote("d2", WITHDRAWN, "bob", 2, 1, "d1")))
        .isNull();
    assertThat(counts()).isNull();
  }

  @Test
  void oneOpinionIsNotEnoughWhereTwoMustAgree() {
    Vote ann = vote("d1", APPROVED, "ann", 1, 2);

    assertThat(counts(ann)).isNull();
    assertThat(counts(ann, vote("d2", APPROVED, "ann", 2, 2))).isNull();
    assertThat(counts(ann, vote("d2", APPROVED, "bob", 2, 2))).isEqualTo(APPROVED);
  }

  @Test
  void whereTwoDisagreeAThirdPersonSettlesIt() {
    Vote ann = vote("d1", APPROVED, "ann", 1, 2);
    Vote bob = vote("d2", PRUNED, "bob", 2, 2);
    Vote cat = vote("d3", PRUNED, "cat", 3, 2);
    Vote dan = vote("d4", APPROVED, "dan", 4, 2);

    assertThat(counts(ann, bob)).isNull();
    assertThat(counts(ann, bob, cat)).isEqualTo(PRUNED);
    assertThat(counts(ann, bob, cat, dan)).isNull();
  }

  @Test
  void aReviewerWhoChangesTheirMindHasOneOpinion() {
    assertThat(
            counts(
                vote("d1", APPROVED, "ann", 1, 2),
                vote("d2", PRUNED, "bob", 2, 2),
                vote("d3", APPROVED, "bob", 3, 2)))
        .isEqualTo(APPROVED);
  }

  @Test
  void aWithdrawalTakesBackTheOpinionThatItNamesAndNoOther() {
    Vote ann = vote("d1", APPROVED, "ann", 1, 2);
    Vote bob = vote("d2", APPROVED, "bob", 2, 2);
    Vote again = vote("d3", APPROVED, "ann", 3, 2);

    assertThat(counts(ann, bob, vote("d9", WITHDRAWN, "cat", 9, 2, "d2"))).isNull();
    assertThat(counts(ann, bob, again, vote("d9", WITHDRAWN, "ann", 9, 2, "d1")))
        .isEqualTo(APPROVED);
    assertThat(counts(ann, bob, vote("d9", WITHDRAWN, "bob", 9, 2, null))).isNull();
    assertThat(counts(ann, bob, vote("d9", WITHDRAWN, "cat", 9, 2, null))).isEqualTo(APPROVED);
  }

  @Test
  void theLastDecisionStatesTheQuorum() {
    assertThat(counts(vote("d1", APPROVED, "ann", 1, 1), vote("d2", APPROVED, "bob", 2, 3)))
        .isNull();
    assertThat(counts(vote("d1", PRUNED, "ann", 1, 3), vote("d2", APPROVED, "bob", 2, 1)))
        .isEqualTo(APPROVED);
  }

  @Test
  void anyOrderOfArrivalAndAnyRepetitionGivesTheSameStanding() {
    Random random = new Random(20220619);
    for (int trial = 0; trial < 2000; trial++) {
      List<Vote> votes = randomVotes(random);
      CurationStanding<Vote> expected = CurationStanding.of(votes);
      List<Vote> arrived = new ArrayList<>(votes);
      arrived.addAll(votes.subList(0, random.nextInt(votes.size() + 1)));
      Collections.shuffle(arrived, random);

      assertThat(CurationStanding.of(arrived)).isEqualTo(expected);
    }
  }

  @Test
  void whatCountsWithAQuorumHasThatManyPeopleBehindItAndMoreThanAgainstIt() {
    Random random = new Random(7);
    int counted = 0;
    for (int trial = 0; trial < 2000; trial++) {
      CurationStanding<Vote> standing = CurationStanding.of(randomVotes(random));
      if (standing.last().quorum() > 1 && standing.counts() != null) {
        Verdict other = standing.counts() == APPROVED ? PRUNED : APPROVED;
        assertThat(standing.votes(standing.counts()))
            .isGreaterThanOrEqualTo(standing.last().quorum())
            .isGreaterThan(standing.votes(other));
        counted++;
      }
    }
    assertThat(counted).isPositive();
  }

  /** Few people, few moments, ids that come twice with another content: ties are the rule. */
  private static List<Vote> randomVotes(Random random) {
    List<Vote> votes = new ArrayList<>();
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      votes.add(
          new Vote(
              "d" + random.nextInt(count),
              List.of(Verdict.values()).get(random.nextInt(3)),
              "reviewer" + random.nextInt(4),
              NOON.plusSeconds(random.nextInt(4)),
              random.nextBoolean() ? "d" + random.nextInt(count) : null,
              1 + random.nextInt(3)));
    }
    return votes;
  }

  private static Verdict counts(Vote... votes) {
    return CurationStanding.of(List.of(votes)).counts();
  }

  private static Vote vote(String id, Verdict verdict, String who, int at, int quorum) {
    return vote(id, verdict, who, at, quorum, null);
  }

  private static Vote vote(
      String id, Verdict verdict, String who, int at, int quorum, String replaces) {
    return new Vote(id, verdict, who, NOON.plusSeconds(at), replaces, quorum);
  }
}
