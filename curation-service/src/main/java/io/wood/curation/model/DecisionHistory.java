package io.wood.curation.model;

import io.wood.contracts.event.CurationStanding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decisions on the images of a request, including those that the request has added. */
public final class DecisionHistory {
  private final Map<String, List<Decision>> decisions = new HashMap<>();

  public DecisionHistory(Map<String, List<Decision>> decisions) {
    decisions.forEach((image, known) -> this.decisions.put(image, new ArrayList<>(known)));
  }

  /** Adds a decision of the request. */
  public void add(Decision decision) {
    decisions.computeIfAbsent(decision.image(), image -> new ArrayList<>()).add(decision);
  }

  /** The review state of an image after all its decisions. */
  public ReviewState state(String image) {
    return DecisionFold.fold(of(image));
  }

  /** The decision that is the current opinion of a reviewer. */
  public Optional<Decision> opinion(String image, String reviewer) {
    return Optional.ofNullable(CurationStanding.of(of(image)).opinions().get(reviewer));
  }

  /** True when the decision is the current opinion of any reviewer. */
  public boolean isOpinion(String image, String decision) {
    return CurationStanding.of(of(image)).opinions().values().stream()
        .anyMatch(opinion -> opinion.id().equals(decision));
  }

  private Collection<Decision> of(String image) {
    return decisions.getOrDefault(image, List.of());
  }
}
