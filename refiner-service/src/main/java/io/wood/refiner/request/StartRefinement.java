package io.wood.refiner.request;

import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.kit.event.EventPublisher;
import io.wood.refiner.view.RefinementView;
import io.wood.refiner.view.TrainedModels;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import java.time.Clock;

/**
 * A person's or a tool's wish becomes an event: masks with an experiment's classifier, or the
 * predictions of a segmentation network that an earlier refinement has trained.
 */
public final class StartRefinement {
  private final TrainedModels models;
  private final RefinementView view;
  private final ArtifactStore store;
  private final EventPublisher events;
  private final Clock clock;

  public StartRefinement(
      TrainedModels models,
      RefinementView view,
      ArtifactStore store,
      EventPublisher events,
      Clock clock) {
    this.models = models;
    this.view = view;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /** What a refinement starts from. */
  private record Origin(
      ModelRef model, ArtifactRef dataset, RefinementParameters parameters, ArtifactRef network) {}

  /**
   * Publishes the request.
   *
   * @throws IllegalArgumentException if what it starts from is unknown or the id is taken
   */
  public RefinementRequested start(RefinementOrder order) {
    if ((order.experiment() == null) == (order.predictor() == null)) {
      throw new IllegalArgumentException(
          "send either 'experiment', to make masks with its classifier, or 'predictor', to predict with the network of that refinement");
    }
    Origin origin = order.predictor() == null ? experiment(order) : predictor(order);
    String id = order.refinement() == null ? order.experiment() : order.refinement();
    if (id == null) {
      throw new IllegalArgumentException("send 'refinement', an id for these predictions");
    }
    if (view.find(id).isPresent()) {
      throw new IllegalArgumentException(
          "the refinement '%s' exists; choose another id, or retry what failed in it"
              .formatted(id));
    }
    RefinementRequested request =
        new RefinementRequested(
            id,
            origin.model(),
            order.dataset() == null ? origin.dataset() : named(order.dataset()),
            origin.parameters(),
            order.requestedBy() == null ? "api" : order.requestedBy(),
            clock.instant(),
            origin.network(),
            null,
            order.trunk());
    events.publish(request);
    return request;
  }

  private Origin experiment(RefinementOrder order) {
    ClassifierTrained trained =
        models
            .find(order.experiment())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no experiment '%s' has trained a classifier; GET /api/experiments of the trainer lists them"
                            .formatted(order.experiment())));
    RefinementParameters parameters =
        order.parameters() == null ? RefinementParameters.USUAL : order.parameters();
    return new Origin(trained.model(), trained.dataset(), parameters, null);
  }

  private Origin predictor(RefinementOrder order) {
    if (order.parameters() != null || order.trunk() != null) {
      throw new IllegalArgumentException(
          "a predictor has its own parameters; omit 'parameters' and 'trunk'");
    }
    RefinementRequested request =
        view.find(order.predictor())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no refinement '%s' to predict with".formatted(order.predictor())))
            .request();
    ArtifactRef network = SegmentationWeights.of(store, request);
    return new Origin(request.model(), request.dataset(), request.parameters(), network);
  }

  private ArtifactRef named(String dataset) {
    return store
        .find(Buckets.DATASETS, ObjectKeys.datasetName(dataset))
        .map(object -> Json.read(object.bytes(), ArtifactRef.class))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no dataset '%s' has been imported; see ./wood import".formatted(dataset)));
  }
}
