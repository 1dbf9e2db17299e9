package io.wood.refiner.request;

import io.wood.contracts.event.RefinementRequested;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.method.segmentation.SegmentationInference;
import io.wood.method.tensor.EngineThreads;
import io.wood.refiner.stage.FetchImage;
import io.wood.refiner.stage.FullSize;
import io.wood.refiner.stage.PredictionStage;
import io.wood.refiner.stage.StageNetworks;
import io.wood.store.ArtifactStore;
import java.util.concurrent.Semaphore;

/** What a refinement's segmentation network sees in an image that nobody has seen before. */
public final class PredictImage {
  private final ArtifactStore store;
  private final FetchImage decode;
  private final StageNetworks networks;

  /** One at a time: people who try an image leave the cores to the refinements. */
  private final Semaphore turn = new Semaphore(1, true);

  public PredictImage(ArtifactStore store, FetchImage decode, StageNetworks networks) {
    this.store = store;
    this.decode = decode;
    this.networks = networks;
  }

  /**
   * A mask of the image's own size as a palette PNG: 0 for background, class index + 1.
   *
   * @throws IllegalArgumentException when the file is no usable image, or there is no network
   */
  public byte[] of(RefinementRequested request, byte[] file) {
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
                          PredictionStage.crfIterations(request.parameters()))
                      .predict(image.pixels()));
      return LabelMaps.encode(FullSize.of(mask, image.width(), image.height()));
    } catch (UnusableImageException e) {
      throw new IllegalArgumentException("the image cannot be used: " + e.getMessage(), e);
    } finally {
      turn.release();
    }
  }
}
