package io.wood.cli.archive;

import io.wood.cli.archive.ArchiveIndex.StoredEvent;
import io.wood.cli.archive.ArchiveIndex.StoredObject;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts an archived experiment into an installation: first all objects, then the events that
 * announce them. Nothing is replaced, nothing is trained or refined again, and an import that was
 * interrupted is completed by the next one.
 */
public final class ImportArchive {
  private final ArtifactStore store;
  private final Predicate<Event> isKnown;
  private final Consumer<Event> publish;

  /**
   * Imports into an installation.
   *
   * @param isKnown whether an event is in the log already
   * @param publish publishes an event; returns when it is in the log
   */
  public ImportArchive(ArtifactStore store, Predicate<Event> isKnown, Consumer<Event> publish) {
    this.store = store;
    this.isKnown = isKnown;
    this.publish = publish;
  }

  /**
   * What was imported.
   *
   * @param experiment id of the experiment
   * @param refinements ids of its refinements
   * @param objects objects that were not there before
   * @param events events that were not there before
   * @param missingOods OoDs whose images this store does not have
   * @param missingLabelled labelled images that it does not have
   */
  public record Imported(
      String experiment,
      List<String> refinements,
      int objects,
      int events,
      long missingOods,
      long missingLabelled) {}

  /**
   * Imports a file.
   *
   * @throws CommandFailedException when it is damaged or of other software, or when the experiment
   *     exists with other content; nothing is changed then
   */
  public Imported read(Path file) {
    try (ArchiveReader archive = new ArchiveReader(file)) {
      ArchiveIndex index = archive.contents();
      List<Event> events = events(archive);
      ClassifierTrained trained = trained(events);
      List<StoredObject> missing = missing(index);
      for (StoredObject object : missing) {
        store.putIfAbsent(
            object.bucket(), object.key(), archive.bytes(object.file()), object.mediaType());
      }
      List<Event> unknown = events.stream().filter(isKnown.negate()).toList();
      unknown.forEach(publish);
      return imported(index, trained, missing.size(), unknown.size());
    }
  }

  /** The events of the archive; each belongs to the experiment or to one of its refinements. */
  private static List<Event> events(ArchiveReader archive) {
    ArchiveIndex index = archive.contents();
    List<Event> events = new ArrayList<>();
    for (StoredEvent stored : index.events()) {
      Class<? extends Event> type = Topic.named(stored.topic()).orElseThrow().eventClass();
      Event event = Json.read(archive.bytes(stored.file()), type);
      if (!event.key().equals(index.experiment()) && !index.refinements().contains(event.key())) {
        throw new CommandFailedException(
            "%s is of '%s', not of experiment '%s': other software made this archive"
                .formatted(stored.file(), event.key(), index.experiment()));
      }
      events.add(event);
    }
    return events;
  }

  /** What the store lacks. */
  private List<StoredObject> missing(ArchiveIndex index) {
    List<StoredObject> missing = new ArrayList<>();
    for (StoredObject object : index.objects()) {
      if (!object.isOfRun() && store.stat(object.bucket(), object.key()).isPresent()) {
        continue;
      }
      var stored = store.find(object.bucket(), object.key());
      if (stored.isEmpty()) {
        missing.add(object);
      } else if (object.isOfRun() && !Hashes.sha256(stored.get().bytes()).equals(object.sha256())) {
        throw new CommandFailedException(
            "%s/%s exists with other content: this installation has an experiment or refinement of"
                    .formatted(object.bucket(), object.key())
                + " this name already. Import the archive into another installation, or train the"
                + " manifest under another name: `wood train --manifest FILE --name NAME`");
      }
    }
    return missing;
  }

  private static ClassifierTrained trained(List<Event> events) {
    return events.stream()
        .filter(ClassifierTrained.class::isInstance)
        .map(ClassifierTrained.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "the archive has no trained classifier; make it again with"
                        + " `wood experiments export`"));
  }

  private Imported imported(
      ArchiveIndex index, ClassifierTrained trained, int objects, int published) {
    ExperimentManifest manifest =
        Manifests.load(store, trained.manifest(), ExperimentManifest.class);
    DatasetManifest dataset = Manifests.load(store, trained.dataset(), DatasetManifest.class);
    return new Imported(
        index.experiment(),
        index.refinements(),
        objects,
        published,
        lacking(manifest.oods().stream()),
        lacking(dataset.images().stream().map(DatasetManifest.Image::artifact)));
  }

  private long lacking(Stream<ArtifactRef> images) {
    return images.parallel().filter(ref -> store.stat(ref.bucket(), ref.key()).isEmpty()).count();
  }
}
