package io.wood.ranker.rank;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageSize;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.util.Objects;

/**
 * Fetches and decodes candidates, for Kafka and for uploads alike. Memory is bounded in bytes,
 * whatever the number of cores and callers: by one budget for files and one for pixels. A caller
 * that holds pixels waits for nothing else, so the two cannot block each other.
 */
public final class CandidateDecoder {
  private static final int MEGABYTE = 1_000_000;

  private final ArtifactStore store;
  private final RankingSettings settings;
  private final ByteBudget files;
  private final ByteBudget pixels;
  private final long memoryLimit;

  /**
   * A decoder whose budgets are shared by all its callers.
   *
   * @param memory bytes of the heap that files and pixels may take, a third and two thirds of it;
   *     an image that needs more is decoded alone, up to one and a half times of all
   */
  public CandidateDecoder(ArtifactStore store, RankingSettings settings, long memory) {
    this.store = Objects.requireNonNull(store, "store");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.files = new ByteBudget(memory / 3);
    this.pixels = new ByteBudget(memory / 3 * 2);
    this.memoryLimit = memory / 2 * 3;
  }

  /** Fetches a file, verifies its hash, and decodes it. */
  DecodedCandidate fetch(ArtifactRef ref) throws UnusableImageException, InterruptedException {
    if (ref.size() > settings.limits().maxBytes()) {
      throw new UnusableImageException(
          "the file has %d bytes; at most %d are accepted"
              .formatted(ref.size(), settings.limits().maxBytes()));
    }
    try (ByteBudget.Share file = reserveFile(ref.size())) {
      return decode(store.get(ref));
    }
  }

  /** Waits until memory is free for a file that a caller is about to read. */
  public ByteBudget.Share reserveFile(long bytes) throws InterruptedException {
    return files.take(bytes);
  }

  /** Decodes a file whose dimensions are within the limits; waits until memory is free for it. */
  public DecodedCandidate decode(byte[] file) throws UnusableImageException, InterruptedException {
    ImageSize size = ImageDecoder.size(file, settings.limits());
    long memory = ImageDecoder.memory(file, settings.limits(), settings.scoredSide());
    if (memory > memoryLimit) {
      throw new UnusableImageException(
          "decoding it takes %d MB; at most %d are free for it: give the ranker more memory, or save the image smaller"
              .formatted(memory / MEGABYTE, memoryLimit / MEGABYTE));
    }
    try (ByteBudget.Share share = pixels.take(memory)) {
      RgbImage image = ImageDecoder.decodeFor(file, settings.limits(), settings.scoredSide());
      boolean large = Math.max(image.width(), image.height()) > settings.scoredSide();
      return new DecodedCandidate(
          size.width(),
          size.height(),
          large ? BicubicResize.toLongSide(image, settings.scoredSide()) : image);
    }
  }
}
