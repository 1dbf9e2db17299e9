package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import java.util.List;

/**
 * Keys inside the {@linkplain Buckets buckets}. A key is a content hash, or derived from (run,
 * stage, input hash), so that doing the same work again overwrites the same bytes. No key is a
 * prefix of another, none ends in {@code /}.
 */
public final class ObjectKeys {
  /** Prefix of every {@linkplain #datasetName dataset name}, for listing them. */
  public static final String DATASET_NAMES = "names/";

  /** Prefix of every {@linkplain #sweep sweep}, for listing them. */
  public static final String SWEEPS = "sweeps/";

  /** Prefix of every {@linkplain #image image}. */
  public static final String IMAGES = "images/";

  /** Prefix of every {@linkplain #truth ground-truth mask}. */
  public static final String TRUTH = "truth/";

  /** Prefix of every {@linkplain #manifest manifest}. */
  public static final String MANIFESTS = "manifests/";

  /** Prefix of all {@linkplain #weights weights}. */
  public static final String WEIGHTS = "weights/";

  /** Prefix of every {@linkplain #overlay overlay}. */
  public static final String OVERLAYS = "overlays/";

  /** Prefix of what belongs to {@linkplain #ofRun one run}. */
  public static final String RUNS = "runs/";

  /** Prefix of files that were uploaded by a link and are not confirmed yet; swept. */
  public static final String UPLOADS = "uploads/";

  private static final String RANKINGS = "rankings/";

  /** What the ranker writes beside candidates: no candidate has a key that starts so. */
  public static final List<String> CANDIDATE_WORK = List.of(UPLOADS, OVERLAYS, RANKINGS, RUNS);

  private ObjectKeys() {}

  /** A labelled or a candidate image, named by its own bytes. */
  public static String image(String sha256) {
    return IMAGES + ContractChecks.sha256(sha256, "sha256");
  }

  /** A ground-truth mask (evaluation only). */
  public static String truth(String sha256) {
    return TRUTH + ContractChecks.sha256(sha256, "sha256") + ".png";
  }

  /** A dataset or experiment manifest, named by its own bytes. */
  public static String manifest(String sha256) {
    return MANIFESTS + ContractChecks.sha256(sha256, "sha256") + ".json";
  }

  /** The experiment that an experiment manifest of this hash was trained as first. */
  public static String trained(String manifestSha256) {
    return "trained/" + ContractChecks.sha256(manifestSha256, "manifestSha256") + ".json";
  }

  /**
   * The name of a dataset, for people: a JSON {@link ArtifactRef} of its current manifest.
   * Importers overwrite it; experiments keep the manifest's hash.
   */
  public static String datasetName(String slug) {
    return DATASET_NAMES + ContractChecks.slug(slug, "dataset name") + ".json";
  }

  /** Weights, named by their own bytes. */
  public static String weights(String sha256) {
    return WEIGHTS + ContractChecks.sha256(sha256, "sha256") + ".safetensors";
  }

  /** Description of the weights of this hash: a JSON {@link ModelRef}. */
  public static String model(String weightsSha256) {
    return "models/" + ContractChecks.sha256(weightsSha256, "weightsSha256") + ".json";
  }

  /** The CAM overlay of a candidate's predicted class, by the model of these weights. */
  public static String overlay(String weightsSha256, String imageSha256) {
    return OVERLAYS
        + ContractChecks.sha256(weightsSha256, "weightsSha256").substring(0, 16)
        + "/"
        + ContractChecks.sha256(imageSha256, "imageSha256")
        + ".jpg";
  }

  /**
   * What one model made of a candidate, so that it is published once.
   *
   * @param weightsSha256 the model's weights; null for a file that no model can score
   */
  public static String ranking(String weightsSha256, String imageSha256) {
    return RANKINGS
        + (weightsSha256 == null
            ? "unusable"
            : ContractChecks.sha256(weightsSha256, "weightsSha256").substring(0, 16))
        + "/"
        + ContractChecks.sha256(imageSha256, "imageSha256")
        + ".json";
  }

  /** An object that belongs to one experiment or refinement, such as {@code lease.json}. */
  public static String ofRun(String run, String name) {
    return RUNS + ContractChecks.slug(run, "run") + "/" + ContractChecks.text(name, "name");
  }

  /** The experiments of a sweep. */
  public static String sweep(String sweep) {
    return SWEEPS + ContractChecks.slug(sweep, "sweep") + ".json";
  }

  /** Features or centres that trainings with the same start have in common. */
  public static String sharedFeatures(String contentSha256) {
    return "features/" + ContractChecks.sha256(contentSha256, "contentSha256");
  }

  /** The weights of a training with these inputs, a JSON {@link ArtifactRef}. */
  public static String sharedTraining(String contentSha256) {
    return "trainings/" + ContractChecks.sha256(contentSha256, "contentSha256") + ".json";
  }

  /** Figures of the last steps of that training. */
  public static String sharedFigures(String contentSha256) {
    return "trainings/" + ContractChecks.sha256(contentSha256, "contentSha256") + "-figures.json";
  }

  /**
   * The outputs that a stage with this content wrote for an image, a JSON object of references by
   * name; so that another refinement need not compute them again.
   */
  public static String equalOutputs(String contentSha256) {
    return "shared/" + ContractChecks.sha256(contentSha256, "contentSha256") + ".json";
  }

  /** Output of one stage of a refinement for one image, such as {@code cam.npz}. */
  public static String ofImage(String run, String stage, String imageSha256, String name) {
    return RUNS
        + ContractChecks.slug(run, "run")
        + "/images/"
        + ContractChecks.slug(stage, "stage")
        + "/"
        + ContractChecks.sha256(imageSha256, "imageSha256")
        + "/"
        + ContractChecks.text(name, "name");
  }
}
