package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.segmentation.SegmentationInference;
import io.wood.method.segmentation.SegmentationInference.Masks;
import io.wood.method.segmentation.SegmentationInference.Settings;
import io.wood.refiner.stage.StageOutputs.Place;
import java.util.Map;
import java.util.function.Function;

/**
 * Predicts an image's mask with the segmentation network, without using its labels; in a dataset
 * with labels also the mask that follows them, which is empty for an image without a class.
 */
public final class PredictionStage implements StageProcessor {
  private final StageContext context;

  public PredictionStage(StageContext context) {
    this.context = context;
  }

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    RgbImage pixels = context.fetch().of(image, StageMemory.prediction(input.request()));
    Settings settings = settings(input.request().parameters());
    Place place =
        new Place(
            context.outputs(),
            input.request().refinement(),
            RefinementStage.PREDICTION,
            image.artifact().sha256());
    if (!dataset.hasLabels()) {
      LabelMap mask = predict(input, settings, network -> network.predict(pixels));
      return png(place, OutputNames.PREDICTION, FullSize.of(mask, image));
    }
    Masks masks =
        predict(input, settings, network -> network.masks(pixels, dataset.classIndices(image)));
    return png(place, OutputNames.PREDICTION, FullSize.of(masks.free(), image))
        .and(png(place, OutputNames.LABELLED_PREDICTION, FullSize.of(masks.labelled(), image)));
  }

  private static StageResult png(Place place, String name, LabelMap mask) {
    return StageResult.computed(Map.of(name, place.put(name, LabelMaps.encode(mask), "image/png")));
  }

  @Override
  public void probe(StageInput input) {
    Settings plain = new Settings(SegmentationInference.SCALES, 0, 1);
    predict(input, plain, network -> network.predict(StageContext.blankImage()));
  }

  private <R> R predict(
      StageInput input, Settings settings, Function<SegmentationInference, R> prediction) {
    return context
        .networks()
        .withSegmentation(
            input.request(),
            input.segmentation(),
            network -> prediction.apply(new SegmentationInference(network, settings)));
  }

  /** How a refinement predicts; a CRF has as many iterations as that of the labels for IRN. */
  public static Settings settings(RefinementParameters parameters) {
    SegmentationParameters segmentation = parameters.segmentation();
    return new Settings(
        SegmentationInference.SCALES,
        segmentation.crf() ? parameters.irnLabels().crfIterations() : 0,
        segmentation.foregroundOdds());
  }
}
