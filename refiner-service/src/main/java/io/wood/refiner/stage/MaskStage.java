package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.irn.IrnInference;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.PseudoMasks;
import io.wood.method.walk.WalkedMaps;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes edges, random walk, and the mask if its threshold is fixed; otherwise the masks are
 * written after the threshold is chosen from all walked maps.
 */
public final class MaskStage implements StageProcessor {
  private final StageContext context;

  public MaskStage(StageContext context) {
    this.context = context;
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    String run = input.request().refinement();
    String sha = image.artifact().sha256();
    RefinementParameters parameters = input.request().parameters();
    RgbImage pixels = context.fetch().of(image);
    ActivationMaps cams =
        ActivationMaps.fromNpz(
            context.outputs().get(run, RefinementStage.CAM, sha, OutputNames.CAM));
    ImagePlanes edge =
        context
            .networks()
            .withRelations(
                input, network -> new IrnInference(network, parameters.irn().crop()).edge(pixels));
    byte[] walkedBytes =
        new PseudoMasks(parameters.walk())
            .walk(cams.keys(), cams.strided(), edge, pixels.height(), pixels.width())
            .toBytes();

    StageOutputs.Place place =
        new StageOutputs.Place(context.outputs(), run, RefinementStage.MASK, sha);
    Map<String, ArtifactRef> outputs = new TreeMap<>();
    outputs.put(
        OutputNames.PROBABILITIES,
        place.put(OutputNames.PROBABILITIES, walkedBytes, "application/octet-stream"));
    Double threshold = parameters.backgroundThreshold();
    if (threshold != null) {
      // From the stored bytes, so that the same threshold gives the same mask later.
      WalkedMaps walked = WalkedMaps.fromBytes(walkedBytes);
      byte[] mask = LabelMaps.encode(FullSize.of(walked.mask(threshold), image));
      outputs.put(OutputNames.MASK, place.put(OutputNames.MASK, mask, "image/png"));
    }
    return outputs;
  }
}
