package io.wood.cli.dataset;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Stores a planned dataset, several images at a time. */
public final class DatasetImporter {
  private static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final ObjectWriter store;
  private final ImportProgress progress;

  /**
   * An importer that stores what the store does not hold yet: an interrupted import continues, and
   * the same import again uploads nothing.
   */
  public DatasetImporter(ArtifactStore store, ImportProgress progress) {
    this(
        (bucket, key, bytes, mediaType) ->
            store
                .stat(bucket, key)
                .filter(
                    ref -> ref.size() == bytes.length && ref.sha256().equals(Hashes.sha256(bytes)))
                .filter(ref -> ref.mediaType().equals(mediaType))
                .orElseGet(() -> store.put(bucket, key, bytes, mediaType)),
        progress);
  }

  private DatasetImporter(ObjectWriter store, ImportProgress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Reads and checks everything, but stores nothing. */
  public static DatasetImporter dryRun(ImportProgress progress) {
    return new DatasetImporter(
        (bucket, key, bytes, mediaType) ->
            new ArtifactRef(bucket, key, Hashes.sha256(bytes), bytes.length, mediaType),
        progress);
  }

  /** Stores an object, or only names it. */
  @FunctionalInterface
  interface ObjectWriter {
    ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType);
  }

  /**
   * Stores the usable images, their masks and the manifest. The same plan gives the same reference.
   *
   * @throws DatasetImportException when no training image remains
   */
  public ImportedDataset run(DatasetPlan plan) {
    List<ImportProblem> problems = new ArrayList<>(plan.problems());
    Map<String, DatasetManifest.Image> byHash = new HashMap<>();
    List<DatasetManifest.Image> images = new ArrayList<>();
    ImportReport report = new ImportReport(plan.classes());
    plan.notes().forEach(report::note);
    MaskValues values = maskValues(plan, report);
    for (ImageImport.Outcome outcome : outcomes(plan, values)) {
      problems.addAll(outcome.problems());
      outcome
          .image()
          .ifPresent(
              image -> {
                DatasetManifest.Image first = byHash.putIfAbsent(image.artifact().sha256(), image);
                if (first == null) {
                  images.add(image);
                  report.add(image, outcome.pixels(), outcome.turned());
                } else {
                  problems.add(duplicate(image, first));
                  report.repeated(image, first);
                }
              });
    }
    problems.addAll(classesWithoutImages(plan, images));
    if (images.stream().noneMatch(image -> image.split() == Split.TRAIN)) {
      throw new DatasetImportException(nothingRemains(plan, problems));
    }
    DatasetManifest manifest = new DatasetManifest(plan.name(), plan.classes(), images);
    byte[] json = Json.canonical(manifest);
    ArtifactRef ref =
        store.put(
            Buckets.DATASETS, ObjectKeys.manifest(Hashes.sha256(json)), json, Manifests.MEDIA_TYPE);
    return new ImportedDataset(ref, manifest, problems, report.lines(), report.warnings());
  }

  /** With one class the masks show by their values which one means it. */
  private static MaskValues maskValues(DatasetPlan plan, ImportReport report) {
    if (plan.classes().size() != 1) {
      return plan.maskValues();
    }
    BitSet found =
        plan.images().parallelStream()
            .flatMap(image -> image.mask().stream())
            .map(mask -> values(plan.maskValues(), mask))
            .collect(BitSet::new, BitSet::or, BitSet::or);
    OptionalInt value = plan.maskValues().binaryValue(found);
    if (value.isEmpty()) {
      return plan.maskValues();
    }
    report.note(
        "the masks hold %s alone, so %d is read as '%s', the only class"
            .formatted(found, value.getAsInt(), plan.classes().get(0)));
    return plan.maskValues().withFirstClass(value.getAsInt());
  }

  private static BitSet values(MaskValues values, LazyContent mask) {
    BitSet found = new BitSet();
    try {
      for (byte value : values.decode(mask.read()).labels()) {
        found.set(value & 0xff);
      }
    } catch (IOException | UnusableImageException e) {
      // Reported when the image is imported.
      return new BitSet();
    }
    return found;
  }

  private List<ImageImport.Outcome> outcomes(DatasetPlan plan, MaskValues values) {
    ImageImport one = new ImageImport(store, values);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      AtomicLong done = new AtomicLong();
      List<Future<ImageImport.Outcome>> running = new ArrayList<>();
      for (PlannedImage image : plan.images()) {
        running.add(
            threads.submit(
                () -> {
                  ImageImport.Outcome outcome = one.run(image);
                  progress.at(done.incrementAndGet(), plan.images().size());
                  return outcome;
                }));
      }
      List<ImageImport.Outcome> outcomes = new ArrayList<>();
      for (Future<ImageImport.Outcome> outcome : running) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("an import thread failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetImportException("the import was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static ImportProblem duplicate(DatasetManifest.Image image, DatasetManifest.Image first) {
    String contradiction =
        image.labels().equals(first.labels())
            ? ""
            : ", which is labelled " + first.labels() + " and not " + image.labels();
    return new ImportProblem(
        image.name(),
        "the same file as " + first.name() + contradiction + "; only the first is kept");
  }

  private static List<ImportProblem> classesWithoutImages(
      DatasetPlan plan, List<DatasetManifest.Image> images) {
    List<ImportProblem> problems = new ArrayList<>();
    for (String name : plan.classes()) {
      if (images.stream()
          .noneMatch(image -> image.split() == Split.TRAIN && image.labels().contains(name))) {
        problems.add(new ImportProblem("class " + name, "no training image shows it"));
      }
    }
    return problems;
  }

  private static String nothingRemains(DatasetPlan plan, List<ImportProblem> problems) {
    StringBuilder message =
        new StringBuilder("dataset " + plan.name() + " has no training image that can be used");
    int shown = Math.min(5, problems.size());
    problems.subList(0, shown).forEach(problem -> message.append("\n  ").append(problem));
    if (problems.size() > shown) {
      message.append("\n  and ").append(problems.size() - shown).append(" more problems");
    }
    return message.toString();
  }
}
