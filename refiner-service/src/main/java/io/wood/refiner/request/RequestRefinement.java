package io.wood.refiner.request;

import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.RefinementRequested;
import io.wood.kit.event.EventPublisher;

/** Requests a refinement for each classifier whose experiment asked for masks. */
public final class RequestRefinement {
  private final EventPublisher events;

  public RequestRefinement(EventPublisher events) {
    this.events = events;
  }

  public void of(ClassifierTrained trained) {
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
