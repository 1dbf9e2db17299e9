package io.wood.bench.refining;

import io.wood.cli.client.EventTail;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The events of a refinement.
 *
 * @param refinement its id
 */
record RefinementLog(EventTail tail, String refinement) {

  /**
   * Whether it is complete.
   *
   * @throws CommandFailedException if it failed
   */
  boolean isComplete() {
    Optional<RefinementProgressed> end =
        progress().stream().filter(event -> event.state().ended()).findFirst();
    if (end.isPresent() && end.get().state() != RunState.SUCCEEDED) {
      throw new CommandFailedException(
          "the refinement %s ended as %s: %s"
              .formatted(refinement, end.get().state(), end.get().message()));
    }
    return end.isPresent();
  }

  /**
   * How long each stage took.
   *
   * @throws CommandFailedException if an image failed
   */
  StageTimes times() {
    RefinementCompleted completed =
        events(RefinementCompleted.class, RefinementCompleted::refinement).get(0);
    if (completed.failed() > 0) {
      throw new CommandFailedException(
          "%d images of the refinement %s failed".formatted(completed.failed(), refinement));
    }
    return StageTimes.of(
        events(RefinementRequested.class, RefinementRequested::refinement).get(0).requestedAt(),
        events(ImageRefined.class, ImageRefined::refinement),
        progress(),
        completed.completedAt());
  }

  private List<RefinementProgressed> progress() {
    return events(RefinementProgressed.class, RefinementProgressed::refinement);
  }

  private <E extends Event> List<E> events(Class<E> type, Function<E, String> ofRefinement) {
    List<E> events = new ArrayList<>();
    tail.readAll(
        type,
        event -> {
          if (ofRefinement.apply(event).equals(refinement)) {
            events.add(event);
          }
        });
    return events;
  }
}
