package io.wood.refiner;

import io.wood.contracts.ClassifierTrained;
import io.wood.contracts.RefinementParameters;
import io.wood.contracts.RefinementRequested;
import io.wood.kit.EventPublisher;
import java.time.Clock;

/** A person's or a tool's wish for masks becomes an event. */
final class StartRefinement {
  private final TrainedModels models;
  private final RefinementView view;
  private final EventPublisher events;
  private final Clock clock;

  StartRefinement(TrainedModels models, RefinementView view, EventPublisher events, Clock clock) {
    this.models = models;
    this.view = view;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What can be asked for.
   *
   * @param refinement id; the experiment's when left out
   * @param experiment whose classifier to use, on the dataset that it was trained on
   * @param parameters every knob; the paper's when left out
   * @param requestedBy who
   */
  record Wish(
      String refinement, String experiment, RefinementParameters parameters, String requestedBy) {}

  /**
   * Publishes the request.
   *
   * @throws IllegalArgumentException when the experiment is unknown or the id is taken
   */
  RefinementRequested start(Wish wish) {
    ClassifierTrained trained =
        models
            .find(String.valueOf(wish.experiment()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no experiment '%s' has trained a classifier; see GET /api/experiments of the trainer"
                            .formatted(wish.experiment())));
    String id = wish.refinement() == null ? trained.experiment() : wish.refinement();
    if (view.find(id).isPresent()) {
      throw new IllegalArgumentException(
          "the refinement '%s' exists; choose another id".formatted(id));
    }
    RefinementRequested request =
        new RefinementRequested(
            id,
            trained.model(),
            trained.dataset(),
            wish.parameters() == null ? RefinementParameters.PAPER : wish.parameters(),
            wish.requestedBy() == null ? "api" : wish.requestedBy(),
            clock.instant());
    events.publish(request);
    return request;
  }
}
