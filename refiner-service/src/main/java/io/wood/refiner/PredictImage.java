package io.wood.refiner;

import io.wood.contracts.RefinementParameters;
import io.wood.contracts.RefinementRequested;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.method.segmentation.SegmentationInference;
import io.wood.method.tensor.EngineThreads;
import io.wood.store.ArtifactStore;
import java.util.concurrent.Semaphore;

/** What a refinement's segmentation network sees in an image that nobody has seen before. */
final class PredictImage {
  private final ArtifactStore store;
  private final FetchImage decode;
  private final Networks networks;

  /** One at a time: people who try an image leave the cores to the refinements. */
  private final Semaphore turn = new Semaphore(1, true);

  PredictImage(ArtifactStore store, FetchImage decode, Networks networks) {
    this.store = store;
    this.decode = decode;
    this.networks = networks;
  }

  /**
   * A mask of the image's own size as a palette PNG: 0 for background, class index + 1.
   *
   * @throws IllegalArgumentException when the file is no usable image, or there is no network
   */
  byte[] of(RefinementRequested request, byte[] file) {
    var weights = SegmentationWeights.of(store, request);
    turn.acquireUninterruptibly();
    try (EngineThreads all = EngineThreads.all()) {
      FetchImage.Decoded image = decode.of(file, "an image that was sent");
      LabelMap mask =
          networks.withSegmentation(
              request,
              weights,
              network ->
                  new SegmentationInference(
                          network,
                          SegmentationInference.SCALES,
                          crfIterations(request.parameters()))
                      .predict(image.pixels()));
      return LabelMaps.encode(FullSize.of(mask, image.width(), image.height()));
    } catch (UnusableImageException e) {
      throw new IllegalArgumentException("the image cannot be used: " + e.getMessage(), e);
    } finally {
      turn.release();
    }
  }

  /** As many as the labels for IRN take, or none. */
  static int crfIterations(RefinementParameters parameters) {
    return parameters.segmentation().crf() ? parameters.irnLabels().crfIterations() : 0;
  }
}
