package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.AdversarialCam;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.image.HeatOverlay;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.irn.IrnLabels;
import io.wood.method.irn.SeedMasks;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes the class activation maps of an image's labels, an overlay, and the label for IRN. */
public final class CamStage implements StageProcessor {
  private static final double QUALITY = .88;

  private final StageContext context;

  public CamStage(StageContext context) {
    this.context = context;
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    RgbImage pixels = context.fetch().of(image);
    List<Integer> labels =
        image.labels().stream().map(dataset.classes()::indexOf).sorted().toList();
    RefinementParameters parameters = input.request().parameters();
    ActivationMaps cams =
        context
            .networks()
            .withClassifier(
                input.request().model(),
                network -> cams(network, parameters.cam(), pixels, labels));

    StageOutputs.Place place =
        new StageOutputs.Place(
            context.outputs(),
            input.request().refinement(),
            RefinementStage.CAM,
            image.artifact().sha256());
    Map<String, ArtifactRef> outputs = new TreeMap<>();
    outputs.put(
        OutputNames.CAM, place.put(OutputNames.CAM, cams.toNpz(), "application/octet-stream"));
    outputs.put(
        OutputNames.OVERLAY, place.put(OutputNames.OVERLAY, overlay(pixels, cams), "image/jpeg"));
    // Other images with ground truth get a label too: the report says how many labels are right.
    if (image.split() == DatasetManifest.Split.TRAIN || image.truth() != null) {
      SeedMasks seeds =
          new SeedMasks(pixels, cams.keys(), cams.highResolution(), parameters.irnLabels());
      LabelMap label =
          new IrnLabels(parameters.irnLabels(), parameters.cam().adversarial()).label(seeds);
      outputs.put(OutputNames.IRN_LABEL, png(place, OutputNames.IRN_LABEL, label));
      if (image.truth() != null) {
        double threshold = parameters.cam().seedThreshold();
        outputs.put(
            OutputNames.CLEANED_SEED,
            png(place, OutputNames.CLEANED_SEED, FullSize.of(seeds.cleaned(threshold), image)));
        outputs.put(
            OutputNames.ADAPTED_SEED,
            png(place, OutputNames.ADAPTED_SEED, FullSize.of(seeds.adapted(threshold), image)));
      }
    }
    return outputs;
  }

  private static ArtifactRef png(StageOutputs.Place place, String name, LabelMap labels) {
    return place.put(name, LabelMaps.encode(labels), "image/png");
  }

  private static ActivationMaps cams(
      Classifier network,
      RefinementParameters.Cam parameters,
      RgbImage image,
      List<Integer> labels) {
    return parameters.adversarial()
        ? new AdversarialCam(network, parameters).of(image, labels)
        : new MultiScaleCam(network, parameters).of(image, labels);
  }

  /** Draws the strongest map over the image. */
  private static byte[] overlay(RgbImage image, ActivationMaps cams) {
    ImagePlanes maps = cams.highResolution();
    float[] strongest = new float[image.width() * image.height()];
    for (int i = 0; i < maps.values().length; i++) {
      int pixel = i % strongest.length;
      strongest[pixel] = Math.max(strongest[pixel], maps.values()[i]);
    }
    RgbImage picture = HeatOverlay.over(image, strongest, image.width(), image.height());
    return ImageEncoder.jpeg(picture, QUALITY);
  }
}
