package io.wood.refiner.view;

import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the results of some images of a stage as they arrive, and counts them, so that waiting
 * needs no scan. {@link RefinementView} guards it.
 */
public final class StageWatch {
  private final String refinement;
  private final RefinementStage stage;
  private final Set<String> missing;
  private final Map<String, ImageRefined> results = new HashMap<>();
  private int known;
  private int reused;

  StageWatch(String refinement, RefinementStage stage, Collection<String> images) {
    this.refinement = refinement;
    this.stage = stage;
    this.missing = new LinkedHashSet<>(images);
  }

  String refinement() {
    return refinement;
  }

  RefinementStage stage() {
    return stage;
  }

  /** The result of each image that has one. */
  Map<String, ImageRefined> results() {
    return results;
  }

  /** Adds a result unless its image has one; returns true if it was added. */
  boolean add(ImageRefined result) {
    if (!missing.remove(result.image())) {
      return false;
    }
    results.put(result.image(), result);
    reused += result.reused().isEmpty() ? 0 : 1;
    return true;
  }

  /** Adds a result from before the watch began, which is no progress. */
  void addKnown(ImageRefined result) {
    known += add(result) ? 1 : 0;
  }

  /** Returns true if there are more results than when the watch began. */
  boolean isFurther() {
    return results.size() > known;
  }

  /** Of the images that are done, how many have an output from an equal stage. */
  int reused() {
    return reused;
  }

  Set<String> missing() {
    return missing;
  }

  int done() {
    return results.size();
  }
}
