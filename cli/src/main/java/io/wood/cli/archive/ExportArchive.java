package io.wood.cli.archive;

import io.wood.cli.archive.ArchiveIndex.StoredEvent;
import io.wood.cli.archive.ArchiveIndex.StoredObject;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.VersionedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes one trained experiment to a ZIP file: request, manifest, weights, the origin of its OoDs,
 * figures and curves, the masks and reports of its refinements, and the events that announce them.
 * Images are not part of it.
 */
public final class ExportArchive {
  /** What only a running process needs. */
  private static final Pattern OF_A_PROCESS =
      Pattern.compile(".*/(((mlflow-)?lease|attempts|starts|unannounced)\\.json|[^/]*-checkpoint)");

  private static final Pattern OF_AN_IMAGE = Pattern.compile("runs/[^/]+/images/.*");
  private static final Pattern MASKS =
      Pattern.compile(".*/(result\\.json|mask\\.png|prediction(-labelled)?\\.png)");

  private final ArtifactStore store;
  private final boolean complete;

  /**
   * Exports from a store.
   *
   * @param complete true adds what the masks were made from: CAMs and walked maps, many times the
   *     size
   */
  public ExportArchive(ArtifactStore store, boolean complete) {
    this.store = store;
    this.complete = complete;
  }

  /**
   * Writes the archive; a file that exists is not replaced.
   *
   * @return number of objects in it
   */
  public int write(ExperimentDetail detail, List<RefinementSummary> refinements, Path file) {
    if (detail.model() == null || detail.manifestRef() == null) {
      throw new CommandFailedException(
          "experiment '%s' is %s and has no weights; an archive has a trained experiment"
              .formatted(detail.summary().experiment(), detail.summary().state()));
    }
    requireEnded(detail.summary().experiment());
    requireEnded(detail, refinements);
    if (Files.exists(file)) {
      throw new CommandFailedException(file + " exists; delete it, or choose another with -o");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
        ArchiveIndex index = new Content(zip).add(detail, refinements);
        entry(zip, ArchiveIndex.FILE, Json.canonical(index));
        zip.finish();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return index.objects().size();
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  /** The other installation would train an experiment without a result. */
  private void requireEnded(String experiment) {
    if (store.find(Buckets.EXPERIMENTS, ObjectKeys.ofRun(experiment, "outcome.json")).isEmpty()) {
      throw new CommandFailedException(
          "experiment '%s' is not finished: its result is not stored; wait for its end"
              .formatted(experiment));
    }
  }

  /** The other installation would make masks that are missing, and it has no images. */
  private static void requireEnded(ExperimentDetail detail, List<RefinementSummary> refinements) {
    String experiment = detail.summary().experiment();
    boolean awaited =
        detail.request().refinement() != null
            && refinements.stream().noneMatch(one -> one.request().refinement().equals(experiment));
    Optional<String> open =
        refinements.stream()
            .filter(one -> !one.ended())
            .map(one -> one.request().refinement())
            .findFirst()
            .or(() -> awaited ? Optional.of(experiment) : Optional.empty());
    if (open.isPresent()) {
      throw new CommandFailedException(
          "the refinement '%s' has not ended; wait for its end, or cancel it"
              .formatted(open.get()));
    }
  }

  private static void entry(ZipOutputStream zip, String file, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(file));
    zip.write(bytes);
    zip.closeEntry();
  }

  /** The files of one archive. */
  private final class Content {
    private final ZipOutputStream zip;
    private final Set<String> files = new HashSet<>();
    private final List<StoredObject> objects = new ArrayList<>();
    private final List<StoredEvent> events = new ArrayList<>();

    Content(ZipOutputStream zip) {
      this.zip = zip;
    }

    ArchiveIndex add(ExperimentDetail detail, List<RefinementSummary> refinements)
        throws IOException {
      String experiment = detail.summary().experiment();
      for (RefinementSummary refinement : refinements) {
        add(refinement);
      }
      for (String name : ArchiveIndex.RUN_FILES) {
        find(Buckets.EXPERIMENTS, ObjectKeys.ofRun(experiment, name));
      }
      find(Buckets.EXPERIMENTS, ObjectKeys.trained(detail.manifestRef().sha256()));
      add(detail.manifestRef());
      add(detail.request().dataset());
      weights(detail.model().weights());
      if (isWeights(detail.request().initial())) {
        weights(detail.request().initial());
      }
      event(trained(experiment));
      event(detail.request());
      return new ArchiveIndex(
          ArchiveIndex.FORMAT,
          ArchiveIndex.VERSION,
          experiment,
          refinements.stream().map(one -> one.request().refinement()).toList(),
          objects,
          events);
    }

    private ClassifierTrained trained(String experiment) {
      String key = ObjectKeys.ofRun(experiment, "trained.json");
      return store
          .find(Buckets.EXPERIMENTS, key)
          .map(found -> Json.read(found.bytes(), ClassifierTrained.class))
          .orElseThrow(
              () ->
                  new CommandFailedException(
                      "the store lacks %s/%s; restore it from a backup"
                          .formatted(Buckets.EXPERIMENTS, key)));
    }

    /** Weights of an experiment, and not a checkpoint or a file of other tools. */
    private boolean isWeights(ArtifactRef initial) {
      return initial != null
          && initial.bucket().equals(Buckets.MODELS)
          && initial.key().equals(ObjectKeys.weights(initial.sha256()));
    }

    private void weights(ArtifactRef weights) throws IOException {
      add(weights);
      find(Buckets.MODELS, ObjectKeys.model(weights.sha256()));
    }

    private void add(RefinementSummary refinement) throws IOException {
      String id = refinement.request().refinement();
      ArtifactRef trunk = refinement.request().trunk();
      // A refinement that named weights which are not there has failed, and is exported all the
      // same.
      if (trunk != null && store.stat(trunk.bucket(), trunk.key()).isPresent()) {
        weights(trunk);
      }
      for (String key :
          store.list(Buckets.OUTPUTS, "runs/" + id + "/").stream().sorted().toList()) {
        boolean wanted =
            complete || !OF_AN_IMAGE.matcher(key).matches() || MASKS.matcher(key).matches();
        if (wanted && !OF_A_PROCESS.matcher(key).matches()) {
          find(Buckets.OUTPUTS, key);
        }
      }
      if (refinement.completed() == null) {
        // How it ended is stored, so that it is not run again.
        event(refinement.request());
        return;
      }
      add(refinement.completed().results());
      Results results = Json.read(store.get(refinement.completed().results()), Results.class);
      for (ArtifactRef ref :
          Stream.of(refinement.completed().report(), results.relations(), results.segmentation())
              .filter(ref -> ref != null)
              .toList()) {
        add(ref);
      }
      event(refinement.completed());
      event(refinement.request());
    }

    private void add(ArtifactRef ref) throws IOException {
      add(ref.bucket(), ref.key(), ref.mediaType(), store.get(ref));
    }

    /** Adds an object, if there is one. */
    private void find(String bucket, String key) throws IOException {
      Optional<ArtifactRef> ref = store.stat(bucket, key);
      if (ref.isPresent()) {
        add(ref.get());
        return;
      }
      Optional<VersionedObject> found = store.find(bucket, key);
      if (found.isPresent()) {
        add(bucket, key, "application/json", found.get().bytes());
      }
    }

    private void add(String bucket, String key, String mediaType, byte[] bytes) throws IOException {
      String file = "objects/" + bucket + "/" + key;
      if (files.add(file)) {
        entry(zip, file, bytes);
        objects.add(new StoredObject(file, bucket, key, mediaType, Hashes.sha256(bytes)));
      }
    }

    private void event(Event event) throws IOException {
      String topic = Topic.of(event.getClass()).topicName();
      String file = "events/%d-%s.json".formatted(events.size() + 1, topic);
      byte[] json = Json.canonical(event);
      entry(zip, file, json);
      events.add(new StoredEvent(file, topic, Hashes.sha256(json)));
    }
  }

  /** Weights that a refinement has trained. */
  record Results(ArtifactRef relations, ArtifactRef segmentation) {}
}
