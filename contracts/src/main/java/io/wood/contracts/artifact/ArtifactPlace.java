package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import java.util.List;

/**
 * Where a reference of an event or a manifest may point. The author of an event writes the
 * reference, and services read it with their own rights; so each field names its places, and a
 * reference to any other is refused when the event is read, before the store is asked.
 */
public enum ArtifactPlace {
  /** A published image. Its publisher chooses the key, but none that the services write. */
  CANDIDATE(Buckets.CANDIDATES + "/") {
    @Override
    void requireAllowed(String field, String key) {
      if (ObjectKeys.CANDIDATE_WORK.stream().anyMatch(key::startsWith)) {
        throw new IllegalArgumentException(
            "%s.key must not start with %s, where services keep their work: %s"
                .formatted(
                    field,
                    String.join(" or ", ObjectKeys.CANDIDATE_WORK),
                    ContractChecks.shown(key)));
      }
    }
  },
  OVERLAY(Buckets.CANDIDATES + "/" + ObjectKeys.OVERLAYS),
  DATASET(Buckets.DATASETS + "/" + ObjectKeys.MANIFESTS),
  LABELLED_IMAGE(Buckets.DATASETS + "/" + ObjectKeys.IMAGES),
  /** Ground truth, for the evaluation only. */
  TRUTH(Buckets.DATASETS + "/" + ObjectKeys.TRUTH),
  EXPERIMENT_MANIFEST(
      Buckets.EXPERIMENTS + "/" + ObjectKeys.MANIFESTS,
      Buckets.DATASETS + "/" + ObjectKeys.MANIFESTS),
  WEIGHTS(Buckets.MODELS + "/" + ObjectKeys.WEIGHTS),
  /** A checkpoint that an experiment keeps. */
  CHECKPOINT(Buckets.EXPERIMENTS + "/" + ObjectKeys.RUNS),
  /** Output of one stage of a refinement for one image. */
  STAGE_OUTPUT(Buckets.OUTPUTS + "/", Buckets.CANDIDATES + "/"),
  /** What a whole refinement writes. */
  REFINEMENT_OUTPUT(Buckets.OUTPUTS + "/", Buckets.DATASETS + "/");

  // A copy that nobody can change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> prefixes;

  ArtifactPlace(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  /** Beginnings of {@code BUCKET/KEY}, one of which a reference must have. */
  public List<String> prefixes() {
    return prefixes;
  }

  /** Refuses a key here that the field must not name. */
  void requireAllowed(String field, String key) {}
}
