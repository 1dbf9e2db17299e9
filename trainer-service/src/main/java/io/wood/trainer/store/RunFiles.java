package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.artifact.QualityReport;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Stores the objects of a run. Request, manifest, cancellation and result are written once and the
 * first write wins, so a duplicate, a second replica or a repeated start changes nothing.
 */
public final class RunFiles {
  private static final String REQUEST = "request.json";
  private static final String MANIFEST = "manifest.json";
  private static final String CANCELLED = "cancelled.json";
  private static final String OUTCOME = "outcome.json";
  private static final String UNANNOUNCED = "unannounced.json";
  private static final String CHECKPOINT = "checkpoint.json";
  private static final String ATTEMPTS = "attempts.json";
  private static final String TRAINED = "trained.json";
  private static final String QUALITY = "quality.json";
  private static final String CHECKPOINTS = "checkpoints/";
  public static final String LEASE = "lease.json";

  private final ArtifactStore store;
  private final RunObjects objects;
  private final OodFiles oods;

  public RunFiles(ArtifactStore store) {
    this.store = Objects.requireNonNull(store, "store");
    this.objects = new RunObjects(store);
    this.oods = new OodFiles(objects);
  }

  /** Stores a request unless one exists; returns the stored one. */
  public ExperimentRequested register(ExperimentRequested request) {
    return objects.once(request.experiment(), REQUEST, request, ExperimentRequested.class);
  }

  public Optional<ExperimentRequested> request(String experiment) {
    return objects.find(experiment, REQUEST, ExperimentRequested.class);
  }

  /** Stores a manifest unless the run has one; returns the stored one. */
  public FrozenManifest freeze(String experiment, ExperimentManifest manifest) {
    ArtifactRef ref = Manifests.store(store, Buckets.EXPERIMENTS, manifest);
    return load(experiment, objects.once(experiment, MANIFEST, ref, ArtifactRef.class));
  }

  public Optional<FrozenManifest> frozen(String experiment) {
    return objects.find(experiment, MANIFEST, ArtifactRef.class).map(ref -> load(experiment, ref));
  }

  private FrozenManifest load(String experiment, ArtifactRef ref) {
    return new FrozenManifest(
        experiment, Manifests.load(store, ref, ExperimentManifest.class), ref);
  }

  /** Stores where the OoDs of a run come from, unless that is stored. */
  public void noteOods(String experiment, Supplier<UsedOods> used) {
    oods.note(experiment, used);
  }

  /**
   * How many OoDs a run uses, and the first of them; empty for a run of an older version. The first
   * call divides many OoDs into pages, which takes a second.
   */
  public Optional<OodSummary> oodSummary(String experiment) {
    return oods.summary(experiment);
  }

  /** Where one OoD of a run comes from; empty when the run does not use it. */
  public Optional<UsedOod> usedOod(String experiment, String image) {
    return oods.find(experiment, image);
  }

  /** Stores how the quality of labelled images and OoDs differs; a later start finds the same. */
  public void noteQuality(String experiment, QualityReport report) {
    objects.put(experiment, QUALITY, report);
  }

  /** Finds how the quality differs; empty without OoDs, or where it was not compared. */
  public Optional<QualityReport> quality(String experiment) {
    return objects.find(experiment, QUALITY, QualityReport.class);
  }

  /** Finds the first experiment that trained the manifest of this hash. */
  public Optional<TrainedManifest> trained(String manifestSha256) {
    return store
        .find(Buckets.EXPERIMENTS, ObjectKeys.trained(manifestSha256))
        .map(found -> Json.read(found.bytes(), TrainedManifest.class));
  }

  /** The first experiment of a manifest counts; another one changes nothing. */
  private void noteTrained(RunResult result) {
    if (result.model() != null && result.manifest() != null) {
      store.putIfAbsent(
          Buckets.EXPERIMENTS,
          ObjectKeys.trained(result.manifest().sha256()),
          Json.canonical(
              new TrainedManifest(result.experiment(), result.model().weights().sha256())),
          Manifests.MEDIA_TYPE);
    }
  }

  /** Stores a cancellation: the trainer that runs this experiment, now or later, stops. */
  public void cancel(String experiment, CancellationRecord cancellation) {
    objects.once(experiment, CANCELLED, cancellation, CancellationRecord.class);
  }

  public Optional<CancellationRecord> cancellation(String experiment) {
    return objects.find(experiment, CANCELLED, CancellationRecord.class);
  }

  /**
   * Stores the event that announces a run's classifier unless one exists; returns the stored one.
   * Training on a GPU twice gives two classifiers; what counts is the first one.
   */
  public ClassifierTrained announce(ClassifierTrained trained) {
    return objects.once(trained.experiment(), TRAINED, trained, ClassifierTrained.class);
  }

  public Optional<ClassifierTrained> announced(String experiment) {
    return objects.find(experiment, TRAINED, ClassifierTrained.class);
  }

  /** The weights of an experiment; they are announced before it has a result. */
  public Optional<ModelRef> model(String experiment) {
    return announced(experiment).map(ClassifierTrained::model);
  }

  /**
   * Stores the result of a run unless one exists; returns the stored one. Until {@link #close} it
   * is marked as {@link #unannounced}.
   */
  public RunResult end(RunResult result) {
    objects.put(result.experiment(), UNANNOUNCED, Map.of());
    noteTrained(result);
    return objects.once(result.experiment(), OUTCOME, result, RunResult.class);
  }

  /** The result of a run whose last event may not be published yet. */
  public Optional<RunResult> unannounced(String experiment) {
    return objects.version(experiment, UNANNOUNCED).flatMap(mark -> result(experiment));
  }

  /**
   * Deletes what a run needs no more once its last event is published: the checkpoints, also those
   * of killed processes, unless the result keeps one, the count of starts and, last, the mark.
   */
  public void close(RunResult result) {
    deleteCheckpoints(result);
    for (String name : List.of(CHECKPOINT, ATTEMPTS, UNANNOUNCED)) {
      objects.delete(result.experiment(), name);
    }
  }

  private void deleteCheckpoints(RunResult result) {
    String kept = result.kept() == null ? "" : result.kept().bytes().key();
    store.list(Buckets.EXPERIMENTS, ObjectKeys.ofRun(result.experiment(), CHECKPOINTS)).stream()
        .filter(key -> !key.equals(kept))
        .forEach(key -> store.delete(Buckets.EXPERIMENTS, key));
  }

  public Optional<RunResult> result(String experiment) {
    return objects.find(experiment, OUTCOME, RunResult.class);
  }

  /**
   * Stores the bytes of a checkpoint, then the pointer to them, then deletes the previous bytes.
   * Whenever the process dies, the pointer names a complete checkpoint.
   *
   * <p>A process may be suspended between any two lines. Therefore the pointer is read before the
   * lease is checked, and only the version that was read is replaced; the bytes have a key that no
   * other writer can choose.
   *
   * @return false if the run belongs, or may belong, to another trainer; nothing is changed then
   */
  public boolean saveCheckpoint(ClaimedRun run, long step, byte[] bytes, List<CurvePoint> curve) {
    String experiment = run.frozen().experiment();
    Optional<VersionedObject> before = objects.version(experiment, CHECKPOINT);
    if (!run.lease().isHeld()) {
      return false;
    }
    ArtifactRef ref =
        store.put(
            Buckets.EXPERIMENTS,
            ObjectKeys.ofRun(experiment, CHECKPOINTS + step + "-" + UUID.randomUUID()),
            bytes,
            "application/octet-stream");
    StoredCheckpoint now = new StoredCheckpoint(step, run.frozen().ref().sha256(), ref, curve);
    if (!objects.exchange(experiment, CHECKPOINT, before, now)) {
      delete(ref);
      return false;
    }
    before
        .map(old -> Json.read(old.bytes(), StoredCheckpoint.class).bytes())
        .ifPresent(this::delete);
    return true;
  }

  /** The last checkpoint of exactly this manifest. */
  public Optional<StoredCheckpoint> checkpoint(FrozenManifest frozen) {
    return objects
        .find(frozen.experiment(), CHECKPOINT, StoredCheckpoint.class)
        .filter(checkpoint -> checkpoint.manifest().equals(frozen.ref().sha256()));
  }

  /** The step of the last checkpoint, whatever its manifest; 0 if there is none. */
  public long checkpointStep(String experiment) {
    return objects
        .find(experiment, CHECKPOINT, StoredCheckpoint.class)
        .map(StoredCheckpoint::step)
        .orElse(0L);
  }

  public RunAttempts attempts(String experiment) {
    return objects.find(experiment, ATTEMPTS, RunAttempts.class).orElse(RunAttempts.NONE);
  }

  /** Replaces the count of starts, if it still is {@code from}; otherwise changes nothing. */
  public void countAttempts(String experiment, RunAttempts from, RunAttempts to) {
    Optional<VersionedObject> stored = objects.version(experiment, ATTEMPTS);
    RunAttempts counted =
        stored.map(found -> Json.read(found.bytes(), RunAttempts.class)).orElse(RunAttempts.NONE);
    if (counted.equals(from)) {
      objects.exchange(experiment, ATTEMPTS, stored, to);
    }
  }

  private void delete(ArtifactRef bytes) {
    store.delete(bytes.bucket(), bytes.key());
  }
}
