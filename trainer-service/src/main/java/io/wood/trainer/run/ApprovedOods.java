package io.wood.trainer.run;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.CurationStanding;
import io.wood.contracts.event.ReviewerOpinion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the hard OoDs that reviewers approved, by the rule that the decisions themselves carry
 * ({@link CurationStanding}). Settings, the order of arrival and repeated delivery do not change
 * the result.
 */
final class ApprovedOods {
  private final Map<String, List<Ballot>> ballots = new HashMap<>();

  /**
   * The fields of a decision that count; the full event is not kept, since a log holds millions.
   */
  private record Ballot(
      String id,
      Verdict verdict,
      String reviewer,
      Instant decidedAt,
      String replaces,
      int quorum,
      ArtifactRef artifact)
      implements ReviewerOpinion {}

  void add(CurationDecided decision) {
    ballots
        .computeIfAbsent(decision.image(), image -> new ArrayList<>(1))
        .add(
            new Ballot(
                decision.decision(),
                decision.verdict(),
                decision.reviewer(),
                decision.decidedAt(),
                decision.replaces(),
                decision.quorum(),
                decision.artifact()));
  }

  /** Approved OoDs, sorted by hash, so that the order of arrival has no effect. */
  List<ArtifactRef> inHashOrder() {
    return ballots.values().stream()
        .map(CurationStanding::of)
        .filter(standing -> standing.counts() == Verdict.APPROVED)
        .map(standing -> standing.last().artifact())
        .sorted(Comparator.comparing(ArtifactRef::sha256))
        .toList();
  }
}
