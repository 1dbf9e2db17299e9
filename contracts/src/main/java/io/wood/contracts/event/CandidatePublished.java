package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactRef;
import java.time.Instant;

/**
 * An unlabelled image is published for ranking.
 *
 * @param image SHA-256 of the image file
 * @param artifact the file
 * @param name the publisher's name for it
 * @param source who published it
 * @param publishedAt when
 */
public record CandidatePublished(
    String image, ArtifactRef artifact, String name, String source, Instant publishedAt)
    implements Event {
  public CandidatePublished {
    ContractChecks.sha256(image, "image");
    ContractChecks.required(artifact, "artifact");
    if (!artifact.sha256().equals(image)) {
      throw new IllegalArgumentException(
          "artifact.sha256 must equal image " + image + ", not " + artifact.sha256());
    }
    name = name == null ? "" : name;
    ContractChecks.text(source, "source");
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
