package io.wood.trainer;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.ExperimentManifest;
import io.wood.contracts.ExperimentRequested;
import io.wood.contracts.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.Versioned;
import io.wood.trainer.Run.Attempts;
import io.wood.trainer.Run.CheckpointAt;
import io.wood.trainer.Run.Frozen;
import io.wood.trainer.Run.Outcome;
import io.wood.trainer.Run.Point;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The objects of a run. Request, manifest, cancellation and outcome are written once, by whoever
 * comes first; so a duplicate, a second replica or a repeated start finds them and changes nothing.
 */
final class RunFiles {
  private static final String REQUEST = "request.json";
  private static final String MANIFEST = "manifest.json";
  private static final String CANCELLED = "cancelled.json";
  private static final String OUTCOME = "outcome.json";
  private static final String CHECKPOINT = "checkpoint.json";
  private static final String ATTEMPTS = "attempts.json";
  static final String LEASE = "lease.json";

  private final ArtifactStore store;

  RunFiles(ArtifactStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /** Writes a request down and returns what stands there: this one, or an earlier one. */
  ExperimentRequested register(ExperimentRequested request) {
    return once(request.experiment(), REQUEST, request, ExperimentRequested.class);
  }

  Optional<ExperimentRequested> request(String experiment) {
    return find(experiment, REQUEST, ExperimentRequested.class);
  }

  /** Freezes what decides the weights, and returns what was frozen first. */
  Frozen freeze(ExperimentManifest manifest) {
    ArtifactRef ref = Manifests.store(store, Buckets.EXPERIMENTS, manifest);
    return load(once(manifest.experiment(), MANIFEST, ref, ArtifactRef.class));
  }

  Optional<Frozen> frozen(String experiment) {
    return find(experiment, MANIFEST, ArtifactRef.class).map(this::load);
  }

  private Frozen load(ArtifactRef ref) {
    return new Frozen(Manifests.load(store, ref, ExperimentManifest.class), ref);
  }

  /** Marks a run as no longer wanted; whoever runs it, now or later, stops. */
  void cancel(String experiment, Cancellation cancellation) {
    once(experiment, CANCELLED, cancellation, Cancellation.class);
  }

  Optional<Cancellation> cancellation(String experiment) {
    return find(experiment, CANCELLED, Cancellation.class);
  }

  /**
   * Ends a run and returns how it ended: so, or as it had ended before. The checkpoint goes, unless
   * the outcome keeps it.
   */
  Outcome end(Outcome outcome) {
    Outcome standing = once(outcome.experiment(), OUTCOME, outcome, Outcome.class);
    find(outcome.experiment(), CHECKPOINT, CheckpointAt.class)
        .filter(last -> standing.kept() == null || !standing.kept().bytes().equals(last.bytes()))
        .ifPresent(this::forget);
    store.delete(Buckets.EXPERIMENTS, ObjectKeys.ofRun(outcome.experiment(), CHECKPOINT));
    return standing;
  }

  Optional<Outcome> outcome(String experiment) {
    return find(experiment, OUTCOME, Outcome.class);
  }

  /**
   * Stores a checkpoint, then points at it, then drops the one before: whenever the process dies, a
   * whole checkpoint is pointed at.
   */
  void saveCheckpoint(Frozen frozen, long step, byte[] bytes, List<Point> curve) {
    String experiment = frozen.manifest().experiment();
    Optional<CheckpointAt> before = find(experiment, CHECKPOINT, CheckpointAt.class);
    ArtifactRef ref =
        store.put(
            Buckets.EXPERIMENTS,
            ObjectKeys.ofRun(experiment, "checkpoints/" + step),
            bytes,
            "application/octet-stream");
    write(experiment, CHECKPOINT, new CheckpointAt(step, frozen.ref().sha256(), ref, curve));
    before.filter(old -> !old.bytes().key().equals(ref.key())).ifPresent(this::forget);
  }

  /** The last checkpoint of exactly this manifest. */
  Optional<CheckpointAt> checkpoint(Frozen frozen) {
    return find(frozen.manifest().experiment(), CHECKPOINT, CheckpointAt.class)
        .filter(checkpoint -> checkpoint.manifest().equals(frozen.ref().sha256()));
  }

  Attempts attempts(String experiment) {
    return find(experiment, ATTEMPTS, Attempts.class).orElse(Attempts.NONE);
  }

  void saveAttempts(String experiment, Attempts attempts) {
    write(experiment, ATTEMPTS, attempts);
  }

  private void forget(CheckpointAt checkpoint) {
    store.delete(checkpoint.bytes().bucket(), checkpoint.bytes().key());
  }

  private void write(String experiment, String name, Object value) {
    store.put(
        Buckets.EXPERIMENTS,
        ObjectKeys.ofRun(experiment, name),
        Json.canonical(value),
        Manifests.MEDIA_TYPE);
  }

  private <T> T once(String experiment, String name, T value, Class<T> type) {
    boolean first =
        store.putIfAbsent(
            Buckets.EXPERIMENTS,
            ObjectKeys.ofRun(experiment, name),
            Json.canonical(value),
            Manifests.MEDIA_TYPE);
    return first ? value : find(experiment, name, type).orElse(value);
  }

  private <T> Optional<T> find(String experiment, String name, Class<T> type) {
    return store
        .find(Buckets.EXPERIMENTS, ObjectKeys.ofRun(experiment, name))
        .map(Versioned::bytes)
        .map(bytes -> Json.read(bytes, type));
  }
}
