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
 * The hard OoDs that people have approved, folded from their decisions by the rule that the
 * decisions themselves state ({@link CurationStanding}). So neither a setting nor the order in
 * which decisions arrive, nor how often, changes anything.
 */
final class ApprovedOods {
  private final Map<String, List<Ballot>> ballots = new HashMap<>();

  /** What is kept of a decision: a log holds millions. */
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

  /** In the order of their hashes, which no arrival order can change. */
  List<ArtifactRef> inHashOrder() {
    return ballots.values().stream()
        .map(CurationStanding::of)
        .filter(standing -> standing.counts() == Verdict.APPROVED)
        .map(standing -> standing.last().artifact())
        .sorted(Comparator.comparing(ArtifactRef::sha256))
        .toList();
  }
}
