package io.wood.cli.archive;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.Topic;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists the files of an archive, each with its hash and with where it belongs.
 *
 * @param format {@link #FORMAT}
 * @param version {@link #VERSION} or an older one
 * @param experiment id of the experiment
 * @param refinements ids of its refinements
 * @param objects objects of the store
 * @param events events in the order in which they are published
 */
record ArchiveIndex(
    String format,
    int version,
    String experiment,
    List<String> refinements,
    List<StoredObject> objects,
    List<StoredEvent> events) {
  static final String FORMAT = "wood experiment archive";
  static final int VERSION = 1;

  /** Name of the index in the archive. */
  static final String FILE = "archive.json";

  /** What the trainer stores of a run that has ended, without what belongs to a process. */
  static final List<String> RUN_FILES =
      List.of(
          "request.json",
          "manifest.json",
          "oods.json",
          "quality.json",
          "clusters.json",
          "cluster-use.json",
          "trained.json",
          "outcome.json");

  private static final Set<Topic> TOPICS =
      Set.of(
          Topic.EXPERIMENTS_REQUESTED,
          Topic.CLASSIFIERS_TRAINED,
          Topic.REFINEMENTS_REQUESTED,
          Topic.REFINEMENTS_COMPLETED);

  private static final Pattern BY_OWN_HASH =
      Pattern.compile("(manifests|weights)/[0-9a-f]{64}\\.(json|safetensors)");
  private static final Pattern BY_OTHER_HASH =
      Pattern.compile("(trained|models)/[0-9a-f]{64}\\.json");

  ArchiveIndex {
    ContractChecks.slug(experiment, "experiment");
    refinements = List.copyOf(refinements);
    refinements.forEach(id -> ContractChecks.slug(id, "refinements"));
    objects = List.copyOf(objects);
    events = List.copyOf(events);
    for (StoredObject object : objects) {
      if (!isOwn(object, experiment, refinements)) {
        throw new IllegalArgumentException(
            "%s/%s is no object of experiment '%s'"
                .formatted(object.bucket(), object.key(), experiment));
      }
    }
  }

  /**
   * An object of the store.
   *
   * @param file name in the archive
   * @param bucket bucket that it belongs to
   * @param key key in the bucket
   * @param mediaType its media type
   * @param sha256 hash of its bytes
   */
  record StoredObject(String file, String bucket, String key, String mediaType, String sha256) {
    StoredObject {
      ContractChecks.text(file, "file");
      requireReference(bucket, key, mediaType, sha256);
      if (!Buckets.ALL.contains(bucket)) {
        throw new IllegalArgumentException(file + " belongs to no bucket: " + bucket);
      }
    }

    /** A key that leads to another place is refused like that of any reference. */
    private static void requireReference(
        String bucket, String key, String mediaType, String sha256) {
      ArtifactRef unused = new ArtifactRef(bucket, key, sha256, 0, mediaType);
    }

    /** True when the key names the experiment or a refinement, and not content. */
    boolean isOfRun() {
      return key.startsWith("runs/");
    }
  }

  /**
   * An event.
   *
   * @param file name in the archive
   * @param topic name of its topic
   * @param sha256 hash of its bytes
   */
  record StoredEvent(String file, String topic, String sha256) {
    StoredEvent {
      ContractChecks.text(file, "file");
      ContractChecks.sha256(sha256, "sha256");
      if (Topic.named(topic).filter(TOPICS::contains).isEmpty()) {
        throw new IllegalArgumentException(
            file + " is of a topic that archives do not have: " + topic);
      }
    }
  }

  /** An archive must not be able to replace what belongs to others. */
  private static boolean isOwn(StoredObject object, String experiment, List<String> refinements) {
    String key = object.key();
    if (object.isOfRun()) {
      return object.bucket().equals(Buckets.EXPERIMENTS)
          ? RUN_FILES.stream().anyMatch(name -> key.equals("runs/" + experiment + "/" + name))
          : object.bucket().equals(Buckets.OUTPUTS)
              && refinements.stream().anyMatch(id -> key.startsWith("runs/" + id + "/"));
    }
    return (BY_OWN_HASH.matcher(key).matches() && key.contains("/" + object.sha256() + "."))
        || BY_OTHER_HASH.matcher(key).matches();
  }
}
