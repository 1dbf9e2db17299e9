package io.wood.contracts.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ApprovedOodsTest {
  @Test
  void countsTheLastDecisionOfAnImage() {
    CurationDecided first = decision("d1", "lake", Verdict.APPROVED, 1);
    CurationDecided second = decision("d2", "lake", Verdict.PRUNED, 2);

    assertThat(fold(List.of(first))).containsExactly(first.artifact());
    assertThat(fold(List.of(first, second))).isEmpty();
  }

  @Test
  void leavesAnImageUndecidedWhenItsLastDecisionIsAWithdrawal() {
    CurationDecided approved = decision("d1", "lake", Verdict.APPROVED, 1);
    CurationDecided withdrawn = decision("d2", "lake", Verdict.WITHDRAWN, 2);
    CurationDecided again = decision("d3", "lake", Verdict.APPROVED, 3);

    assertThat(fold(List.of(approved, withdrawn))).isEmpty();
    assertThat(fold(List.of(approved, withdrawn, again))).containsExactly(approved.artifact());
  }

  @Test
  void settlesDecisionsOfOneMomentByTheirIds() {
    CurationDecided lower = decision("a", "lake", Verdict.APPROVED, 1);
    CurationDecided higher = decision("b", "lake", Verdict.PRUNED, 1);

    assertThat(fold(List.of(lower, higher))).isEmpty();
    assertThat(fold(List.of(higher, lower))).isEmpty();
  }

  @Test
  void waitsForASecondOpinionWhereTheDecisionsAskForOne() {
    CurationDecided ann = opinion("d1", Verdict.APPROVED, "ann", 1);
    CurationDecided bob = opinion("d2", Verdict.APPROVED, "bob", 2);
    CurationDecided cat = opinion("d3", Verdict.PRUNED, "cat", 3);

    assertThat(fold(List.of(ann))).isEmpty();
    assertThat(fold(List.of(ann, cat))).isEmpty();
    assertThat(fold(List.of(bob, ann))).containsExactly(ann.artifact());
    assertThat(fold(List.of(ann, cat, bob))).containsExactly(ann.artifact());
  }

  @Test
  void givesTheSameSetForAnyOrderOfArrivalAndAnyRepetition() {
    Random random = new Random(7);
    for (int turn = 0; turn < 200; turn++) {
      List<CurationDecided> decisions = decisions(random);
      List<ArtifactRef> expected = fold(decisions);
      List<CurationDecided> shuffled = new ArrayList<>(decisions);
      shuffled.addAll(decisions.subList(0, random.nextInt(decisions.size())));
      Collections.shuffle(shuffled, random);

      assertThat(fold(shuffled)).isEqualTo(expected);
      assertThat(expected).isSortedAccordingTo((a, b) -> a.sha256().compareTo(b.sha256()));
    }
  }

  private static List<CurationDecided> decisions(Random random) {
    List<CurationDecided> decisions = new ArrayList<>();
    int count = 1 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      decisions.add(
          decision(
              "decision-" + i,
              "image-" + random.nextInt(6),
              List.of(Verdict.values()).get(random.nextInt(3)),
              random.nextInt(4)));
    }
    return decisions;
  }

  private static CurationDecided decision(
      String id, String candidate, Verdict verdict, int second) {
    return decision(id, candidate, verdict, "reviewer", second, 1);
  }

  private static CurationDecided opinion(String id, Verdict verdict, String reviewer, int second) {
    return decision(id, "lake", verdict, reviewer, second, 2);
  }

  private static CurationDecided decision(
      String id, String candidate, Verdict verdict, String reviewer, int second, int quorum) {
    String image = "%064x".formatted(candidate.hashCode());
    return new CurationDecided(
        id,
        image,
        new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(image), image, 4, "image/png"),
        verdict,
        reviewer,
        Instant.parse("2026-04-01T00:00:00Z").plusSeconds(second),
        "",
        List.of(),
        "boat",
        .9,
        "b".repeat(64),
        null,
        quorum);
  }

  private static List<ArtifactRef> fold(List<CurationDecided> decisions) {
    ApprovedOods oods = new ApprovedOods();
    decisions.forEach(oods::add);
    return oods.approved().stream().map(ApprovedOod::artifact).toList();
  }
}
