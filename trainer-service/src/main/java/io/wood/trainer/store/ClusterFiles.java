package io.wood.trainer.store;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.store.ArtifactStore;
import java.util.Optional;

/**
 * Stores what the metric loss of a run saw. A run that starts again replaces it by the same, and
 * one that refreshes its centres by what they are now.
 */
public final class ClusterFiles {
  private static final String MAP = "clusters.json";
  private static final String USE = "cluster-use.json";

  private final RunObjects objects;

  public ClusterFiles(ArtifactStore store) {
    this.objects = new RunObjects(store);
  }

  /** Replaces the map; counts of other centres no longer belong to it. */
  public void store(String experiment, ClusterMap map) {
    objects.put(experiment, MAP, map);
    objects.delete(experiment, USE);
  }

  /** Replaces the counts. */
  public void store(String experiment, ClusterUse use) {
    objects.put(experiment, USE, use);
  }

  /** Finds the map; empty for an arm without groups, before the start, or of an older version. */
  public Optional<ClusterMap> map(String experiment) {
    return objects.find(experiment, MAP, ClusterMap.class);
  }

  /** Finds the counts; empty before the training has ended. */
  public Optional<ClusterUse> use(String experiment) {
    return objects.find(experiment, USE, ClusterUse.class);
  }
}
