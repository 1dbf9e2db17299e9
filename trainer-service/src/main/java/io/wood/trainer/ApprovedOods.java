package io.wood.trainer;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.CurationDecided;
import io.wood.contracts.CurationDecided.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The hard OoDs that people have approved, folded from their decisions. Per image the last decision
 * wins, ordered by its time and then by its id; a withdrawal that wins leaves the image undecided.
 * So the order in which decisions arrive, and how often, changes nothing.
 */
final class ApprovedOods {
  private static final Comparator<CurationDecided> LATER =
      Comparator.comparing(CurationDecided::decidedAt).thenComparing(CurationDecided::decision);

  private final Map<String, CurationDecided> winners = new HashMap<>();

  void add(CurationDecided decision) {
    winners.merge(decision.image(), decision, BinaryOperator.maxBy(LATER));
  }

  /** In the order of their hashes, which no arrival order can change. */
  List<ArtifactRef> inHashOrder() {
    return winners.values().stream()
        .filter(decision -> decision.verdict() == Verdict.APPROVED)
        .map(CurationDecided::artifact)
        .sorted(Comparator.comparing(ArtifactRef::sha256))
        .toList();
  }
}
