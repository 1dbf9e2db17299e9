package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ModelRef;
import java.time.Instant;

/**
 * A candidate is dismissed: its score is below the threshold, or its file is unusable.
 *
 * @param image SHA-256 of the image file
 * @param reason why
 * @param detail explanation for people: the score, or what is wrong with the file
 * @param name the publisher's name for it
 * @param source who published it
 * @param predictedClass the best class, null when the image could not be scored
 * @param score its probability, null as well
 * @param model the classifier that scored, null as well
 * @param dismissedAt when
 */
public record CandidateDismissed(
    String image,
    Reason reason,
    String detail,
    String name,
    String source,
    String predictedClass,
    Double score,
    ModelRef model,
    Instant dismissedAt)
    implements Event {

  /** Why a candidate is dismissed. */
  public enum Reason {
    BELOW_THRESHOLD,
    UNUSABLE
  }

  public CandidateDismissed {
    ContractChecks.sha256(image, "image");
    ContractChecks.required(reason, "reason");
    detail = EventLimits.cut(ContractChecks.text(detail, "detail"));
    name = name == null ? "" : ContractChecks.atMost(name, EventLimits.TEXT, "name");
    ContractChecks.text(source, EventLimits.NAME, "source");
    ContractChecks.required(dismissedAt, "dismissedAt");
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return id(image, model == null ? null : model.weights().sha256());
  }

  /**
   * The id of the dismissal of an image.
   *
   * @param weights hash of the classifier's weights; null when no classifier saw the image
   */
  public static String id(String image, String weights) {
    return "dismissed:" + image + ":" + (weights == null ? "unusable" : weights);
  }
}
