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
import io.wood.refiner.stage.StageMemory;
import io.wood.refiner.stage.StageNetworks;
import io.wood.store.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** Predicts the mask of an uploaded image with a refinement's segmentation network. */
public final class PredictImage {
  private final ArtifactStore store;
  private final FetchImage fetchImage;
  private final StageNetworks networks;

  /** One prediction at a time, so that the cores stay free for refinements. */
  private final Semaphore permit = new Semaphore(1, true);

  public PredictImage(ArtifactStore store, FetchImage fetchImage, StageNetworks networks) {
    this.store = store;
    this.fetchImage = fetchImage;
    this.networks = networks;
  }

  /**
   * Reads the file when it is its turn, and returns a mask of the image's size as a palette PNG: 0
   * is background, else class index + 1.
   *
   * @throws IllegalArgumentException if the file is no usable image, or there is no network
   */
  public byte[] of(RefinementRequested request, InputStream file) throws IOException {
    var weights = SegmentationWeights.of(store, request);
    permit.acquireUninterruptibly();
    try (EngineThreads all = EngineThreads.all()) {
      FetchImage.Decoded image =
          fetchImage.of(file.readAllBytes(), StageMemory.prediction(request), "uploaded image");
      LabelMap mask =
          networks.withSegmentation(
              request,
              weights,
              network ->
                  new SegmentationInference(network, PredictionStage.settings(request.parameters()))
                      .predict(image.pixels()));
      return LabelMaps.encode(FullSize.of(mask, image.width(), image.height()));
    } catch (UnusableImageException e) {
      throw new IllegalArgumentException("the image cannot be used: " + e.getMessage(), e);
    } finally {
      permit.release();
    }
  }
}
