package io.wood.contracts;

/**
 * Keys inside the {@linkplain Buckets buckets}. A key is a content hash, or derived from (run,
 * stage, input hash), so that doing the same work again overwrites the same bytes. No key is a
 * prefix of another, none ends in {@code /}.
 */
public final class ObjectKeys {
  /** Where every {@linkplain #datasetName dataset name} starts, for listing them. */
  public static final String DATASET_NAMES = "names/";

  private ObjectKeys() {}

  /** A labelled or a candidate image, named by its own bytes. */
  public static String image(String sha256) {
    return "images/" + Checks.sha256(sha256, "sha256");
  }

  /** A ground-truth mask (evaluation only). */
  public static String truth(String sha256) {
    return "truth/" + Checks.sha256(sha256, "sha256") + ".png";
  }

  /** A dataset or experiment manifest, named by its own bytes. */
  public static String manifest(String sha256) {
    return "manifests/" + Checks.sha256(sha256, "sha256") + ".json";
  }

  /**
   * The name of a dataset, for people: a JSON {@link ArtifactRef} of the manifest that stands for
   * it now. Importers overwrite it; experiments keep the manifest's hash.
   */
  public static String datasetName(String slug) {
    return DATASET_NAMES + Checks.slug(slug, "dataset name") + ".json";
  }

  /** Weights, named by their own bytes. */
  public static String weights(String sha256) {
    return "weights/" + Checks.sha256(sha256, "sha256") + ".safetensors";
  }

  /** What the weights of this hash are: a JSON {@link ModelRef}. */
  public static String model(String weightsSha256) {
    return "models/" + Checks.sha256(weightsSha256, "weightsSha256") + ".json";
  }

  /** The CAM overlay of a candidate's predicted class, as the model of these weights sees it. */
  public static String overlay(String weightsSha256, String imageSha256) {
    return "overlays/"
        + Checks.sha256(weightsSha256, "weightsSha256").substring(0, 16)
        + "/"
        + Checks.sha256(imageSha256, "imageSha256")
        + ".jpg";
  }

  /** An object that belongs to one experiment or refinement, such as {@code lease.json}. */
  public static String ofRun(String run, String name) {
    return "runs/" + Checks.slug(run, "run") + "/" + Checks.text(name, "name");
  }

  /** What one stage of a refinement makes of one image, such as {@code cam.npz}. */
  public static String ofImage(String run, String stage, String imageSha256, String name) {
    return "runs/"
        + Checks.slug(run, "run")
        + "/images/"
        + Checks.slug(stage, "stage")
        + "/"
        + Checks.sha256(imageSha256, "imageSha256")
        + "/"
        + Checks.text(name, "name");
  }
}
