package io.wood.curation.decide;

import io.wood.contracts.api.ProblemDetail;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.DecisionResult.Result;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.Decision;
import io.wood.curation.model.DecisionHistory;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.ReviewState;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.HistoryReader;
import io.wood.curation.view.ViewDatabase;
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
 * Decides images: publishes every valid request of a reviewer as an event and returns a problem for
 * every other one. A decision that was made without knowledge of a later one is published too; only
 * a withdrawal of a decision that no longer counts is rejected.
 */
public final class DecideImages {
  private final CandidateReader candidates;
  private final HistoryReader decisions;
  private final DecisionSender sender;
  private final ViewBarrier barrier;
  private final Clock clock;
  private final Quorum quorum;
  private final Duration viewTimeout;

  /**
   * Decides on the candidates of a view.
   *
   * @param viewTimeout how long {@link #decide} waits until the view contains the decisions
   */
  public DecideImages(
      ViewDatabase view,
      DecisionSender sender,
      ViewBarrier barrier,
      Clock clock,
      Quorum quorum,
      Duration viewTimeout) {
    this.candidates = new CandidateReader(view);
    this.decisions = new HistoryReader(view);
    this.sender = sender;
    this.barrier = barrier;
    this.clock = clock;
    this.quorum = quorum;
    this.viewTimeout = viewTimeout;
  }

  /** Decides images and returns one result per request, in the order of the requests. */
  public List<DecisionResult> decide(String reviewer, List<DecisionRequest> requests) {
    List<String> images =
        requests.stream()
            .filter(request -> DecisionValidator.fault(request, clock.instant()).isEmpty())
            .map(DecisionRequest::image)
            .distinct()
            .toList();
    Map<String, Candidate> found = candidates.find(images);
    DecisionHistory history = decisions.historyOf(found.keySet());
    Map<String, CurationDecided> known =
        new HashMap<>(
            decisions.find(
                requests.stream()
                    .filter(Objects::nonNull)
                    .map(DecisionRequest::decision)
                    .filter(Objects::nonNull)
                    .toList()));

    List<DecisionResult> results = new ArrayList<>();
    Map<Integer, CurationDecided> events = new LinkedHashMap<>();
    for (DecisionRequest request : requests) {
      Optional<ProblemDetail> fault = fault(reviewer, request, found, history, known);
      if (fault.isPresent()) {
        results.add(DecisionResult.rejected(request == null ? null : request.image(), fault.get()));
      } else if (request.decision() != null && known.containsKey(request.decision())) {
        results.add(
            result(
                request.image(),
                Result.UNCHANGED,
                request.decision(),
                history.state(request.image())));
      } else {
        CurationDecided event = event(reviewer, request, found.get(request.image()), history);
        events.put(results.size(), event);
        results.add(null);
        history.add(Decision.of(event));
        known.put(event.decision(), event);
      }
    }
    send(events, results);
    return results;
  }

  private Optional<ProblemDetail> fault(
      String reviewer,
      DecisionRequest request,
      Map<String, Candidate> found,
      DecisionHistory history,
      Map<String, CurationDecided> known) {
    Optional<ProblemDetail> fault = DecisionValidator.fault(request, clock.instant());
    if (fault.isPresent()) {
      return fault;
    }
    if (!found.containsKey(request.image())) {
      return Optional.of(DecisionProblems.unknownImage(request.image()));
    }
    CurationDecided same = request.decision() == null ? null : known.get(request.decision());
    if (same != null) {
      return same.image().equals(request.image())
          ? Optional.empty()
          : Optional.of(
              DecisionProblems.invalid(
                  "the decision " + request.decision() + " is about another image"));
    }
    return request.verdict() == Verdict.WITHDRAWN
        ? DecisionValidator.withdrawalFault(
            request, replaced(reviewer, request, history), history, quorum)
        : Optional.empty();
  }

  private CurationDecided event(
      String reviewer, DecisionRequest request, Candidate candidate, DecisionHistory history) {
    return new CurationDecided(
        request.decision() == null ? UUID.randomUUID().toString() : request.decision(),
        request.image(),
        candidate.artifact(),
        request.verdict(),
        reviewer,
        request.decidedAt() == null ? now(history.state(request.image())) : request.decidedAt(),
        request.reason(),
        request.classesSeen(),
        candidate.predictedClass(),
        candidate.score(),
        candidate.weights(),
        replaced(reviewer, request, history),
        quorum.people(),
        candidate.source());
  }

  /** With a shared quorum a reviewer replaces only their own opinion. */
  private String replaced(String reviewer, DecisionRequest request, DecisionHistory history) {
    String named = request.replaces();
    if (quorum.isShared() && (named == null || request.verdict() != Verdict.WITHDRAWN)) {
      return history.opinion(request.image(), reviewer).map(Decision::id).orElse(null);
    }
    if (named == null) {
      return history.state(request.image()).decision();
    }
    return DecisionRequest.NONE.equals(named) ? null : named;
  }

  /** Later than the decision that it replaces, even if another replica's clock is ahead. */
  private Instant now(ReviewState state) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant after = EpochNanos.instant(state.decidedAt()).plus(1, ChronoUnit.MICROS);
    return now.isAfter(after) ? now : after;
  }

  private void send(Map<Integer, CurationDecided> events, List<DecisionResult> results) {
    List<String> ids = events.values().stream().map(CurationDecided::decision).toList();
    try (ViewBarrier.Expectation expectation = barrier.expect(ids)) {
      Map<String, ProblemDetail> problems = sender.send(List.copyOf(events.values()));
      if (problems.isEmpty()) {
        expectation.await(viewTimeout);
      }
      Map<String, ReviewState> states = new HashMap<>();
      candidates
          .find(events.values().stream().map(CurationDecided::image).distinct().toList())
          .forEach((image, candidate) -> states.put(image, candidate.review()));
      events.forEach(
          (index, event) -> {
            ProblemDetail problem = problems.get(event.decision());
            results.set(
                index,
                problem == null
                    ? result(
                        event.image(), Result.RECORDED, event.decision(), states.get(event.image()))
                    : DecisionResult.rejected(event.image(), problem));
          });
    }
  }

  private static DecisionResult result(
      String image, Result result, String decision, ReviewState state) {
    return new DecisionResult(
        image,
        result,
        decision,
        state == null ? null : state.status(),
        state != null && state.conflict(),
        state == null ? null : state.votes(),
        null);
  }
}
