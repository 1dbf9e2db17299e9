package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import java.time.Instant;

/**
 * An unlabelled image is published for ranking.
 *
 * @param image SHA-256 of the image file
 * @param artifact the file, in the bucket {@code candidates} under a key that does not start with
 *     {@code uploads/}, {@code overlays/}, {@code rankings/} or {@code runs/}
 * @param name the publisher's name for it
 * @param source who published it
 * @param publishedAt when
 */
public record CandidatePublished(
    String image, ArtifactRef artifact, String name, String source, Instant publishedAt)
    implements Event {
  /** The longest name of a source, in characters. */
  public static final int MAX_SOURCE_LENGTH = EventLimits.NAME;

  public CandidatePublished {
    ContractChecks.sha256(image, "image");
    ContractChecks.required(artifact, "artifact").within("artifact", ArtifactPlace.CANDIDATE);
    if (!artifact.sha256().equals(image)) {
      throw new IllegalArgumentException(
          "artifact.sha256 must equal image " + image + ", not " + artifact.sha256());
    }
    name = name == null ? "" : ContractChecks.atMost(name, EventLimits.TEXT, "name");
    ContractChecks.text(source, EventLimits.NAME, "source");
    ContractChecks.required(publishedAt, "publishedAt");
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return "published:" + image + ":" + source;
  }
}
