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
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.engine.FetchImages;
import io.wood.trainer.engine.TrainingEngine;
import io.wood.trainer.experiment.CheckExperiment;
import io.wood.trainer.experiment.KnownWeights;
import io.wood.trainer.store.ClusterFiles;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs one experiment from its frozen manifest to stored weights: check, fetch, train (or resume),
 * store. A repetition stores the same bytes under the same keys.
 */
public final class RunExperiment {
  private static final Logger LOG = Logger.getLogger(RunExperiment.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ArtifactStore store;
  private final RunFiles files;
  private final KnownWeights weights;
  private final FetchImages fetchImages;
  private final TrainingEngine engine;
  private final Clock clock;

  public RunExperiment(
      ArtifactStore store,
      RunFiles files,
      FetchImages fetchImages,
      TrainingEngine engine,
      Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
    this.weights = new KnownWeights(store, files);
    this.fetchImages = Objects.requireNonNull(fetchImages, "fetchImages");
    this.engine = Objects.requireNonNull(engine, "engine");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  ClassifierTrained run(
      ExperimentRequested request, FrozenManifest frozen, TrainingListener listener) {
    DatasetManifest dataset = Manifests.load(store, request.dataset(), DatasetManifest.class);
    CheckExperiment.parameters(request.parameters(), request.initial() != null);
    CheckExperiment.dataset(dataset);
    CheckExperiment.oods(frozen.manifest());
    Optional<byte[]> initial = initialWeights(request, dataset, listener);
    fetchImages.fetch(dataset, frozen.manifest().oods(), listener);
    TrainingEngine.TrainingOutput result =
        engine.train(
            new TrainingEngine.TrainingInput(frozen, dataset, initial),
            checkpoint(frozen),
            new RunListener(
                listener, new ClusterWriter(new ClusterFiles(store), request.experiment())));
    ModelRef model = keep(request, dataset, result.weights(), listener);
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

  /**
   * Says that the classifier has forgotten its classes; empty if it has not, or if the one that it
   * started from cannot be read.
   */
  Optional<String> forgotten(ExperimentRequested request, ClassifierTrained trained) {
    try {
      return start(request)
          .flatMap(from -> new PrecisionComparison(files).remark(request, from, trained));
    } catch (MissingObjectException | CorruptObjectException | InvalidJsonException e) {
      LOG.warnf(
          "%s: the precision is not compared with that of the start: %s",
          request.experiment(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<byte[]> initialWeights(
      ExperimentRequested request, DatasetManifest dataset, TrainingListener listener) {
    if (request.initial() == null) {
      return Optional.empty();
    }
    start(request)
        .ifPresentOrElse(
            model -> CheckExperiment.initial(model, dataset, request.parameters()),
            () -> remarkOnClasses(request, dataset, listener));
    return Optional.of(store.read(request.initial()));
  }

  /** The classifier that the run starts from, if it was trained here. */
  private Optional<ModelRef> start(ExperimentRequested request) {
    return Optional.ofNullable(request.initial()).flatMap(weights::find);
  }

  /**
   * The network itself rejects weights of another shape. It cannot detect the same number of
   * classes with other names or in another order. A base classifier ignores the weights of the last
   * layer.
   */
  private static void remarkOnClasses(
      ExperimentRequested request, DatasetManifest dataset, TrainingListener listener) {
    if (request.parameters().arm().startsFromClassifier()) {
      listener.remark(
          "the initial weights %s/%s were not trained here: it could not be checked that their"
                  .formatted(request.initial().bucket(), request.initial().key())
              + " classes are %s, in this order".formatted(dataset.classes()));
    }
  }

  /** Ignores a missing or damaged checkpoint: the run then starts from the beginning. */
  private Optional<byte[]> checkpoint(FrozenManifest frozen) {
    try {
      return files.checkpoint(frozen).map(checkpoint -> store.get(checkpoint.bytes()));
    } catch (MissingObjectException | CorruptObjectException e) {
      LOG.warnf(
          "%s: starting from the beginning, the checkpoint cannot be used: %s",
          frozen.experiment(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Waits for a store that is away: the training took longer. */
  private ModelRef keep(
      ExperimentRequested request,
      DatasetManifest dataset,
      byte[] trained,
      TrainingListener listener) {
    while (true) {
      try {
        return store(request, dataset, trained);
      } catch (StoreUnavailableException e) {
        if (listener.cancelled()) {
          throw e;
        }
        LOG.warnf("%s: the weights wait for the store: %s", request.experiment(), e.getMessage());
        pause(e);
      }
    }
  }

  private static void pause(StoreUnavailableException failure) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
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
