package io.wood.contracts.artifact;

import java.util.List;

/** The buckets of the object store. */
public final class Buckets {
  /** Labelled images, their masks, dataset manifests. */
  public static final String DATASETS = "datasets";

  /** Unlabelled candidate images and their overlays. */
  public static final String CANDIDATES = "candidates";

  /** Weights, named by their hash. */
  public static final String MODELS = "models";

  /** Leases, checkpoints and manifests of experiments. */
  public static final String EXPERIMENTS = "experiments";

  /** CAMs, probabilities, masks and reports of refinements. */
  public static final String OUTPUTS = "outputs";

  /** Every bucket. */
  public static final List<String> ALL =
      List.of(DATASETS, CANDIDATES, MODELS, EXPERIMENTS, OUTPUTS);

  private Buckets() {}
}
