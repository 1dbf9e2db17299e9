package io.wood.ranker;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.CandidateDismissed;
import io.wood.contracts.CandidateDismissed.Reason;
import io.wood.contracts.CandidatePublished;
import io.wood.contracts.CandidateRanked;
import io.wood.contracts.Event;
import io.wood.contracts.ObjectKeys;
import io.wood.kit.TransientFailure;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.util.Locale;

/** Fetches a candidate, scores it and keeps the overlay of what is a hard OoD. */
final class RankCandidate implements Ranking {
  private static final double OVERLAY_QUALITY = .85;

  private final ArtifactStore store;
  private final CandidateDecoder decoder;
  private final BatchScorer scorer;
  private final Settings settings;
  private final Clock clock;

  RankCandidate(
      ArtifactStore store,
      CandidateDecoder decoder,
      BatchScorer scorer,
      Settings settings,
      Clock clock) {
    this.store = store;
    this.decoder = decoder;
    this.scorer = scorer;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Event rank(CandidatePublished candidate) {
    try {
      DecodedCandidate decoded = decoder.fetch(candidate.artifact());
      Verdict verdict = scorer.score(decoded.image());
      return verdict.scored().score() < settings.threshold()
          ? belowThreshold(candidate, verdict)
          : ranked(candidate, decoded, verdict);
    } catch (UnusableImageException e) {
      return unusable(candidate, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted while scoring " + candidate.image(), e);
    }
  }

  private CandidateRanked ranked(
      CandidatePublished candidate, DecodedCandidate decoded, Verdict verdict) {
    return new CandidateRanked(
        candidate.image(),
        candidate.artifact(),
        candidate.name(),
        candidate.source(),
        decoded.width(),
        decoded.height(),
        verdict.predictedClass(),
        verdict.scored().score(),
        verdict.scores(),
        verdict.model(),
        storeOverlay(candidate, verdict),
        verdict.scored().embedding(),
        clock.instant());
  }

  private ArtifactRef storeOverlay(CandidatePublished candidate, Verdict verdict) {
    RgbImage overlay = verdict.scored().overlay().get();
    return store.put(
        Buckets.CANDIDATES,
        ObjectKeys.overlay(verdict.model().weights().sha256(), candidate.image()),
        ImageEncoder.jpeg(overlay, OVERLAY_QUALITY),
        "image/jpeg");
  }

  private CandidateDismissed belowThreshold(CandidatePublished candidate, Verdict verdict) {
    String detail =
        String.format(
            Locale.ROOT,
            "highest probability %.3f (%s) is below %.3f",
            verdict.scored().score(),
            verdict.predictedClass(),
            settings.threshold());
    return new CandidateDismissed(
        candidate.image(),
        Reason.BELOW_THRESHOLD,
        detail,
        candidate.name(),
        candidate.source(),
        verdict.predictedClass(),
        verdict.scored().score(),
        verdict.model(),
        clock.instant());
  }

  private CandidateDismissed unusable(CandidatePublished candidate, String reason) {
    return new CandidateDismissed(
        candidate.image(),
        Reason.UNUSABLE,
        reason,
        candidate.name(),
        candidate.source(),
        null,
        null,
        null,
        clock.instant());
  }
}
