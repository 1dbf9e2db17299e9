package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.parameter.IrnTrunk;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.view.TrainedModels;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a classifier was trained from: weights and OoDs, by its experiment's manifest. */
public final class ModelOrigins {
  private static final Logger LOG = Logger.getLogger(ModelOrigins.class);

  private final ArtifactStore store;
  private final TrainedModels models;

  public ModelOrigins(ArtifactStore store, TrainedModels models) {
    this.store = store;
    this.models = models;
  }

  /**
   * The weights of the network below the IRN heads; empty for the model's own.
   *
   * @throws RefinementFailedException if the model has no such origin
   */
  Optional<ArtifactRef> trunk(ModelRef model, IrnTrunk wanted) {
    if (wanted == IrnTrunk.CLASSIFIER) {
      return Optional.empty();
    }
    ArtifactRef origin = initial(model).orElseThrow(() -> none(model, wanted));
    if (wanted == IrnTrunk.START) {
      Optional<ArtifactRef> before = Optional.of(origin);
      while (before.isPresent()) {
        origin = before.get();
        before = model(origin).flatMap(this::initial);
      }
    }
    return Optional.of(origin);
  }

  private static RefinementFailedException none(ModelRef model, IrnTrunk wanted) {
    return new RefinementFailedException(
        "irn.trunk is %s, but experiment %s started from random weights, or its manifest is not known here; set irn.trunk=CLASSIFIER"
            .formatted(wanted, model.experiment()));
  }

  /** The approved hard OoDs of the model's training, in hash order; none for a control. */
  List<ArtifactRef> oods(ModelRef model) {
    Optional<ExperimentManifest> manifest = manifest(model);
    if (manifest.isEmpty()) {
      LOG.warn(noBackground(model));
    }
    return manifest.map(ExperimentManifest::oods).orElse(List.of());
  }

  /** Whether the manifest of the model's experiment is known here. */
  boolean known(ModelRef model) {
    return models.find(model.experiment()).isPresent();
  }

  /** What to say of {@code irn.background} for a model whose manifest is not known. */
  static String noBackground(ModelRef model) {
    return "the manifest of experiment %s is not known here: irn.background had no effect, IRN saw no OoDs; refine an experiment of this installation"
        .formatted(model.experiment());
  }

  private Optional<ArtifactRef> initial(ModelRef model) {
    return manifest(model)
        .map(ExperimentManifest::initial)
        .flatMap(sha256 -> store.stat(Buckets.MODELS, ObjectKeys.weights(sha256)));
  }

  private Optional<ExperimentManifest> manifest(ModelRef model) {
    return models
        .find(model.experiment())
        .map(trained -> Manifests.load(store, trained.manifest(), ExperimentManifest.class));
  }

  private Optional<ModelRef> model(ArtifactRef weights) {
    return store
        .find(Buckets.MODELS, ObjectKeys.model(weights.sha256()))
        .map(object -> Json.read(object.bytes(), ModelRef.class));
  }
}
