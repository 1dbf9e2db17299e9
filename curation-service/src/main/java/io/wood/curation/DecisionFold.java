package io.wood.curation;

import io.wood.contracts.CurationDecided.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * From the decisions on one image to its standing. Decisions are a set: neither the order in which
 * they arrive nor a redelivery changes the result.
 *
 * <p>The decision that is last by (time, id) counts; a withdrawal that counts reopens the image.
 * Whoever decides names the decision that stood then, and knew everything up to it. A decision that
 * came later than that, still stands (nothing replaces it), is someone else's and says something
 * else is a conflict.
 */
final class DecisionFold {
  private DecisionFold() {}

  static Standing fold(Collection<Decision> decisions) {
    Map<String, Decision> byId = new HashMap<>();
    decisions.forEach(decision -> byId.merge(decision.id(), decision, DecisionFold::earlier));
    if (byId.isEmpty()) {
      return Standing.OPEN;
    }
    Decision last = byId.values().stream().max(Decision.ORDER).orElseThrow();
    return new Standing(
        Status.after(last.verdict()),
        last.id(),
        last.reviewer(),
        last.decidedAt(),
        conflicts(last, byId),
        byId.size());
  }

  /** A decision that was sent twice, by a client that did not hear the first answer. */
  private static Decision earlier(Decision one, Decision other) {
    return Comparator.comparingLong(Decision::decidedAt)
                .thenComparing(Decision::verdict)
                .thenComparing(Decision::reviewer)
                .compare(one, other)
            <= 0
        ? one
        : other;
  }

  private static boolean conflicts(Decision last, Map<String, Decision> byId) {
    Decision known = last.replaces() == null ? null : byId.get(last.replaces());
    Set<String> replaced = new HashSet<>();
    byId.values().forEach(decision -> replaced.add(decision.replaces()));
    return byId.values().stream()
        .filter(other -> known == null || Decision.ORDER.compare(other, known) > 0)
        .filter(other -> other.verdict() != Verdict.WITHDRAWN && !replaced.contains(other.id()))
        .anyMatch(
            other ->
                other.verdict() != last.verdict() && !other.reviewer().equals(last.reviewer()));
  }
}
