package io.wood.ranker.rank;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.ranker.model.Prediction;
import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.util.Locale;

/** Fetches a candidate, scores it, and stores the overlay of a hard OoD. */
public final class RankCandidate implements CandidateRanker {
  private static final double OVERLAY_QUALITY = .85;

  private final ArtifactStore store;
  private final CandidateDecoder decoder;
  private final BatchScorer scorer;
  private final RankingSettings settings;
  private final Clock clock;

  public RankCandidate(
      ArtifactStore store,
      CandidateDecoder decoder,
      BatchScorer scorer,
      RankingSettings settings,
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
      Prediction prediction = scorer.score(decoded.image());
      return prediction.score() < settings.threshold()
          ? belowThreshold(candidate, prediction)
          : ranked(candidate, decoded, prediction);
    } catch (UnusableImageException e) {
      return unusable(candidate, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("interrupted while scoring " + candidate.image(), e);
    }
  }

  private CandidateRanked ranked(
      CandidatePublished candidate, DecodedCandidate decoded, Prediction prediction) {
    return new CandidateRanked(
        candidate.image(),
        candidate.artifact(),
        candidate.name(),
        candidate.source(),
        decoded.width(),
        decoded.height(),
        prediction.predictedClass(),
        prediction.score(),
        prediction.scores(),
        prediction.model(),
        storeOverlay(candidate, prediction),
        prediction.embedding(),
        clock.instant());
  }

  private ArtifactRef storeOverlay(CandidatePublished candidate, Prediction prediction) {
    RgbImage overlay = prediction.overlay().get();
    return store.put(
        Buckets.CANDIDATES,
        ObjectKeys.overlay(prediction.model().weights().sha256(), candidate.image()),
        ImageEncoder.jpeg(overlay, OVERLAY_QUALITY),
        "image/jpeg");
  }

  private CandidateDismissed belowThreshold(CandidatePublished candidate, Prediction prediction) {
    String detail =
        String.format(
            Locale.ROOT,
            "highest probability %.3f (%s) is below %.3f",
            prediction.score(),
            prediction.predictedClass(),
            settings.threshold());
    return new CandidateDismissed(
        candidate.image(),
        Reason.BELOW_THRESHOLD,
        detail,
        candidate.name(),
        candidate.source(),
        prediction.predictedClass(),
        prediction.score(),
        prediction.model(),
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
