package io.wood.ranker.rank;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.util.concurrent.Semaphore;

/**
 * Fetches and decodes candidates, at most one per processor at a time. This bounds memory to that
 * number of images of the maximum size.
 */
public final class CandidateDecoder {
  private final ArtifactStore store;
  private final RankingSettings settings;
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  public CandidateDecoder(ArtifactStore store, RankingSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /** Fetches a file, verifies its hash, and decodes it. */
  DecodedCandidate fetch(ArtifactRef ref) throws UnusableImageException, InterruptedException {
    if (ref.size() > settings.limits().maxBytes()) {
      throw new UnusableImageException(
          "the file has %d bytes; at most %d are accepted"
              .formatted(ref.size(), settings.limits().maxBytes()));
    }
    permits.acquire();
    try {
      return decode(store.get(ref));
    } finally {
      permits.release();
    }
  }

  /** Decodes a file if it is within the limits, and scales it to the scored size. */
  public DecodedCandidate decode(byte[] file) throws UnusableImageException {
    RgbImage image = ImageDecoder.decode(file, settings.limits());
    boolean large = Math.max(image.width(), image.height()) > settings.scoredSide();
    return new DecodedCandidate(
        image.width(),
        image.height(),
        large ? BicubicResize.toLongSide(image, settings.scoredSide()) : image);
  }
}
