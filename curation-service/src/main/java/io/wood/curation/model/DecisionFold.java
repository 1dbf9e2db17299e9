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
 * From the decisions on one image to its standing: what counts is the rule of {@link
 * CurationStanding}; here it is seen where people are at odds.
 *
 * <p>With a quorum of 1, whoever decides names the decision that stood then, and knew everything up
 * to it. A decision that came later than that, still stands (nothing replaces it), is someone
 * else's and says something else is a conflict. With a larger quorum, an image is in conflict while
 * people are of both opinions and neither counts.
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
        last.decision(),
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
    boolean unknown =
        ordered.stream().noneMatch(decision -> decision.decision().equals(last.replaces()));
    for (Decision other : ordered) {
      if (unknown
          && other.verdict() != Verdict.WITHDRAWN
          && !replaced.contains(other.decision())
          && other.verdict() != last.verdict()
          && !other.reviewer().equals(last.reviewer())) {
        return true;
      }
      unknown |= other.decision().equals(last.replaces());
    }
    return false;
  }
}
