package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import io.wood.trainer.store.RunRecords.Attempts;
import io.wood.trainer.store.RunRecords.CheckpointAt;
import io.wood.trainer.store.RunRecords.Claimed;
import io.wood.trainer.store.RunRecords.Frozen;
import io.wood.trainer.store.RunRecords.Outcome;
import io.wood.trainer.store.RunRecords.Point;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The objects of a run. Request, manifest, cancellation and outcome are written once, by whoever
 * comes first; so a duplicate, a second replica or a repeated start finds them and changes nothing.
 */
public final class RunFiles {
  private static final String REQUEST = "request.json";
  private static final String MANIFEST = "manifest.json";
  private static final String CANCELLED = "cancelled.json";
  private static final String OUTCOME = "outcome.json";
  private static final String CHECKPOINT = "checkpoint.json";
  private static final String ATTEMPTS = "attempts.json";
  public static final String LEASE = "lease.json";

  private final ArtifactStore store;
  private final RunObjects objects;

  public RunFiles(ArtifactStore store) {
    this.store = Objects.requireNonNull(store, "store");
    this.objects = new RunObjects(store);
  }

  /** Writes a request down and returns what stands there: this one, or an earlier one. */
  public ExperimentRequested register(ExperimentRequested request) {
    return objects.once(request.experiment(), REQUEST, request, ExperimentRequested.class);
  }

  public Optional<ExperimentRequested> request(String experiment) {
    return objects.find(experiment, REQUEST, ExperimentRequested.class);
  }

  /** Freezes what decides the weights, and returns what was frozen first. */
  public Frozen freeze(ExperimentManifest manifest) {
    ArtifactRef ref = Manifests.store(store, Buckets.EXPERIMENTS, manifest);
    return load(objects.once(manifest.experiment(), MANIFEST, ref, ArtifactRef.class));
  }

  public Optional<Frozen> frozen(String experiment) {
    return objects.find(experiment, MANIFEST, ArtifactRef.class).map(this::load);
  }

  private Frozen load(ArtifactRef ref) {
    return new Frozen(Manifests.load(store, ref, ExperimentManifest.class), ref);
  }

  /** Marks a run as no longer wanted; whoever runs it, now or later, stops. */
  public void cancel(String experiment, CancellationRecord cancellation) {
    objects.once(experiment, CANCELLED, cancellation, CancellationRecord.class);
  }

  public Optional<CancellationRecord> cancellation(String experiment) {
    return objects.find(experiment, CANCELLED, CancellationRecord.class);
  }

  /**
   * Ends a run and returns how it ended: so, or as it had ended before. The checkpoint goes, unless
   * the outcome keeps it.
   */
  public Outcome end(Outcome outcome) {
    Outcome standing = objects.once(outcome.experiment(), OUTCOME, outcome, Outcome.class);
    objects
        .find(outcome.experiment(), CHECKPOINT, CheckpointAt.class)
        .filter(last -> standing.kept() == null || !standing.kept().bytes().equals(last.bytes()))
        .ifPresent(last -> forget(last.bytes()));
    objects.delete(outcome.experiment(), CHECKPOINT);
    return standing;
  }

  public Optional<Outcome> outcome(String experiment) {
    return objects.find(experiment, OUTCOME, Outcome.class);
  }

  /**
   * Stores a checkpoint, then points at it, then drops the one before: whenever the process dies, a
   * whole checkpoint is pointed at.
   *
   * <p>A process may sleep between any two lines. So what stood is read before the lease is looked
   * at, and only that version is replaced and dropped; the bytes lie under a key that no other
   * writer can choose.
   *
   * @return false when the run is, or may be, somebody else's by now; then nothing has changed
   */
  public boolean saveCheckpoint(Claimed run, long step, byte[] bytes, List<Point> curve) {
    String experiment = run.frozen().manifest().experiment();
    Optional<VersionedObject> before = objects.version(experiment, CHECKPOINT);
    if (!run.lease().isHeld()) {
      return false;
    }
    ArtifactRef ref =
        store.put(
            Buckets.EXPERIMENTS,
            ObjectKeys.ofRun(experiment, "checkpoints/" + step + "-" + UUID.randomUUID()),
            bytes,
            "application/octet-stream");
    CheckpointAt now = new CheckpointAt(step, run.frozen().ref().sha256(), ref, curve);
    if (!objects.exchange(experiment, CHECKPOINT, before, now)) {
      forget(ref);
      return false;
    }
    before.map(old -> Json.read(old.bytes(), CheckpointAt.class).bytes()).ifPresent(this::forget);
    return true;
  }

  /** The last checkpoint of exactly this manifest. */
  public Optional<CheckpointAt> checkpoint(Frozen frozen) {
    return objects
        .find(frozen.manifest().experiment(), CHECKPOINT, CheckpointAt.class)
        .filter(checkpoint -> checkpoint.manifest().equals(frozen.ref().sha256()));
  }

  public Attempts attempts(String experiment) {
    return objects.find(experiment, ATTEMPTS, Attempts.class).orElse(Attempts.NONE);
  }

  /** Counts on, or back, from what was counted before; changes nothing when that has changed. */
  public void countAttempts(String experiment, Attempts from, Attempts to) {
    Optional<VersionedObject> standing = objects.version(experiment, ATTEMPTS);
    Attempts counted =
        standing.map(found -> Json.read(found.bytes(), Attempts.class)).orElse(Attempts.NONE);
    if (counted.equals(from)) {
      objects.exchange(experiment, ATTEMPTS, standing, to);
    }
  }

  private void forget(ArtifactRef bytes) {
    store.delete(bytes.bucket(), bytes.key());
  }
}
