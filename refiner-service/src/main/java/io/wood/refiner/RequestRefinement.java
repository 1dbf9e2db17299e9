package io.wood.refiner;

import io.wood.contracts.ClassifierTrained;
import io.wood.contracts.RefinementRequested;
import io.wood.kit.EventPublisher;

/** A classifier whose experiment asked for masks becomes a refinement of the same name. */
final class RequestRefinement {
  private final EventPublisher events;

  RequestRefinement(EventPublisher events) {
    this.events = events;
  }

  void of(ClassifierTrained trained) {
    if (trained.refinement() == null) {
      return;
    }
    events.publish(
        new RefinementRequested(
            trained.experiment(),
            trained.model(),
            trained.dataset(),
            trained.refinement(),
            "experiment " + trained.experiment(),
            trained.trainedAt()));
  }
}
