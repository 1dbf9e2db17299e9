package io.wood.ranker.submit;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.api.ranker.SubmitResult;
import io.wood.contracts.api.ranker.UploadLink;
import io.wood.contracts.api.ranker.UploadRequest;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.UnusableImageException;
import io.wood.ranker.rank.ByteBudget;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.time.Clock;
import java.util.Objects;

/** Accepts a candidate over HTTP: validates it, stores it and publishes the event. */
public final class SubmitCandidate {
  private static final String DEFAULT_SOURCE = "upload";
  private static final int MAX_NAME_LENGTH = 200;

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
   * Accepts a file. A known image is published again under the same event id, because its first
   * publication may have failed.
   */
  public SubmitResult submit(byte[] file, String name, String source)
      throws UnusableImageException {
    String publishedBy = source(source);
    requireUsable(file);
    String image = Hashes.sha256(file);
    String key = ObjectKeys.image(image);
    boolean known = store.stat(Buckets.CANDIDATES, key).isPresent();
    ArtifactRef artifact = store.put(Buckets.CANDIDATES, key, file, ImageFormat.mediaTypeOf(file));
    String title = title(name);
    publisher.publish(new CandidatePublished(image, artifact, title, publishedBy, clock.instant()));
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

  /** Returns a link to upload a file; the store takes exactly the announced number of bytes. */
  public UploadLink requestUpload(UploadRequest request) {
    refuse(request);
    return new UploadLink(
        store.presignPut(
            Buckets.CANDIDATES,
            StagedUploads.key(request.sha256()),
            request.size(),
            terms.validity()),
        clock.instant().plus(terms.validity()),
        "/api/candidates/uploads/" + request.sha256());
  }

  /** Accepts a file that was uploaded by a link. */
  public SubmitResult confirmUpload(UploadRequest request) throws UnusableImageException {
    refuse(request);
    String staging = StagedUploads.key(request.sha256());
    ArtifactRef uploaded =
        new ArtifactRef(
            Buckets.CANDIDATES,
            staging,
            request.sha256(),
            request.size(),
            "application/octet-stream");
    SubmitResult submitted = submit(uploaded, request);
    store.delete(Buckets.CANDIDATES, staging);
    return submitted;
  }

  private SubmitResult submit(ArtifactRef uploaded, UploadRequest request)
      throws UnusableImageException {
    try (ByteBudget.Share file = decoder.reserveFile(uploaded.size())) {
      return submit(store.get(uploaded), request.name(), request.source());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted while waiting for memory", e);
    }
  }

  /** Refuses before anything is stored what cannot become a candidate. */
  private void refuse(UploadRequest request) {
    requireSource(request.source());
    long size = request.size();
    if (size > terms.maxBytes()) {
      throw new TooLargeException(
          "the file has %d bytes; at most %d are accepted".formatted(size, terms.maxBytes()));
    }
  }

  private static String source(String source) {
    requireSource(source);
    return source == null || source.isBlank() ? DEFAULT_SOURCE : source.strip();
  }

  private static void requireSource(String source) {
    ContractChecks.atMost(source, CandidatePublished.MAX_SOURCE_LENGTH, "source");
  }

  /** Removes folders and control characters from a file name. */
  private static String title(String name) {
    String plain = name == null ? "" : name.replaceAll("\\p{Cntrl}", "").strip();
    String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
    return last.length() > MAX_NAME_LENGTH ? last.substring(0, MAX_NAME_LENGTH) : last;
  }
}
