package io.wood.demo;

import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.demo.drawing.DemoDataset;
import io.wood.demo.drawing.DemoImage;
import io.wood.demo.drawing.DemoSpec;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Draws and keeps the images: labelled ones in the store, candidates and their truth as files. */
final class DemoData {
  /** The dataset's name in experiments. */
  static final String NAME = "demo";

  private final ArtifactStore store;
  private final Path folder;
  private final DemoDataset dataset;
  private List<DemoImage> drawn = List.of();

  DemoData(ArtifactStore store, Path root, DemoSpec spec) {
    this.store = store;
    this.folder = root.resolve(Hashes.sha256(Json.canonical(spec)).substring(0, 12));
    this.dataset = new DemoDataset(spec);
  }

  Path candidates() {
    return folder.resolve("candidates");
  }

  private Path truth() {
    return folder.resolve("truth.csv");
  }

  /** True when everything is drawn and imported. */
  boolean complete() {
    return Files.exists(truth()) && imported().isPresent();
  }

  /** Draws all images, writes the candidates as files, and the truth last: it marks the end. */
  void draw(ProgressPrinter progress) {
    AtomicInteger done = new AtomicInteger();
    drawn =
        dataset
            .images()
            .peek(
                image -> progress.show("drawing", done.incrementAndGet(), dataset.size(), "images"))
            .toList();
    try {
      Files.createDirectories(candidates());
      for (DemoImage image : drawn) {
        if (image.kind().candidate()) {
          Files.write(candidates().resolve(image.name() + ".jpg"), image.jpeg());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the drawn candidates", e);
    }
    DrawnTruth.of(drawn).write(truth());
  }

  /** Imports the labelled images into the store under the name {@value #NAME}. */
  ImportedDataset load(ProgressPrinter progress) {
    ImportedDataset imported =
        new DatasetImporter(
                store, (done, total) -> progress.show("importing", done, total, "images"))
            .run(DemoImporter.plan(NAME, drawn));
    byte[] ref = Json.canonical(imported.ref());
    store.put(Buckets.DATASETS, ObjectKeys.datasetName(NAME), ref, "application/json");
    try {
      Files.write(folder.resolve("dataset.json"), ref);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve("dataset.json"), e);
    }
    drawn = List.of();
    return imported;
  }

  /** The manifest of an earlier import, if it is still in the store. */
  Optional<ArtifactRef> imported() {
    Path file = folder.resolve("dataset.json");
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readAllBytes(file), ArtifactRef.class))
              .filter(ref -> store.stat(ref.bucket(), ref.key()).isPresent())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  DrawnTruth drawnTruth() {
    return DrawnTruth.read(truth());
  }
}
