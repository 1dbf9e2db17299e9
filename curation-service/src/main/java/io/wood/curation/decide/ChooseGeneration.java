package io.wood.curation.decide;

import io.wood.contracts.event.GenerationChosen;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.Generation;
import io.wood.curation.query.GenerationReader;
import io.wood.kit.event.EventPublisher;
import java.time.Clock;

/** Chooses the generation that the queue shows, for all reviewers and replicas. */
public final class ChooseGeneration {
  private final GenerationReader generations;
  private final EventPublisher publisher;
  private final Clock clock;

  public ChooseGeneration(GenerationReader generations, EventPublisher publisher, Clock clock) {
    this.generations = generations;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Publishes the choice; the queue follows when the view has read it.
   *
   * @param name experiment or SHA-256 of the weights; null for the newest result of each image
   * @throws BadRequest when no candidate is ranked by that classifier
   */
  public GenerationChosen choose(String name, String by) {
    GenerationChosen chosen =
        new GenerationChosen(name == null ? null : weights(name), by, clock.instant());
    publisher.publish(chosen);
    return chosen;
  }

  private String weights(String name) {
    return generations
        .find(name)
        .map(Generation::weights)
        .orElseThrow(
            () ->
                new BadRequest(
                    "no candidate is ranked by '%s'; GET /api/generations lists the classifiers that ranked some"
                        .formatted(name)));
  }
}
