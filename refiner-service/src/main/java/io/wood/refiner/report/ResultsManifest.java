package io.wood.refiner.report;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.store.Json.LongList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lists all outputs of a refinement.
 *
 * @param refinement its id
 * @param classes foreground class names; a mask's value i means {@code classes[i-1]}
 * @param backgroundThreshold of the masks; null for predictions only
 * @param suggestedThreshold threshold of the label-free rule; null for predictions only
 * @param relations weights of the IRN heads; null for predictions only
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
   * @param name display name
   * @param outputs by name, such as {@code mask.png}
   * @param problem why an output is missing, empty if none is
   */
  public record Entry(String image, String name, Map<String, ArtifactRef> outputs, String problem) {
    /** The entry without its outputs, which take most of its memory. */
    public Entry withoutOutputs() {
      return new Entry(image, name, Map.of(), problem);
    }
  }

  /** Takes the images of a manifest that is read. */
  public static LongList<Entry> each(Consumer<Entry> image) {
    return new LongList<>("images", Entry.class, image);
  }
}
