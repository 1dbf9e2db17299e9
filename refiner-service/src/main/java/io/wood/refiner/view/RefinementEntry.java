package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One refinement in the {@link RefinementView}. */
final class RefinementEntry {
  private final Map<RefinementStage, Map<String, ImageRefined>> refined =
      new EnumMap<>(RefinementStage.class);
  private RefinementRequested request;
  private RefinementProgressed progress;
  private RefinementCompleted completed;

  void requested(RefinementRequested event) {
    if (request == null) {
      request = event;
    }
  }

  void progressed(RefinementProgressed event) {
    if (progress == null || !event.at().isBefore(progress.at())) {
      progress = event;
    }
  }

  void completed(RefinementCompleted event) {
    completed = event;
  }

  void refined(ImageRefined event) {
    stage(event.stage()).put(event.image(), event);
  }

  Optional<RefinementSummary> summary() {
    return Optional.ofNullable(request)
        .map(known -> new RefinementSummary(known, progress, completed));
  }

  Map<String, ImageRefined> refined(RefinementStage stage) {
    return Map.copyOf(stage(stage));
  }

  Optional<ImageRefined> refined(RefinementStage stage, String image) {
    return Optional.ofNullable(stage(stage).get(image));
  }

  int count(RefinementStage stage, Collection<String> images) {
    Map<String, ImageRefined> done = stage(stage);
    return (int) images.stream().filter(done::containsKey).count();
  }

  private Map<String, ImageRefined> stage(RefinementStage stage) {
    return refined.computeIfAbsent(stage, key -> new HashMap<>());
  }
}
