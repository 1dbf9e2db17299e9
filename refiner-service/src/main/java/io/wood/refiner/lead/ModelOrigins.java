package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.parameter.TrunkOrigin;
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
   * The weights of the trunk of a network; empty for the model's own.
   *
   * @param network such as {@code irn}, whose parameters ask for it
   * @throws RefinementFailedException if the model has no such origin
   */
  Optional<ArtifactRef> trunk(ModelRef model, TrunkOrigin wanted, String network) {
    if (wanted == TrunkOrigin.CLASSIFIER) {
      return Optional.empty();
    }
    ArtifactRef origin = initial(model).orElseThrow(() -> none(model, wanted, network));
    if (wanted == TrunkOrigin.START) {
      Optional<ArtifactRef> before = Optional.of(origin);
      while (before.isPresent()) {
        origin = before.get();
        before = model(origin).flatMap(this::initial);
      }
    }
    return Optional.of(origin);
  }

  private static RefinementFailedException none(
      ModelRef model, TrunkOrigin wanted, String network) {
    return new RefinementFailedException(
        "%1$s.trunk is %2$s, but experiment %3$s started from random weights, or its manifest is not known here; set %1$s.trunk=CLASSIFIER"
            .formatted(network, wanted, model.experiment()));
  }

  /**
   * The approved hard OoDs of the model's training, in hash order; none for a control.
   *
   * @param share that a network's parameters want of them; without any, none are looked for
   */
  List<ArtifactRef> oods(ModelRef model, double share) {
    return share == 0 ? List.of() : manifest(model).map(ExperimentManifest::oods).orElse(List.of());
  }

  /**
   * What to say of {@link #oods} for a model whose manifest is not known.
   *
   * @param network such as {@code irn}, whose parameters want the share
   */
  List<String> remarks(ModelRef model, double share, String network) {
    if (share == 0 || models.find(model.experiment()).isPresent()) {
      return List.of();
    }
    String remark =
        "the manifest of experiment %1$s is not known here: %2$s.background had no effect, %2$s saw no OoDs; refine an experiment of this installation"
            .formatted(model.experiment(), network);
    LOG.warn(remark);
    return List.of(remark);
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
