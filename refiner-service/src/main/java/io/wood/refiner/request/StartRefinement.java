package io.wood.refiner.request;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.kit.event.EventPublisher;
import io.wood.refiner.stage.TrainingFiles;
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

  /**
   * What can be asked for: an experiment or a predictor.
   *
   * @param refinement id; the experiment's when left out
   * @param experiment whose classifier to make masks with
   * @param predictor refinement whose segmentation network is to predict the dataset; no mask is
   *     made then, and no label is needed
   * @param dataset name of an imported dataset; the one that the model was trained on when left out
   * @param parameters every knob; the paper's, or the predictor's, when left out
   * @param requestedBy who
   */
  public record Wish(
      String refinement,
      String experiment,
      String predictor,
      String dataset,
      RefinementParameters parameters,
      String requestedBy) {}

  /** Where a refinement starts from. */
  private record Origin(
      ModelRef model, ArtifactRef dataset, RefinementParameters parameters, ArtifactRef network) {}

  /**
   * Publishes the request.
   *
   * @throws IllegalArgumentException if what it starts from is unknown or the id is taken
   */
  public RefinementRequested start(Wish wish) {
    if ((wish.experiment() == null) == (wish.predictor() == null)) {
      throw new IllegalArgumentException(
          "send either 'experiment', to make masks with its classifier, or 'predictor', to predict with the network of that refinement");
    }
    Origin origin = wish.predictor() == null ? experiment(wish) : predictor(wish);
    String id = wish.refinement() == null ? wish.experiment() : wish.refinement();
    if (id == null) {
      throw new IllegalArgumentException("send 'refinement', an id for these predictions");
    }
    if (view.find(id).isPresent()) {
      throw new IllegalArgumentException(
          "the refinement '%s' exists; choose another id".formatted(id));
    }
    RefinementRequested request =
        new RefinementRequested(
            id,
            origin.model(),
            wish.dataset() == null ? origin.dataset() : named(wish.dataset()),
            origin.parameters(),
            wish.requestedBy() == null ? "api" : wish.requestedBy(),
            clock.instant());
    if (origin.network() != null) {
      new TrainingFiles(store).savePredictor(id, origin.network());
    }
    events.publish(request);
    return request;
  }

  private Origin experiment(Wish wish) {
    ClassifierTrained trained =
        models
            .find(wish.experiment())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no experiment '%s' has trained a classifier; see GET /api/experiments of the trainer"
                            .formatted(wish.experiment())));
    RefinementParameters parameters =
        wish.parameters() == null ? RefinementParameters.PAPER : wish.parameters();
    return new Origin(trained.model(), trained.dataset(), parameters, null);
  }

  private Origin predictor(Wish wish) {
    if (wish.parameters() != null) {
      throw new IllegalArgumentException(
          "a predictor brings its own parameters; leave 'parameters' out");
    }
    RefinementRequested request =
        view.find(wish.predictor())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no refinement '%s' to predict with".formatted(wish.predictor())))
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
