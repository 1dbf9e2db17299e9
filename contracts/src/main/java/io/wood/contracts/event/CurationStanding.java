package io.wood.contracts.event;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all decisions on one image come to: the rule that the review queue and the trainer share.
 * Decisions are a set, ordered by (time, id): neither the order in which they arrive nor a
 * redelivery changes the result, and of two with one id the earlier is meant.
 *
 * <p>The last decision states the quorum. With a quorum of 1 the last decision counts, no matter
 * who made it; a withdrawal that is last leaves the image undecided.
 *
 * <p>With a quorum of n ≥ 2 everybody has an opinion of their own: their last verdict, until a
 * withdrawal names it. A verdict counts when at least n people are of it and more than of the other
 * one.
 *
 * @param <D> how a decision is represented
 * @param counts APPROVED or PRUNED; null while undecided
 * @param last the last decision, null when there is none
 * @param opinions the decision that stands for each person who has an opinion, by their names
 * @param decisions how many decisions there are, withdrawals included
 */
public record CurationStanding<D extends ReviewerOpinion>(
    Verdict counts, D last, Map<String, D> opinions, int decisions) {

  private static final Comparator<ReviewerOpinion> ORDER =
      Comparator.comparing(ReviewerOpinion::decidedAt).thenComparing(ReviewerOpinion::id);

  private static final Comparator<ReviewerOpinion> EARLIER =
      Comparator.comparing(ReviewerOpinion::decidedAt)
          .thenComparing(ReviewerOpinion::verdict)
          .thenComparing(ReviewerOpinion::reviewer)
          .thenComparing(opinion -> opinion.replaces() == null ? "" : opinion.replaces())
          .thenComparing(ReviewerOpinion::quorum);

  public CurationStanding {
    opinions = Map.copyOf(opinions);
  }

  /** Folds decisions on one image, in any order, repetitions allowed. */
  public static <D extends ReviewerOpinion> CurationStanding<D> of(Collection<D> decisions) {
    List<D> ordered = ordered(decisions);
    if (ordered.isEmpty()) {
      return new CurationStanding<>(null, null, Map.of(), 0);
    }
    D last = ordered.get(ordered.size() - 1);
    Map<String, D> opinions = opinions(ordered);
    Verdict counts =
        last.quorum() > 1
            ? agreed(opinions.values(), last.quorum())
            : last.verdict() == Verdict.WITHDRAWN ? null : last.verdict();
    return new CurationStanding<>(counts, last, opinions, ordered.size());
  }

  /** Each decision once, in the one order that everyone agrees on. */
  public static <D extends ReviewerOpinion> List<D> ordered(Collection<D> decisions) {
    Map<String, D> byId = new HashMap<>();
    decisions.forEach(
        decision ->
            byId.merge(
                decision.id(),
                decision,
                (one, other) -> EARLIER.compare(one, other) <= 0 ? one : other));
    List<D> ordered = new ArrayList<>(byId.values());
    ordered.sort(ORDER);
    return ordered;
  }

  /** How many people are of this opinion. */
  public int votes(Verdict verdict) {
    return votes(opinions.values(), verdict);
  }

  private static <D extends ReviewerOpinion> Map<String, D> opinions(List<D> ordered) {
    Map<String, D> opinions = new HashMap<>();
    Map<String, String> authors = new HashMap<>();
    for (D decision : ordered) {
      if (decision.verdict() != Verdict.WITHDRAWN) {
        opinions.put(decision.reviewer(), decision);
        authors.put(decision.id(), decision.reviewer());
        continue;
      }
      String author = authors.get(decision.replaces());
      if (author == null) {
        opinions.remove(decision.reviewer());
      } else if (opinions.containsKey(author)
          && opinions.get(author).id().equals(decision.replaces())) {
        opinions.remove(author);
      }
    }
    return opinions;
  }

  private static Verdict agreed(Collection<? extends ReviewerOpinion> opinions, int quorum) {
    int approved = votes(opinions, Verdict.APPROVED);
    int pruned = votes(opinions, Verdict.PRUNED);
    if (Math.max(approved, pruned) < quorum || approved == pruned) {
      return null;
    }
    return approved > pruned ? Verdict.APPROVED : Verdict.PRUNED;
  }

  private static int votes(Collection<? extends ReviewerOpinion> opinions, Verdict verdict) {
    return (int) opinions.stream().filter(opinion -> opinion.verdict() == verdict).count();
  }
}
