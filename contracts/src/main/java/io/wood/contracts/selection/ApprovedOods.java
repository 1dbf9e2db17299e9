package io.wood.contracts.selection;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
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
import java.util.Optional;

/**
 * Collects the hard OoDs that reviewers approved, by the rule that the decisions themselves carry
 * ({@link CurationStanding}). Settings, the order of arrival and repeated delivery do not change
 * the result. A decision takes about 400 bytes.
 */
public final class ApprovedOods {
  private final Map<String, List<Ballot>> ballots = new HashMap<>();

  /** Names that many decisions share, each kept once. */
  private final Map<String, String> names = new HashMap<>();

  /**
   * The fields of a decision that count; the full event is not kept, since a log holds millions.
   *
   * @param artifact the file; null for one at the usual place, which size and media type complete
   */
  private record Ballot(
      String id,
      Verdict verdict,
      String reviewer,
      Instant decidedAt,
      String replaces,
      int quorum,
      ArtifactRef artifact,
      long size,
      String mediaType,
      String predictedClass,
      double score,
      String weights,
      String source)
      implements ReviewerOpinion {}

  /** Adds a decision. */
  public void add(CurationDecided decision) {
    ArtifactRef artifact = decision.artifact();
    boolean usual =
        artifact.equals(usualPlace(decision.image(), artifact.size(), artifact.mediaType()));
    ballots.merge(
        decision.image(),
        List.of(
            new Ballot(
                decision.decision(),
                decision.verdict(),
                shared(decision.reviewer()),
                decision.decidedAt(),
                decision.replaces(),
                decision.quorum(),
                usual ? null : artifact,
                artifact.size(),
                shared(artifact.mediaType()),
                shared(decision.predictedClass()),
                decision.score(),
                shared(decision.weights()),
                shared(decision.source()))),
        ApprovedOods::joined);
  }

  /** Most images have one decision, for which the list of one is the smallest. */
  private static List<Ballot> joined(List<Ballot> known, List<Ballot> added) {
    List<Ballot> all = known.size() == 1 ? new ArrayList<>(known) : known;
    all.addAll(added);
    return all;
  }

  private static ArtifactRef usualPlace(String image, long size, String mediaType) {
    return new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(image), image, size, mediaType);
  }

  /** Returns the approved ones in the order of their hashes. */
  public List<ApprovedOod> approved() {
    return ballots.entrySet().stream()
        .map(image -> approved(image.getKey(), CurationStanding.of(image.getValue())))
        .flatMap(Optional::stream)
        .sorted(ApprovedOod.BY_HASH)
        .toList();
  }

  private static Optional<ApprovedOod> approved(String image, CurationStanding<Ballot> standing) {
    if (standing.counts() != Verdict.APPROVED) {
      return Optional.empty();
    }
    Ballot last = standing.last();
    List<Approval> approvals =
        standing.opinions().values().stream()
            .filter(opinion -> opinion.verdict() == Verdict.APPROVED)
            .sorted(Comparator.comparing(Ballot::reviewer))
            .map(ballot -> new Approval(ballot.id(), ballot.reviewer(), ballot.decidedAt()))
            .toList();
    ArtifactRef artifact =
        last.artifact() == null
            ? usualPlace(image, last.size(), last.mediaType())
            : last.artifact();
    return Optional.of(
        new ApprovedOod(
            artifact,
            last.predictedClass(),
            last.score(),
            last.weights(),
            last.source(),
            approvals));
  }

  private String shared(String name) {
    return names.computeIfAbsent(name, same -> same);
  }
}
