package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored outputs of a stage for one image.
 *
 * @param outputs by name
 * @param reused names of those that were copied from an equal stage of another refinement
 */
public record StageResult(Map<String, ArtifactRef> outputs, List<String> reused) {
  public StageResult {
    outputs = Map.copyOf(outputs);
    reused = List.copyOf(reused);
  }

  /** None is reused. */
  static StageResult computed(Map<String, ArtifactRef> outputs) {
    return new StageResult(outputs, List.of());
  }

  /** These and those of another step of the stage. */
  StageResult and(StageResult other) {
    Map<String, ArtifactRef> all = new TreeMap<>(outputs);
    all.putAll(other.outputs);
    List<String> copied = new ArrayList<>(reused);
    copied.addAll(other.reused);
    return new StageResult(all, copied);
  }
}
