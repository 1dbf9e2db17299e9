package io.wood.demo;

import io.wood.cli.client.HttpApi;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.api.curation.CandidateCard;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides on candidates through the curation service's public API, by the drawn truth instead of by
 * looking at the images.
 */
final class SimulatedReviewer {
  /** The reviewer's name in the decisions. */
  static final String NAME = "simulated reviewer";

  private static final int PAGE = 200;
  private static final Duration CATCH_UP = Duration.ofMinutes(2);

  private final HttpApi curation;
  private final DrawnTruth truth;

  SimulatedReviewer(HttpApi curation, DrawnTruth truth) {
    this.curation = curation;
    this.truth = truth;
  }

  /**
   * Number of ranked images by their status after the review.
   *
   * @param approved images without an object: the hard OoDs
   * @param pruned images that show an object
   */
  record Review(int approved, int pruned) {}

  /** Decides all open images and returns when every image is decided. */
  Review review(Set<String> images, ProgressPrinter progress) {
    Instant deadline = Instant.now().plus(CATCH_UP);
    while (true) {
      Map<String, ReviewStatus> statuses = statuses(images);
      decide(requests(statuses), progress);
      int open =
          images.size()
              - decided(statuses, ReviewStatus.APPROVED)
              - decided(statuses, ReviewStatus.PRUNED);
      if (open == 0) {
        return new Review(
            decided(statuses, ReviewStatus.APPROVED), decided(statuses, ReviewStatus.PRUNED));
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailedException(
            open + " of " + images.size() + " ranked images are still undecided");
      }
      PollInterval.of(Duration.ofMillis(300));
    }
  }

  /** Status of each image that curation already knows. */
  private Map<String, ReviewStatus> statuses(Set<String> images) {
    Map<String, ReviewStatus> statuses = new HashMap<>();
    String cursor = "";
    do {
      CandidatePage page =
          curation.get("/api/candidates?status=ALL&limit=" + PAGE + cursor, CandidatePage.class);
      for (CandidateCard candidate : page.candidates()) {
        if (images.contains(candidate.image())) {
          statuses.put(candidate.image(), candidate.status());
        }
      }
      cursor = page.next() == null ? "" : "&cursor=" + page.next();
    } while (!cursor.isEmpty());
    return statuses;
  }

  private static int decided(Map<String, ReviewStatus> statuses, ReviewStatus status) {
    return (int) statuses.values().stream().filter(status::equals).count();
  }

  private List<DecisionRequest> requests(Map<String, ReviewStatus> statuses) {
    List<DecisionRequest> requests = new ArrayList<>();
    statuses.forEach(
        (image, status) -> {
          DrawnTruth.Candidate drawn = truth.byImage().get(image);
          if (status == ReviewStatus.OPEN && drawn != null) {
            Verdict verdict = drawn.labels().isEmpty() ? Verdict.APPROVED : Verdict.PRUNED;
            requests.add(DecisionRequest.of(image, verdict, "drawn so", drawn.labels()));
          }
        });
    return requests;
  }

  private void decide(List<DecisionRequest> requests, ProgressPrinter progress) {
    for (int from = 0; from < requests.size(); from += PAGE) {
      List<DecisionRequest> some = requests.subList(from, Math.min(from + PAGE, requests.size()));
      DecisionResults answer =
          curation.post("/api/decisions", new DecisionBatch(NAME, some), DecisionResults.class);
      for (DecisionResult result : answer.results()) {
        if (result.result() == DecisionResult.Result.REJECTED) {
          throw new CommandFailedException(
              "curation rejects the decision on %s: %s"
                  .formatted(result.image(), result.problem().detail()));
        }
      }
      progress.show("reviewing", from + (long) some.size(), requests.size(), "images");
    }
  }
}
