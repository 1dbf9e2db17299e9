package io.wood.trainer.store;

import java.util.List;

/**
 * What of an experiment is in MLflow.
 *
 * @param server address of the tracking server
 * @param refined refinements whose figures are there, each with the hash of its results
 * @param run id of the run
 */
public record MlflowNote(String server, List<String> refined, String run) {
  public MlflowNote {
    refined = List.copyOf(refined);
  }

  /** True if another note says that the same is there already. */
  public boolean isIn(MlflowNote other) {
    return server.equals(other.server) && other.refined.containsAll(refined);
  }
}
