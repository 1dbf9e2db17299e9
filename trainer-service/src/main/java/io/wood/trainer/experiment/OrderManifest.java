package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ManifestFile;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Exports the manifest of an experiment as a file, and turns such a file into an order. */
public final class OrderManifest {
  private final ArtifactStore store;
  private final RunFiles files;

  public OrderManifest(ArtifactStore store, RunFiles files) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
  }

  /** Returns the manifest of an experiment that has started. */
  public ManifestFile export(String experiment) {
    ExperimentRequested request =
        files.request(experiment).orElseThrow(() -> RefusedException.unknown(experiment));
    FrozenManifest frozen =
        files
            .frozen(experiment)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Kind.CONFLICT,
                        "experiment '%s' has no manifest yet; it gets one when a trainer starts it"
                            .formatted(experiment)));
    return new ManifestFile(
        experiment,
        frozen.ref().sha256(),
        frozen.manifest(),
        request.initial(),
        request.refinement());
  }

  /**
   * Turns a file into an order.
   *
   * @param name id of the experiment; null to generate one
   * @param again true trains although the manifest is trained already
   * @throws RefusedException when the hash does not fit, naming the fields that were edited
   */
  public ExperimentOrder order(ManifestFile file, String name, boolean again, String by) {
    ExperimentManifest manifest = file.manifest();
    if (manifest == null) {
      throw new RefusedException(Kind.INVALID, "the file has no manifest; export one first");
    }
    requireUnedited(file);
    return new ExperimentOrder(
        name,
        dataset(manifest),
        null,
        initial(file),
        null,
        manifest.parameters().arm(),
        manifest.parameters().seed(),
        ParameterTree.map(manifest.parameters()),
        manifest.decisionOffsets(),
        manifest.decisionLog(),
        manifest.selection(),
        again,
        file.refinement() == null ? null : ParameterTree.map(file.refinement()),
        by);
  }

  /** Refuses OoDs in a manifest that its own offsets and selection do not give. */
  public static void requireOods(ExperimentManifest wanted, ExperimentManifest planned) {
    Set<String> missing = hashes(wanted.oods());
    missing.removeAll(hashes(planned.oods()));
    Set<String> added = hashes(planned.oods());
    added.removeAll(hashes(wanted.oods()));
    if (!missing.isEmpty() || !added.isEmpty()) {
      throw new RefusedException(
          Kind.INVALID,
          "manifest.oods: its decisions and its selection give %d OoDs that it does not list and not"
                  .formatted(added.size())
              + " %d that it lists. To choose OoDs one by one, list their hashes in"
                  .formatted(missing.size())
              + " manifest.selection.images");
    }
  }

  private static Set<String> hashes(List<ArtifactRef> oods) {
    return oods.stream().map(ArtifactRef::sha256).collect(Collectors.toCollection(HashSet::new));
  }

  private void requireUnedited(ManifestFile file) {
    if (file.sha256() == null || file.sha256().equals(hash(file.manifest()))) {
      return;
    }
    Optional<ExperimentManifest> original =
        store
            .find(Buckets.EXPERIMENTS, ObjectKeys.manifest(file.sha256()))
            .map(found -> Json.read(found.bytes(), ExperimentManifest.class));
    List<String> edits = original.map(one -> edits(one, file.manifest())).orElse(List.of());
    if (original.isPresent() && edits.isEmpty()) {
      // An older version left out what has a default today, so its hash is another one.
      return;
    }
    String edited =
        edits.isEmpty()
            ? "the original is not in this store, so the edited fields are unknown"
            : "edited: " + String.join(", ", edits);
    throw new RefusedException(
        Kind.INVALID,
        "the manifest does not have the hash %s: %s. Remove the line \"sha256\" to order the edited"
                .formatted(file.sha256(), edited)
            + " manifest, or export it again");
  }

  private static String hash(ExperimentManifest manifest) {
    return Hashes.sha256(Json.canonical(manifest));
  }

  private static List<String> edits(ExperimentManifest original, ExperimentManifest edited) {
    Map<String, String> from = new TreeMap<>(ParameterTree.flat(original));
    Map<String, String> to = new TreeMap<>(ParameterTree.flat(edited));
    Set<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(from.get(name), to.get(name)))
        .map(name -> name + " " + shown(from.get(name)) + " → " + shown(to.get(name)))
        .toList();
  }

  private static String shown(String value) {
    int most = 60;
    if (value == null) {
      return "–";
    }
    return value.length() > most ? value.substring(0, most) + "…" : value;
  }

  private ArtifactRef dataset(ExperimentManifest manifest) {
    return store
        .stat(Buckets.DATASETS, ObjectKeys.manifest(manifest.dataset()))
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.INVALID,
                    "manifest.dataset: no dataset %s in the store; import it first"
                        .formatted(manifest.dataset())));
  }

  private ArtifactRef initial(ManifestFile file) {
    String initial = file.manifest().initial();
    if (initial == null) {
      return null;
    }
    if (file.initial() != null && file.initial().sha256().equals(initial)) {
      return file.initial();
    }
    return store
        .stat(Buckets.MODELS, ObjectKeys.weights(initial))
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.INVALID,
                    "manifest.initial: no weights %s in the store; train or import them first"
                        .formatted(initial)));
  }
}
