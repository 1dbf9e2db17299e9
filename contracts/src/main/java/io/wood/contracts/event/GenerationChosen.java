package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import java.time.Instant;

/**
 * The generation that the review queue shows is chosen: the results of one classifier, or the
 * newest result of each image. The latest choice counts.
 *
 * @param generation SHA-256 of the classifier's weights; null for the newest result of each image
 * @param chosenBy who
 * @param chosenAt when
 */
public record GenerationChosen(String generation, String chosenBy, Instant chosenAt)
    implements Event {
  public GenerationChosen {
    if (generation != null) {
      ContractChecks.sha256(generation, "generation");
    }
    ContractChecks.text(chosenBy, EventLimits.NAME, "chosenBy");
    ContractChecks.required(chosenAt, "chosenAt");
  }

  /** All choices have one key, and so one order. */
  @Override
  public String key() {
    return "generation";
  }

  @Override
  public String eventId() {
    return "generation:" + chosenAt + ":" + (generation == null ? "newest" : generation);
  }
}
