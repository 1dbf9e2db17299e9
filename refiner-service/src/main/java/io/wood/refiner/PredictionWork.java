package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.RefinementStage;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.segmentation.SegmentationInference;
import java.util.Map;

/** What the segmentation network sees in an image, whatever its labels say. */
final class PredictionWork implements ImageWork {
  private final Workbench bench;

  PredictionWork(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageJob job, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    RgbImage pixels = bench.fetch().of(image);
    int crf = PredictImage.crfIterations(job.request().parameters());
    LabelMap prediction =
        bench
            .networks()
            .withSegmentation(
                job.request(),
                job.segmentation(),
                network ->
                    new SegmentationInference(network, SegmentationInference.SCALES, crf)
                        .predict(pixels));
    StageOutputs.Place place =
        new StageOutputs.Place(
            bench.outputs(),
            job.request().refinement(),
            RefinementStage.PREDICTION,
            image.artifact().sha256());
    byte[] mask = LabelMaps.encode(FullSize.of(prediction, image));
    return Map.of(OutputNames.PREDICTION, place.put(OutputNames.PREDICTION, mask, "image/png"));
  }
}
