package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementRequested;
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
   * @param wanted origin of the trunk
   * @param network such as {@code irn}, whose parameters ask for it
   * @throws RefinementFailedException if the model has no such origin
   */
  Optional<ArtifactRef> trunk(RefinementRequested request, TrunkOrigin wanted, String network) {
    ModelRef model = request.model();
    return switch (wanted) {
      case CLASSIFIER -> Optional.empty();
      case BASE -> Optional.of(initial(model).orElseThrow(() -> none(model, wanted, network)));
      case START ->
          Optional.of(chain(model).earliest().orElseThrow(() -> none(model, wanted, network)));
      case PRETRAINED -> chain(model).pretrained();
      case FILE -> Optional.of(request.trunk());
    };
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
   * From a classifier back to the first weights of all.
   *
   * @param earliest what is known of the weights before it; empty if nothing is, or if it started
   *     at random
   * @param random whether the first of all were random
   * @param broken why the first of all are not known; empty if they are
   */
  private record Chain(Optional<ArtifactRef> earliest, boolean random, Optional<String> broken) {
    /** The first weights of all, if they are known and not random. */
    private Optional<ArtifactRef> pretrained() {
      return random || broken.isPresent() ? Optional.empty() : earliest;
    }
  }

  private Chain chain(ModelRef model) {
    Optional<ArtifactRef> earliest = Optional.empty();
    Optional<ModelRef> current = Optional.of(model);
    while (current.isPresent()) {
      String experiment = current.get().experiment();
      Optional<ExperimentManifest> manifest = manifest(current.get());
      if (manifest.isEmpty()) {
        return new Chain(
            earliest,
            false,
            Optional.of("the manifest of experiment %s is not known here".formatted(experiment)));
      }
      String initial = manifest.get().initial();
      if (initial == null) {
        return new Chain(earliest, true, Optional.empty());
      }
      Optional<ArtifactRef> weights = weights(initial);
      if (weights.isEmpty()) {
        return new Chain(
            earliest,
            false,
            Optional.of(
                "the weights %s that experiment %s started from are not among the models"
                    .formatted(initial, experiment)));
      }
      earliest = weights;
      current = model(weights.get());
    }
    return new Chain(earliest, false, Optional.empty());
  }

  /**
   * What to say where {@link #oods} or {@link #trunk} found less than was wanted.
   *
   * @param wanted origin of the trunk
   * @param share of OoDs
   * @param network such as {@code irn}, whose parameters want both
   */
  List<String> remarks(ModelRef model, TrunkOrigin wanted, double share, String network) {
    List<String> remarks = new ArrayList<>();
    if (share > 0 && models.find(model.experiment()).isEmpty()) {
      remarks.add(
          "the manifest of experiment %1$s is not known here: %2$s.background had no effect, %2$s saw no OoDs; refine an experiment of this installation"
              .formatted(model.experiment(), network));
    }
    if (wanted == TrunkOrigin.PRETRAINED) {
      chain(model)
          .broken()
          .ifPresent(
              reason ->
                  remarks.add(
                      "%1$s: %2$s.trunk is PRETRAINED, and %2$s was trained on the classifier's trunk; give %2$s.trunk=CLASSIFIER, or refine an experiment whose start is known"
                          .formatted(reason, network)));
    }
    remarks.forEach(LOG::warn);
    return List.copyOf(remarks);
  }

  private Optional<ArtifactRef> initial(ModelRef model) {
    return manifest(model).map(ExperimentManifest::initial).flatMap(this::weights);
  }

  private Optional<ArtifactRef> weights(String sha256) {
    return store.stat(Buckets.MODELS, ObjectKeys.weights(sha256));
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
