package io.wood.curation.model;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.CurationStanding;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Folds the decisions on one image into its review state. {@link CurationStanding} defines which
 * decision counts; this class adds the conflicts between reviewers.
 *
 * <p>With a quorum of 1, each decision names the one that counted when its reviewer decided, so the
 * reviewer knew all decisions up to that one. A conflict is a later decision by another reviewer
 * with another verdict that no decision replaces. With a larger quorum, an image is in conflict
 * while reviewers have both opinions and neither counts.
 */
public final class DecisionFold {
  private DecisionFold() {}

  public static ReviewState fold(Collection<Decision> decisions) {
    return fold(CurationStanding.of(decisions), decisions);
  }

  public static ReviewState fold(CurationStanding<Decision> all, Collection<Decision> decisions) {
    Decision last = all.last();
    if (last == null) {
      return ReviewState.OPEN;
    }
    VoteCounts votes =
        new VoteCounts(all.votes(Verdict.APPROVED), all.votes(Verdict.PRUNED), last.quorum());
    return new ReviewState(
        ReviewStatus.of(all.counts(), votes),
        last.id(),
        last.reviewer(),
        EpochNanos.of(last.decidedAt()),
        votes.quorum() > 1
            ? all.counts() == null && votes.approved() > 0 && votes.pruned() > 0
            : conflicts(last, CurationStanding.ordered(decisions)),
        all.decisions(),
        votes);
  }

  private static boolean conflicts(Decision last, List<Decision> ordered) {
    Set<String> replaced = new HashSet<>();
    ordered.forEach(decision -> replaced.add(decision.replaces()));
    boolean unknown = ordered.stream().noneMatch(decision -> decision.id().equals(last.replaces()));
    for (Decision other : ordered) {
      if (unknown
          && other.verdict() != Verdict.WITHDRAWN
          && !replaced.contains(other.id())
          && other.verdict() != last.verdict()
          && !other.reviewer().equals(last.reviewer())) {
        return true;
      }
      unknown |= other.id().equals(last.replaces());
    }
    return false;
  }
}
