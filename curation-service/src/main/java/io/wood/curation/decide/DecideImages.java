package io.wood.curation.decide;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.decide.DecisionResult.Result;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.Decision;
import io.wood.curation.model.DecisionHistory;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.ReviewState;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.HistoryReader;
import io.wood.curation.view.ViewDatabase;
import io.wood.kit.problem.ProblemDetail;
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
public final class DecideImages {
  private final CandidateReader candidates;
  private final HistoryReader history;
  private final DecisionSender sender;
  private final ViewBarrier arrivals;
  private final Clock clock;
  private final Rules rules;

  /**
   * How decisions are made.
   *
   * @param quorum how many people must agree
   * @param timeout how long an answer waits for the view
   */
  public record Rules(int quorum, Duration timeout) {
    public Rules {
      if (quorum < 1) {
        throw new IllegalArgumentException(
            "wood.curation.opinions must be at least 1, not " + quorum);
      }
    }
  }

  public DecideImages(
      ViewDatabase view, DecisionSender sender, ViewBarrier arrivals, Clock clock, Rules rules) {
    this.candidates = new CandidateReader(view);
    this.history = new HistoryReader(view);
    this.sender = sender;
    this.arrivals = arrivals;
    this.clock = clock;
    this.rules = rules;
  }

  /** One outcome per wish, in order. */
  public List<DecisionResult> decide(String reviewer, List<DecisionRequest> wishes) {
    List<String> images =
        wishes.stream()
            .filter(wish -> DecisionValidator.fault(wish, clock.instant()).isEmpty())
            .map(DecisionRequest::image)
            .distinct()
            .toList();
    Map<String, Candidate> found = candidates.find(images);
    DecisionHistory desk = history.desk(found.keySet());
    Map<String, CurationDecided> known =
        new HashMap<>(
            history.find(
                wishes.stream()
                    .filter(Objects::nonNull)
                    .map(DecisionRequest::decision)
                    .filter(Objects::nonNull)
                    .toList()));

    List<DecisionResult> outcomes = new ArrayList<>();
    Map<Integer, CurationDecided> events = new LinkedHashMap<>();
    for (DecisionRequest wish : wishes) {
      Optional<ProblemDetail> fault = fault(reviewer, wish, found, desk, known);
      if (fault.isPresent()) {
        outcomes.add(DecisionResult.rejected(wish == null ? null : wish.image(), fault.get()));
      } else if (wish.decision() != null && known.containsKey(wish.decision())) {
        outcomes.add(
            outcome(wish.image(), Result.UNCHANGED, wish.decision(), desk.standing(wish.image())));
      } else {
        CurationDecided event = event(reviewer, wish, found.get(wish.image()), desk);
        events.put(outcomes.size(), event);
        outcomes.add(null);
        desk.add(Decision.of(event));
        known.put(event.decision(), event);
      }
    }
    send(events, outcomes);
    return outcomes;
  }

  private Optional<ProblemDetail> fault(
      String reviewer,
      DecisionRequest wish,
      Map<String, Candidate> found,
      DecisionHistory desk,
      Map<String, CurationDecided> known) {
    Optional<ProblemDetail> fault = DecisionValidator.fault(wish, clock.instant());
    if (fault.isPresent()) {
      return fault;
    }
    if (!found.containsKey(wish.image())) {
      return Optional.of(DecisionProblems.unknownImage(wish.image()));
    }
    CurationDecided same = wish.decision() == null ? null : known.get(wish.decision());
    if (same != null) {
      return same.image().equals(wish.image())
          ? Optional.empty()
          : Optional.of(
              DecisionProblems.invalid(
                  "the decision " + wish.decision() + " is about another image"));
    }
    return wish.verdict() == Verdict.WITHDRAWN
        ? DecisionValidator.withdrawalFault(
            wish, replaced(reviewer, wish, desk), desk, rules.quorum())
        : Optional.empty();
  }

  private CurationDecided event(
      String reviewer, DecisionRequest wish, Candidate candidate, DecisionHistory desk) {
    return new CurationDecided(
        wish.decision() == null ? UUID.randomUUID().toString() : wish.decision(),
        wish.image(),
        candidate.artifact(),
        wish.verdict(),
        reviewer,
        wish.decidedAt() == null ? now(desk.standing(wish.image())) : wish.decidedAt(),
        wish.reason(),
        wish.classesSeen(),
        candidate.predictedClass(),
        candidate.score(),
        candidate.weights(),
        replaced(reviewer, wish, desk),
        rules.quorum());
  }

  /** Where several people must agree, everybody replaces their own opinion and no one else's. */
  private String replaced(String reviewer, DecisionRequest wish, DecisionHistory desk) {
    String named = wish.replaces();
    if (rules.quorum() > 1 && (named == null || wish.verdict() != Verdict.WITHDRAWN)) {
      return desk.opinion(wish.image(), reviewer).map(Decision::decision).orElse(null);
    }
    if (named == null) {
      return desk.standing(wish.image()).decision();
    }
    return DecisionRequest.NONE.equals(named) ? null : named;
  }

  /** Clocks differ between replicas; what replaces a decision comes after it all the same. */
  private Instant now(ReviewState standing) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant after = EpochNanos.instant(standing.decidedAt()).plus(1, ChronoUnit.MICROS);
    return now.isAfter(after) ? now : after;
  }

  private void send(Map<Integer, CurationDecided> events, List<DecisionResult> outcomes) {
    List<String> ids = events.values().stream().map(CurationDecided::decision).toList();
    try (ViewBarrier.Expectation expectation = arrivals.expect(ids)) {
      Map<String, ProblemDetail> problems = sender.send(List.copyOf(events.values()));
      if (problems.isEmpty()) {
        expectation.await(rules.timeout());
      }
      Map<String, ReviewState> standings = new HashMap<>();
      candidates
          .find(events.values().stream().map(CurationDecided::image).distinct().toList())
          .forEach((image, candidate) -> standings.put(image, candidate.standing()));
      events.forEach(
          (index, event) -> {
            ProblemDetail problem = problems.get(event.decision());
            outcomes.set(
                index,
                problem == null
                    ? outcome(
                        event.image(),
                        Result.RECORDED,
                        event.decision(),
                        standings.get(event.image()))
                    : DecisionResult.rejected(event.image(), problem));
          });
    }
  }

  private static DecisionResult outcome(
      String image, Result result, String decision, ReviewState standing) {
    return new DecisionResult(
        image,
        result,
        decision,
        standing == null ? null : standing.status(),
        standing != null && standing.conflict(),
        standing == null ? null : standing.votes(),
        null);
  }
}
