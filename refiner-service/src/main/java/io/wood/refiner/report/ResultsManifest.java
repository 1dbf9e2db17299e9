package io.wood.refiner.report;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.List;
import java.util.Map;

/**
 * Everything that a refinement has made.
 *
 * @param refinement its id
 * @param classes foreground class names; a mask's value i stands for {@code classes[i-1]}
 * @param backgroundThreshold of the masks; null when only a network predicted
 * @param suggestedThreshold what the label-free rule says; null likewise
 * @param relations weights of the IRN heads; null likewise
 * @param segmentation weights of the segmentation network, null without one
 * @param images outputs by image
 */
public record ResultsManifest(
    String refinement,
    List<String> classes,
    Double backgroundThreshold,
    Double suggestedThreshold,
    ArtifactRef relations,
    ArtifactRef segmentation,
    List<Entry> images) {

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param name for people
   * @param outputs by name, such as {@code mask.png}
   * @param problem why something is missing, empty when nothing is
   */
  public record Entry(
      String image, String name, Map<String, ArtifactRef> outputs, String problem) {}
}
