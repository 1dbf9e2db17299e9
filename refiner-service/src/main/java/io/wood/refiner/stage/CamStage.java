package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.contracts.parameter.NetworkSpec;
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
import java.util.Optional;
import java.util.TreeMap;

/**
 * Computes the class activation maps of an image's labels, an overlay, and the label for IRN; or
 * copies what another refinement computed from the same content.
 */
public final class CamStage implements StageProcessor {
  private static final double QUALITY = .88;

  /** Raise it when the same content gives other maps or another overlay. */
  private static final int MAPS_VERSION = 1;

  /** Raise it when the same content gives other labels or seeds. */
  private static final int LABEL_VERSION = 2;

  private final StageContext context;

  public CamStage(StageContext context) {
    this.context = context;
  }

  /**
   * What determines the maps and the overlay.
   *
   * @param scale of the processed image
   */
  private record MapsContent(
      int camVersion,
      String weights,
      NetworkSpec network,
      List<Double> scales,
      int adversarialIterations,
      CamGeometry geometry,
      String image,
      int width,
      int height,
      double scale,
      List<Integer> labels) {}

  /**
   * What determines the labels; the maps, of any network, say the rest.
   *
   * @param seedThreshold null for an image without ground truth, which gets no seeds
   */
  private record LabelContent(
      int labelVersion,
      String maps,
      String image,
      RefinementParameters.IrnLabels labels,
      boolean adversarial,
      Double seedThreshold) {}

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    StageOutputs.Place place =
        new StageOutputs.Place(
            context.outputs(),
            input.request().refinement(),
            RefinementStage.CAM,
            image.artifact().sha256());
    Work work = new Work(input.request(), place, image, dataset.classIndices(image));
    MapsContent mapsContent = mapsContent(input.request(), image, work.labels);
    Optional<StageResult> equal = place.copyEqual(input, mapsContent);
    StageResult maps =
        equal.isPresent() ? equal.get() : place.share(mapsContent, work.mapsAndOverlay());
    // Other images with ground truth get a label too: the report says how many labels are right.
    if (image.split() != DatasetManifest.Split.TRAIN && image.truth() == null) {
      return maps;
    }
    RefinementParameters parameters = input.request().parameters();
    LabelContent labelContent =
        new LabelContent(
            LABEL_VERSION,
            maps.outputs().get(OutputNames.CAM).sha256(),
            image.artifact().sha256(),
            parameters.irnLabels(),
            parameters.cam().adversarial(),
            image.truth() == null ? null : parameters.cam().seedThreshold());
    Optional<StageResult> equalLabels = place.copyEqual(input, labelContent);
    return maps.and(
        equalLabels.isPresent()
            ? equalLabels.get()
            : place.share(labelContent, work.labelAndSeeds()));
  }

  @Override
  public void probe(StageInput input) {
    RefinementParameters.Cam cam = input.request().parameters().cam();
    context
        .networks()
        .withClassifier(
            input.request().model(),
            network -> cams(network, cam, StageContext.blankImage(), List.of(0)));
  }

  /**
   * Plain CAMs have 0; without a step AdvCAM once lost scales below 1, and has a number of its own.
   */
  private static int iterations(RefinementParameters.Cam cam) {
    if (!cam.adversarial()) {
      return 0;
    }
    return cam.iterations() == 0 ? -1 : cam.iterations();
  }

  private MapsContent mapsContent(
      RefinementRequested request, DatasetManifest.Image image, List<Integer> labels) {
    RefinementParameters.Cam cam = request.parameters().cam();
    return new MapsContent(
        MAPS_VERSION,
        request.model().weights().sha256(),
        request.model().network(),
        cam.scales(),
        iterations(cam),
        cam.geometry(),
        image.artifact().sha256(),
        image.width(),
        image.height(),
        context.fetch().scale(image, StageMemory.masks(image)),
        labels);
  }

  /** Computes outputs of one image; reads the image and its maps once, and only if needed. */
  private final class Work {
    private final RefinementRequested request;
    private final StageOutputs.Place place;
    private final DatasetManifest.Image image;
    private final List<Integer> labels;
    private RgbImage pixels;
    private ActivationMaps maps;

    Work(
        RefinementRequested request,
        StageOutputs.Place place,
        DatasetManifest.Image image,
        List<Integer> labels) {
      this.request = request;
      this.place = place;
      this.image = image;
      this.labels = labels;
    }

    StageResult mapsAndOverlay() throws UnusableImageException {
      pixels = context.fetch().of(image, StageMemory.masks(image));
      maps =
          context
              .networks()
              .withClassifier(
                  request.model(),
                  network -> cams(network, request.parameters().cam(), pixels, labels));
      return StageResult.computed(
          Map.of(
              OutputNames.CAM,
              place.put(OutputNames.CAM, maps.toNpz(), "application/octet-stream"),
              OutputNames.OVERLAY,
              place.put(OutputNames.OVERLAY, overlay(pixels, maps), "image/jpeg")));
    }

    StageResult labelAndSeeds() throws UnusableImageException {
      if (maps == null) {
        pixels = context.fetch().of(image, StageMemory.masks(image));
        maps = ActivationMaps.fromNpz(place.get(OutputNames.CAM));
      }
      RefinementParameters parameters = request.parameters();
      SeedMasks seeds =
          new SeedMasks(pixels, maps.keys(), maps.highResolution(), parameters.irnLabels());
      LabelMap label =
          new IrnLabels(parameters.irnLabels(), parameters.cam().adversarial()).label(seeds);
      Map<String, ArtifactRef> outputs = new TreeMap<>();
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
      return StageResult.computed(outputs);
    }
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
    ImagePlanes strongest = cams.highResolution().strongest();
    RgbImage picture =
        HeatOverlay.over(image, strongest.values(), strongest.width(), strongest.height());
    return ImageEncoder.jpeg(picture, QUALITY);
  }
}
