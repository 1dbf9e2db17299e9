package io.wood.refiner.view;

import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts the results of some images of a stage as they arrive, so that waiting needs no scan.
 * {@link RefinementView} guards it.
 */
public final class StageWatch {
  private final String refinement;
  private final RefinementStage stage;
  private final Set<String> missing;
  private final int images;
  private int reused;

  StageWatch(String refinement, RefinementStage stage, Collection<String> images) {
    this.refinement = refinement;
    this.stage = stage;
    this.missing = new LinkedHashSet<>(images);
    this.images = missing.size();
  }

  String refinement() {
    return refinement;
  }

  RefinementStage stage() {
    return stage;
  }

  void add(ImageRefined result) {
    if (missing.remove(result.image()) && !result.reused().isEmpty()) {
      reused++;
    }
  }

  /** Of the images that are done, how many have an output from an equal stage. */
  int reused() {
    return reused;
  }

  Set<String> missing() {
    return missing;
  }

  int done() {
    return images - missing.size();
  }
}
