package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import java.time.Instant;
import java.util.List;

/**
 * A person's decision on one candidate. Appended, never updated: an undo is another event.
 *
 * @param decision id of this decision, unique
 * @param image SHA-256 of the candidate
 * @param artifact the candidate's file, so that a trainer needs no other topic
 * @param verdict what was decided
 * @param reviewer who
 * @param decidedAt when
 * @param reason why, may be empty
 * @param classesSeen foreground classes that the reviewer saw, may be empty
 * @param predictedClass the model's prediction, as the reviewer saw it
 * @param score its probability, as the reviewer saw it
 * @param weights SHA-256 of that model's weights
 * @param replaces id of the decision that this one replaces, null for a first one
 * @param quorum how many people had to agree for an image to count when this was decided, see
 *     {@link CurationStanding}; 1 in events without it
 * @param source who published the candidate; empty in events without it
 */
public record CurationDecided(
    String decision,
    String image,
    ArtifactRef artifact,
    Verdict verdict,
    String reviewer,
    Instant decidedAt,
    String reason,
    List<String> classesSeen,
    String predictedClass,
    double score,
    String weights,
    String replaces,
    int quorum,
    String source)
    implements Event, ReviewerOpinion {

  /** Earliest time of a decision: views order by nanoseconds in 64 bits, all of them alike. */
  public static final Instant FIRST = Instant.parse("1700-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2262-01-01T00:00:00Z");

  /** What a person can decide. */
  public enum Verdict {
    /** Holds no foreground object: a hard OoD. */
    APPROVED,
    /** Holds a foreground object after all. */
    PRUNED,
    /** As if the replaced decision had not been made. */
    WITHDRAWN
  }

  public CurationDecided {
    ContractChecks.text(decision, EventLimits.NAME, "decision");
    ContractChecks.sha256(image, "image");
    ContractChecks.required(artifact, "artifact").within("artifact", ArtifactPlace.CANDIDATE);
    ContractChecks.required(verdict, "verdict");
    ContractChecks.text(reviewer, EventLimits.NAME, "reviewer");
    ContractChecks.required(decidedAt, "decidedAt");
    if (decidedAt.isBefore(FIRST) || decidedAt.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "decidedAt must be between %s and %s, not %s".formatted(FIRST, LAST, decidedAt));
    }
    reason = reason == null ? "" : ContractChecks.atMost(reason, EventLimits.TEXT, "reason");
    classesSeen = classesSeen == null ? List.of() : List.copyOf(classesSeen);
    ContractChecks.size(classesSeen, ModelRef.MAX_CLASSES, "classesSeen");
    classesSeen.forEach(seen -> ContractChecks.atMost(seen, EventLimits.NAME, "classesSeen"));
    ContractChecks.text(predictedClass, EventLimits.NAME, "predictedClass");
    ContractChecks.probability(score, "score");
    ContractChecks.sha256(weights, "weights");
    ContractChecks.atMost(replaces, EventLimits.NAME, "replaces");
    quorum = quorum == 0 ? 1 : quorum;
    ContractChecks.atLeast(quorum, 1, "quorum");
    source = source == null ? "" : ContractChecks.atMost(source, EventLimits.NAME, "source");
  }

  /** A decision that does not name the publisher of the candidate, as in older events. */
  public CurationDecided(
      String decision,
      String image,
      ArtifactRef artifact,
      Verdict verdict,
      String reviewer,
      Instant decidedAt,
      String reason,
      List<String> classesSeen,
      String predictedClass,
      double score,
      String weights,
      String replaces,
      int quorum) {
    this(
        decision,
        image,
        artifact,
        verdict,
        reviewer,
        decidedAt,
        reason,
        classesSeen,
        predictedClass,
        score,
        weights,
        replaces,
        quorum,
        "");
  }

  @Override
  public String id() {
    return decision;
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return decision;
  }
}
