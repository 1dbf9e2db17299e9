package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.segmentation.SegmentationInference;
import java.util.Map;

/** Predicts an image's mask with the segmentation network, without using its labels. */
public final class PredictionStage implements StageProcessor {
  private final StageContext context;

  public PredictionStage(StageContext context) {
    this.context = context;
  }

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    LabelMap prediction =
        predict(input, context.fetch().of(image), crfIterations(input.request().parameters()));
    StageOutputs.Place place =
        new StageOutputs.Place(
            context.outputs(),
            input.request().refinement(),
            RefinementStage.PREDICTION,
            image.artifact().sha256());
    byte[] mask = LabelMaps.encode(FullSize.of(prediction, image));
    return StageResult.computed(
        Map.of(OutputNames.PREDICTION, place.put(OutputNames.PREDICTION, mask, "image/png")));
  }

  @Override
  public void probe(StageInput input) {
    predict(input, StageContext.blankImage(), 0);
  }

  private LabelMap predict(StageInput input, RgbImage pixels, int crf) {
    return context
        .networks()
        .withSegmentation(
            input.request(),
            input.segmentation(),
            network ->
                new SegmentationInference(network, SegmentationInference.SCALES, crf)
                    .predict(pixels));
  }

  /** The number of CRF iterations of the labels for IRN, or 0 without CRF. */
  public static int crfIterations(RefinementParameters parameters) {
    return parameters.segmentation().crf() ? parameters.irnLabels().crfIterations() : 0;
  }
}
