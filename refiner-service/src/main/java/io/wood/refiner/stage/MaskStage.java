package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.irn.IrnInference;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.PseudoMasks;
import io.wood.method.walk.WalkedMaps;
import java.util.Map;
import java.util.Optional;

/**
 * Computes edges and random walk, or copies the walked maps that another refinement computed from
 * the same content; and the mask if its threshold is fixed. Otherwise the masks are written after
 * the threshold is chosen from all walked maps.
 */
public final class MaskStage implements StageProcessor {
  /** Raise it when the same content gives other bytes. */
  private static final int VERSION = 1;

  /** The same, of maps that are refined by the image's colours. */
  private static final int ADAPTED_VERSION = 2;

  private final StageContext context;

  public MaskStage(StageContext context) {
    this.context = context;
  }

  /**
   * What determines the walked maps.
   *
   * @param maps SHA-256 of the CAM file
   * @param relations SHA-256 of the IRN heads
   * @param trunk SHA-256 of the weights below them
   * @param scale of the processed image
   */
  private record WalkContent(
      int walkVersion,
      String maps,
      String relations,
      String trunk,
      NetworkSpec network,
      int crop,
      RefinementParameters.Walk walk,
      String image,
      int width,
      int height,
      double scale) {}

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    StageOutputs.Place place =
        new StageOutputs.Place(
            context.outputs(),
            input.request().refinement(),
            RefinementStage.MASK,
            image.artifact().sha256());
    ArtifactRef cams =
        context
            .outputs()
            .reference(place.refinement(), RefinementStage.CAM, place.image(), OutputNames.CAM);
    WalkContent content = content(input, image, cams.sha256());
    Optional<StageResult> equal = place.copyEqual(input, content);
    StageResult walked =
        equal.isPresent() ? equal.get() : place.share(content, walked(place, input, image, cams));
    Double threshold = input.request().parameters().backgroundThreshold();
    if (threshold == null) {
      return walked;
    }
    // From the stored bytes, so that the same threshold gives the same mask later.
    LabelMap mask = WalkedMaps.fromBytes(place.get(OutputNames.PROBABILITIES)).mask(threshold);
    byte[] png = LabelMaps.encode(FullSize.of(mask, image));
    return walked.and(
        StageResult.computed(
            Map.of(OutputNames.MASK, place.put(OutputNames.MASK, png, "image/png"))));
  }

  @Override
  public void probe(StageInput input) {
    RefinementParameters parameters = input.request().parameters();
    context
        .networks()
        .withRelations(
            input, network -> IrnInference.of(network, parameters).edge(StageContext.blankImage()));
  }

  private WalkContent content(StageInput input, DatasetManifest.Image image, String cams) {
    RefinementParameters parameters = input.request().parameters();
    ModelRef model = input.request().model();
    ArtifactRef trunk = input.trunk() == null ? model.weights() : input.trunk();
    return new WalkContent(
        parameters.walk().adapted() ? ADAPTED_VERSION : VERSION,
        cams,
        input.relations().sha256(),
        trunk.sha256(),
        model.network(),
        parameters.irn().crop(),
        parameters.walk(),
        image.artifact().sha256(),
        image.width(),
        image.height(),
        context.fetch().scale(image, StageMemory.masks(image)));
  }

  private StageResult walked(
      StageOutputs.Place place, StageInput input, DatasetManifest.Image image, ArtifactRef stored)
      throws UnusableImageException {
    ActivationMaps cams = ActivationMaps.fromNpz(context.outputs().get(stored));
    RefinementParameters parameters = input.request().parameters();
    RgbImage pixels = context.fetch().of(image, StageMemory.masks(image));
    ImagePlanes edge =
        context
            .networks()
            .withRelations(input, network -> IrnInference.of(network, parameters).edge(pixels));
    byte[] walked =
        new PseudoMasks(parameters.walk())
            .walk(cams.keys(), cams.strided(), edge, pixels)
            .toBytes();
    return StageResult.computed(
        Map.of(
            OutputNames.PROBABILITIES,
            place.put(OutputNames.PROBABILITIES, walked, "application/octet-stream")));
  }
}
