package io.wood.trainer.run;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.method.training.TrainingListener;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import io.wood.trainer.experiment.CheckExperiment;
import io.wood.trainer.experiment.KnownWeights;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunRecords.Frozen;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One experiment from its frozen manifest to stored weights: check, fetch, train (or resume),
 * store. Done again, it stores the same bytes under the same keys.
 */
public final class RunExperiment {
  private static final Logger LOG = Logger.getLogger(RunExperiment.class);

  private final ArtifactStore store;
  private final RunFiles files;
  private final KnownWeights weights;
  private final FetchImages fetch;
  private final TrainingEngine training;
  private final Clock clock;

  public RunExperiment(
      ArtifactStore store,
      RunFiles files,
      FetchImages fetch,
      TrainingEngine training,
      Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
    this.weights = new KnownWeights(store, files);
    this.fetch = Objects.requireNonNull(fetch, "fetch");
    this.training = Objects.requireNonNull(training, "training");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  ClassifierTrained run(ExperimentRequested request, Frozen frozen, TrainingListener listener) {
    DatasetManifest dataset = Manifests.load(store, request.dataset(), DatasetManifest.class);
    CheckExperiment.parameters(request.parameters(), request.initial() != null);
    CheckExperiment.dataset(dataset);
    CheckExperiment.oods(frozen.manifest());
    Optional<byte[]> initial = initialWeights(request, dataset, listener);
    fetch.fetch(dataset, frozen.manifest().oods(), listener);
    TrainingEngine.Result result =
        training.train(
            new TrainingEngine.Job(frozen, dataset, initial), checkpoint(frozen), listener);
    ModelRef model = store(request, dataset, result.weights());
    return new ClassifierTrained(
        request.experiment(),
        request.parameters().arm(),
        model,
        request.dataset(),
        frozen.ref(),
        frozen.manifest().oods().size(),
        result.metrics(),
        request.refinement(),
        clock.instant());
  }

  private Optional<byte[]> initialWeights(
      ExperimentRequested request, DatasetManifest dataset, TrainingListener listener) {
    if (request.initial() == null) {
      return Optional.empty();
    }
    weights
        .find(request.initial())
        .ifPresentOrElse(
            model -> CheckExperiment.initial(model, dataset, request.parameters()),
            () -> remarkOnClasses(request, dataset, listener));
    return Optional.of(store.get(request.initial()));
  }

  /**
   * The network itself refuses weights of another shape; as many classes of other names, or in
   * another order, would pass. A base leaves the classifier aside.
   */
  private static void remarkOnClasses(
      ExperimentRequested request, DatasetManifest dataset, TrainingListener listener) {
    if (request.parameters().arm().startsFromClassifier()) {
      listener.remark(
          "the initial weights %s/%s have no record here: that they know the classes %s, in this"
                  .formatted(request.initial().bucket(), request.initial().key(), dataset.classes())
              + " order, could not be checked");
    }
  }

  /** A checkpoint that is gone or damaged costs time, not the run. */
  private Optional<byte[]> checkpoint(Frozen frozen) {
    try {
      return files.checkpoint(frozen).map(checkpoint -> store.get(checkpoint.bytes()));
    } catch (MissingObjectException | CorruptObjectException e) {
      LOG.warnf(
          "%s: starting from the beginning, the checkpoint is unusable: %s",
          frozen.manifest().experiment(), e.getMessage());
      return Optional.empty();
    }
  }

  private ModelRef store(ExperimentRequested request, DatasetManifest dataset, byte[] trained) {
    ArtifactRef ref =
        store.put(
            Buckets.MODELS,
            ObjectKeys.weights(Hashes.sha256(trained)),
            trained,
            "application/octet-stream");
    ModelRef model =
        new ModelRef(request.experiment(), request.parameters().network(), dataset.classes(), ref);
    store.put(
        Buckets.MODELS,
        ObjectKeys.model(ref.sha256()),
        Json.canonical(model),
        Manifests.MEDIA_TYPE);
    return model;
  }
}
