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
 * Edges, random walk, and the mask when its threshold is known; else the choice of the threshold
 * writes the masks when all maps are walked.
 */
public final class MaskStage implements StageProcessor {
  private final StageContext bench;

  public MaskStage(StageContext bench) {
    this.bench = bench;
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageInput job, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    String run = job.request().refinement();
    String sha = image.artifact().sha256();
    RefinementParameters parameters = job.request().parameters();
    RgbImage pixels = bench.fetch().of(image);
    ActivationMaps cams =
        ActivationMaps.fromNpz(bench.outputs().get(run, RefinementStage.CAM, sha, OutputNames.CAM));
    ImagePlanes edge =
        bench
            .networks()
            .withRelations(
                job.request().model(),
                job.relations(),
                network -> new IrnInference(network, parameters.irn().crop()).edge(pixels));
    byte[] kept =
        new PseudoMasks(parameters.walk())
            .walk(cams.keys(), cams.strided(), edge, pixels.height(), pixels.width())
            .toBytes();

    StageOutputs.Place place =
        new StageOutputs.Place(bench.outputs(), run, RefinementStage.MASK, sha);
    Map<String, ArtifactRef> made = new TreeMap<>();
    made.put(
        OutputNames.PROBABILITIES,
        place.put(OutputNames.PROBABILITIES, kept, "application/octet-stream"));
    Double threshold = parameters.backgroundThreshold();
    if (threshold != null) {
      // Out of what is kept, so that the same threshold gives the same mask later on.
      WalkedMaps walked = WalkedMaps.fromBytes(kept);
      byte[] mask = LabelMaps.encode(FullSize.of(walked.mask(threshold), image));
      made.put(OutputNames.MASK, place.put(OutputNames.MASK, mask, "image/png"));
    }
    return made;
  }
}
