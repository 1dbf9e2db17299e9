package io.wood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.HttpApi;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
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
      Map<String, String> statuses = statuses(images);
      List<Map<String, Object>> wishes = wishes(statuses);
      decide(wishes, progress);
      int open = images.size() - decided(statuses, "APPROVED") - decided(statuses, "PRUNED");
      if (open == 0) {
        return new Review(decided(statuses, "APPROVED"), decided(statuses, "PRUNED"));
      }
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailedException(
            open + " of " + images.size() + " ranked images are still undecided");
      }
      PollInterval.of(Duration.ofMillis(300));
    }
  }

  /** Status of each of the images that curation knows of by now. */
  private Map<String, String> statuses(Set<String> images) {
    Map<String, String> statuses = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = curation.get("/api/candidates?status=ALL&limit=" + PAGE + cursor);
      for (JsonNode candidate : page.path("candidates")) {
        String image = candidate.path("image").asText();
        if (images.contains(image)) {
          statuses.put(image, candidate.path("status").asText());
        }
      }
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return statuses;
  }

  private static int decided(Map<String, String> statuses, String status) {
    return (int) statuses.values().stream().filter(status::equals).count();
  }

  private List<Map<String, Object>> wishes(Map<String, String> statuses) {
    List<Map<String, Object>> wishes = new ArrayList<>();
    statuses.forEach(
        (image, status) -> {
          DrawnTruth.Candidate drawn = truth.byImage().get(image);
          if (status.equals("OPEN") && drawn != null) {
            wishes.add(
                Map.of(
                    "image",
                    image,
                    "verdict",
                    drawn.labels().isEmpty() ? "APPROVED" : "PRUNED",
                    "reason",
                    "drawn so",
                    "classesSeen",
                    drawn.labels()));
          }
        });
    return wishes;
  }

  private void decide(List<Map<String, Object>> wishes, ProgressPrinter progress) {
    for (int from = 0; from < wishes.size(); from += PAGE) {
      List<Map<String, Object>> some = wishes.subList(from, Math.min(from + PAGE, wishes.size()));
      JsonNode answer =
          curation.post("/api/decisions", Map.of("reviewer", NAME, "decisions", some));
      for (JsonNode result : answer.path("results")) {
        if (result.path("result").asText().equals("REJECTED")) {
          throw new CommandFailedException(
              "curation rejects the decision on "
                  + result.path("image").asText()
                  + ": "
                  + result.at("/problem/detail").asText());
        }
      }
      progress.show("reviewing", from + (long) some.size(), wishes.size(), "images");
    }
  }
}
