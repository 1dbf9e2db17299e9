package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.segmentation.SegmentationInference;
import java.util.Map;

/** What the segmentation network sees in an image, whatever its labels say. */
public final class PredictionStage implements StageProcessor {
  private final StageContext bench;

  public PredictionStage(StageContext bench) {
    this.bench = bench;
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageInput job, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    RgbImage pixels = bench.fetch().of(image);
    int crf = crfIterations(job.request().parameters());
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

  /** As many as the labels for IRN take, or none. */
  public static int crfIterations(RefinementParameters parameters) {
    return parameters.segmentation().crf() ? parameters.irnLabels().crfIterations() : 0;
  }
}
