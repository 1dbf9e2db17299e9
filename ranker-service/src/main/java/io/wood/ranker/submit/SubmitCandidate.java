package io.wood.ranker.submit;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.UnusableImageException;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.ranker.rank.MediaTypes;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.time.Clock;
import java.util.Objects;

/** Takes candidates over HTTP: checks the file, stores it, then tells of it. */
public final class SubmitCandidate {
  private static final String DEFAULT_SOURCE = "upload";
  private static final int LONGEST_NAME = 200;

  private final ArtifactStore store;
  private final CandidateDecoder decoder;
  private final EventPublisher publisher;
  private final UploadTerms terms;
  private final Clock clock;

  public SubmitCandidate(
      ArtifactStore store,
      CandidateDecoder decoder,
      EventPublisher publisher,
      UploadTerms terms,
      Clock clock) {
    this.store = store;
    this.decoder = decoder;
    this.publisher = publisher;
    this.terms = terms;
    this.clock = clock;
  }

  /**
   * Takes a file. An image that is known is told of again, under the same event id: its first
   * telling may have been cut off.
   */
  public SubmitResult offer(byte[] file, String name, String source) throws UnusableImageException {
    requireUsable(file);
    String image = Hashes.sha256(file);
    String key = ObjectKeys.image(image);
    boolean known = store.stat(Buckets.CANDIDATES, key).isPresent();
    ArtifactRef artifact = store.put(Buckets.CANDIDATES, key, file, MediaTypes.of(file));
    String title = title(name);
    publisher.publish(
        new CandidatePublished(image, artifact, title, source(source), clock.instant()));
    return new SubmitResult(image, title, known);
  }

  private void requireUsable(byte[] file) throws UnusableImageException {
    try {
      Objects.requireNonNull(decoder.decode(file), "decoded");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted while decoding an upload", e);
    }
  }

  /** Gives a link to upload a large file by. */
  public UploadLink announce(UploadRequest announcement) {
    refuseTooLarge(announcement.size());
    return new UploadLink(
        store.presignPut(Buckets.CANDIDATES, stagingKey(announcement.sha256()), terms.validity()),
        clock.instant().plus(terms.validity()),
        "/api/candidates/uploads/" + announcement.sha256());
  }

  /** Takes the file that was uploaded by a link. */
  public SubmitResult confirm(UploadRequest announcement) throws UnusableImageException {
    refuseTooLarge(announcement.size());
    String staging = stagingKey(announcement.sha256());
    ArtifactRef uploaded =
        new ArtifactRef(
            Buckets.CANDIDATES,
            staging,
            announcement.sha256(),
            announcement.size(),
            "application/octet-stream");
    SubmitResult offered = offer(store.get(uploaded), announcement.name(), announcement.source());
    store.delete(Buckets.CANDIDATES, staging);
    return offered;
  }

  /** Whoever holds the link can write anything there, so it is not the image's own place. */
  private static String stagingKey(String sha256) {
    return "uploads/" + sha256;
  }

  private void refuseTooLarge(long size) {
    if (size > terms.maxBytes()) {
      throw new TooLargeException(
          "the file has %d bytes; at most %d are accepted".formatted(size, terms.maxBytes()));
    }
  }

  private static String source(String source) {
    return source == null || source.isBlank() ? DEFAULT_SOURCE : source.strip();
  }

  /** File names of other systems may hold folders and control characters. */
  private static String title(String name) {
    String plain = name == null ? "" : name.replaceAll("\\p{Cntrl}", "").strip();
    String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
    return last.length() > LONGEST_NAME ? last.substring(0, LONGEST_NAME) : last;
  }
}
