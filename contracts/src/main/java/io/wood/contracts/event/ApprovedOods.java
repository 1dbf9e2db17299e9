package io.wood.contracts.event;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the hard OoDs that reviewers approved, by the rule that the decisions themselves carry
 * ({@link CurationStanding}). Settings, the order of arrival and repeated delivery do not change
 * the result.
 */
public final class ApprovedOods {
  private final Map<String, List<Ballot>> ballots = new HashMap<>();

  /** Names that many decisions share, each kept once. */
  private final Map<String, String> names = new HashMap<>();

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
      ArtifactRef artifact,
      String predictedClass,
      double score,
      String weights,
      String source)
      implements ReviewerOpinion {}

  /** Adds a decision. */
  public void add(CurationDecided decision) {
    ballots
        .computeIfAbsent(decision.image(), image -> new ArrayList<>(1))
        .add(
            new Ballot(
                decision.decision(),
                decision.verdict(),
                shared(decision.reviewer()),
                decision.decidedAt(),
                decision.replaces(),
                decision.quorum(),
                decision.artifact(),
                shared(decision.predictedClass()),
                decision.score(),
                shared(decision.weights()),
                shared(decision.source())));
  }

  /** Returns the approved ones in the order of their hashes. */
  public List<ApprovedOod> approved() {
    return ballots.values().stream()
        .map(CurationStanding::of)
        .filter(standing -> standing.counts() == Verdict.APPROVED)
        .map(ApprovedOods::approved)
        .sorted(ApprovedOod.BY_HASH)
        .toList();
  }

  /** Returns the files of the approved ones in the order of their hashes. */
  public List<ArtifactRef> inHashOrder() {
    return approved().stream().map(ApprovedOod::artifact).toList();
  }

  private static ApprovedOod approved(CurationStanding<Ballot> standing) {
    Ballot last = standing.last();
    List<String> people =
        standing.opinions().values().stream()
            .filter(opinion -> opinion.verdict() == Verdict.APPROVED)
            .map(Ballot::reviewer)
            .sorted()
            .toList();
    return new ApprovedOod(
        last.artifact(),
        last.predictedClass(),
        last.score(),
        last.weights(),
        last.source(),
        people);
  }

  private String shared(String name) {
    return names.computeIfAbsent(name, same -> same);
  }
}
