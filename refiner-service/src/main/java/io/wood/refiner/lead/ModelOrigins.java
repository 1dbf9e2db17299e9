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
import java.util.ArrayList;
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
    return switch (wanted) {
      case CLASSIFIER -> Optional.empty();
      case PRETRAINED -> initial(model).map(this::first);
      case BASE -> Optional.of(initial(model).orElseThrow(() -> none(model, wanted, network)));
      case START ->
          Optional.of(first(initial(model).orElseThrow(() -> none(model, wanted, network))));
    };
  }

  /** What weights were trained from, as far back as that is known. */
  private ArtifactRef first(ArtifactRef weights) {
    ArtifactRef origin = weights;
    Optional<ArtifactRef> before = Optional.of(weights);
    while (before.isPresent()) {
      origin = before.get();
      before = model(origin).flatMap(this::initial);
    }
    return origin;
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
   * What to say of {@link #oods} and of {@link #trunk} for a model whose manifest is not known.
   *
   * @param wanted origin of the trunk
   * @param share of OoDs
   * @param network such as {@code irn}, whose parameters want both
   */
  List<String> remarks(ModelRef model, TrunkOrigin wanted, double share, String network) {
    List<String> remarks = new ArrayList<>();
    if (models.find(model.experiment()).isEmpty()) {
      if (share > 0) {
        remarks.add("%1$s.background had no effect, %1$s saw no OoDs".formatted(network));
      }
      if (wanted == TrunkOrigin.PRETRAINED) {
        remarks.add("%1$s.trunk is PRETRAINED, %1$s took the classifier's".formatted(network));
      }
    }
    List<String> complete =
        remarks.stream()
            .map(
                remark ->
                    "the manifest of experiment %s is not known here: %s; refine an experiment of this installation"
                        .formatted(model.experiment(), remark))
            .toList();
    complete.forEach(LOG::warn);
    return complete;
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
