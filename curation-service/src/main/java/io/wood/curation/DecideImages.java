package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.curation.Outcome.Result;
import io.wood.kit.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns what a reviewer wants into decisions: all that can be decided goes to Kafka, all else comes
 * back with its problem. A decision that others have overtaken is recorded too, as made without
 * knowing theirs; only a withdrawal of something that no longer stands is refused.
 */
final class DecideImages {
  private final CandidateReader candidates;
  private final HistoryReader history;
  private final DecisionSender sender;
  private final Arrivals arrivals;
  private final Clock clock;
  private final Duration patience;

  DecideImages(
      ViewDatabase view, DecisionSender sender, Arrivals arrivals, Clock clock, Duration patience) {
    this.candidates = new CandidateReader(view);
    this.history = new HistoryReader(view);
    this.sender = sender;
    this.arrivals = arrivals;
    this.clock = clock;
    this.patience = patience;
  }

  /** One outcome per wish, in order. */
  List<Outcome> decide(String reviewer, List<Wish> wishes) {
    List<String> images =
        wishes.stream()
            .filter(wish -> WishCheck.fault(wish).isEmpty())
            .map(Wish::image)
            .distinct()
            .toList();
    Map<String, Candidate> found = candidates.find(images);
    Map<String, Standing> standings = new HashMap<>();
    found.forEach((image, candidate) -> standings.put(image, candidate.standing()));
    Map<String, CurationDecided> known =
        new HashMap<>(
            history.find(
                wishes.stream()
                    .filter(Objects::nonNull)
                    .map(Wish::decision)
                    .filter(Objects::nonNull)
                    .toList()));

    List<Outcome> outcomes = new ArrayList<>();
    Map<Integer, CurationDecided> events = new LinkedHashMap<>();
    for (Wish wish : wishes) {
      Optional<Problem> fault = fault(wish, found, standings, known);
      if (fault.isPresent()) {
        outcomes.add(Outcome.rejected(wish == null ? null : wish.image(), fault.get()));
      } else if (wish.decision() != null && known.containsKey(wish.decision())) {
        outcomes.add(outcome(wish.image(), Result.UNCHANGED, wish.decision(), standings));
      } else {
        CurationDecided event =
            event(reviewer, wish, found.get(wish.image()), standings.get(wish.image()));
        events.put(outcomes.size(), event);
        outcomes.add(null);
        standings.put(event.image(), DecisionFold.fold(List.of(Decision.of(event))));
        known.put(event.decision(), event);
      }
    }
    send(events, outcomes);
    return outcomes;
  }

  private static Optional<Problem> fault(
      Wish wish,
      Map<String, Candidate> found,
      Map<String, Standing> standings,
      Map<String, CurationDecided> known) {
    return WishCheck.fault(wish)
        .or(
            () ->
                found.containsKey(wish.image())
                    ? WishCheck.fault(wish, standings.get(wish.image()), known)
                    : Optional.of(Refusals.unknownImage(wish.image())));
  }

  private CurationDecided event(
      String reviewer, Wish wish, Candidate candidate, Standing standing) {
    String replaces = wish.replaces() == null ? standing.decision() : wish.replaces();
    return new CurationDecided(
        wish.decision() == null ? UUID.randomUUID().toString() : wish.decision(),
        wish.image(),
        candidate.artifact(),
        wish.verdict(),
        reviewer,
        wish.decidedAt() == null ? now(standing) : wish.decidedAt(),
        wish.reason(),
        wish.classesSeen(),
        candidate.predictedClass(),
        candidate.score(),
        candidate.weights(),
        Wish.NONE.equals(replaces) ? null : replaces);
  }

  /** Clocks differ between replicas; what replaces a decision comes after it all the same. */
  private Instant now(Standing standing) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant after = Nanos.instant(standing.decidedAt()).plus(1, ChronoUnit.MICROS);
    return now.isAfter(after) ? now : after;
  }

  private void send(Map<Integer, CurationDecided> events, List<Outcome> outcomes) {
    List<String> ids = events.values().stream().map(CurationDecided::decision).toList();
    try (Arrivals.Expectation expectation = arrivals.expect(ids)) {
      Map<String, Problem> problems = sender.send(List.copyOf(events.values()));
      if (problems.isEmpty()) {
        expectation.await(patience);
      }
      Map<String, Standing> standings = new HashMap<>();
      candidates
          .find(events.values().stream().map(CurationDecided::image).distinct().toList())
          .forEach((image, candidate) -> standings.put(image, candidate.standing()));
      events.forEach(
          (index, event) -> {
            Problem problem = problems.get(event.decision());
            outcomes.set(
                index,
                problem == null
                    ? outcome(event.image(), Result.RECORDED, event.decision(), standings)
                    : Outcome.rejected(event.image(), problem));
          });
    }
  }

  private static Outcome outcome(
      String image, Result result, String decision, Map<String, Standing> standings) {
    Standing standing = standings.get(image);
    return new Outcome(
        image,
        result,
        decision,
        standing == null ? null : standing.status(),
        standing != null && standing.conflict(),
        null);
  }
}
