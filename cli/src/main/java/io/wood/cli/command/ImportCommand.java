package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.ImportProgress;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.coco.CocoImporter;
import io.wood.cli.dataset.coco.CocoOptions;
import io.wood.cli.dataset.csv.CsvImporter;
import io.wood.cli.dataset.csv.CsvOptions;
import io.wood.cli.dataset.voc.VocImporter;
import io.wood.cli.dataset.voc.VocOptions;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports labelled images into the store. */
@Command(name = "import", description = "Import labelled images as a dataset.")
final class ImportCommand {
  private static final int MAX_PROBLEMS = 10;

  @Command(name = "voc", description = "Import a folder laid out as PASCAL VOC.")
  int voc(
      @Mixin ImportOptions options,
      @Parameters(
              paramLabel = "DIR",
              description =
                  "Folder with JPEGImages, images, or train and valid; lists and labels are found.")
          Path folder,
      @Option(names = "--labels", paramLabel = "CSV", description = "Labels of the images.")
          Path labels,
      @Option(names = "--train", paramLabel = "FILE", description = "List of training images.")
          Path train,
      @Option(names = "--val", paramLabel = "FILE", description = "List of validation images.")
          Path validation) {
    VocOptions how =
        new VocOptions(
            options.name(),
            options.classes,
            Optional.ofNullable(labels),
            Optional.ofNullable(train),
            Optional.ofNullable(validation));
    return load(options, VocImporter.plan(folder, how));
  }

  @Command(name = "csv", description = "Import a CSV that names images in a folder.")
  int csv(
      @Mixin ImportOptions options,
      @Parameters(
              paramLabel = "CSV",
              description = "CSV file with the column image, and labels or one column per class.")
          Path csv,
      @Parameters(paramLabel = "DIR", description = "Folder with the images.") Path folder,
      @Option(
              names = "--validation-share",
              defaultValue = "0.2",
              description =
                  "Share of the images for validation, without a column split (default: .2).")
          double share,
      @Option(names = "--voc-masks", description = "The mask values are VOC's class numbers.")
          boolean vocMasks) {
    CsvOptions how = new CsvOptions(options.name(), options.classes, share, vocMasks);
    return load(options, CsvImporter.plan(csv, folder, how));
  }

  @Command(name = "coco", description = "Import annotations in COCO's format.")
  int coco(
      @Mixin ImportOptions options,
      @Parameters(
              paramLabel = "JSON",
              description = "File of annotations, or a folder that has it in annotations or train.")
          Path annotations,
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              description =
                  "Folder with the images (default: that of the annotations, or above annotations).")
          Path folder,
      @Option(
              names = "--val",
              paramLabel = "FILE",
              description = "File of annotations of the validation images.")
          Path validation,
      @Option(
              names = "--validation-share",
              defaultValue = "0.2",
              description = "Share of the images for validation, without --val (default: .2).")
          double share) {
    CocoOptions how =
        new CocoOptions(options.name(), options.classes, Optional.ofNullable(validation), share);
    return load(
        options,
        CocoImporter.plan(
            annotations, folder == null ? CocoImporter.imagesOf(annotations) : folder, how));
  }

  /** What every import takes. */
  static final class ImportOptions {
    @Mixin private SystemOptions system;

    @Option(
        names = "--name",
        description = "Name of the dataset (default: that of the folder or the CSV file).")
    private String name;

    @Option(
        names = "--classes",
        split = ",",
        description = "Import only these classes, in this order.")
    private List<String> classes = List.of();

    @Option(
        names = "--strict",
        description = "Fail without a dataset when an image is left out or something looks wrong.")
    private boolean strict;

    @Option(
        names = "--dry-run",
        description = "Read and check everything, but store nothing; needs no running system.")
    private boolean dryRun;

    Optional<String> name() {
      return Optional.ofNullable(name);
    }
  }

  private static int load(ImportOptions options, DatasetPlan plan) {
    Terminal terminal = Terminal.standard();
    String name = datasetName(plan.name());
    if (!name.equals(plan.name())) {
      terminal.line("the dataset is named " + name + ", after '" + plan.name() + "'");
    }
    ProgressPrinter progress = new ProgressPrinter(terminal);
    ImportProgress steps = (done, total) -> progress.show("importing", done, total, "images");
    Optional<ArtifactStore> store =
        options.dryRun ? Optional.empty() : Optional.of(options.system.connect().store());
    ImportedDataset imported =
        store
            .map(target -> new DatasetImporter(target, steps))
            .orElseGet(() -> DatasetImporter.dryRun(steps))
            .run(plan);
    progress.finish("dataset " + name + ": " + imported.summary());
    imported.details().forEach(line -> terminal.line("  " + line));
    show(terminal, imported.problems());
    imported.warnings().forEach(line -> terminal.line("warning: " + line));
    int doubts = imported.problems().size() + imported.warnings().size();
    if (options.strict && doubts > 0) {
      throw new CommandFailedException(
          "%d problems and warnings: --strict refuses the dataset %s".formatted(doubts, name));
    }
    store.ifPresent(
        target ->
            target.put(
                Buckets.DATASETS,
                ObjectKeys.datasetName(name),
                Json.canonical(imported.ref()),
                "application/json"));
    if (options.dryRun) {
      terminal.line("nothing was stored (--dry-run)");
    }
    return 0;
  }

  /** Names the first problems; all of them are in a file. */
  private static void show(Terminal terminal, List<ImportProblem> problems) {
    problems.stream().limit(MAX_PROBLEMS).forEach(problem -> terminal.line("  " + problem));
    if (problems.size() > MAX_PROBLEMS) {
      String more = "  and " + (problems.size() - MAX_PROBLEMS) + " more";
      try {
        Path file = Files.createTempFile("wood-import-", ".txt");
        Files.write(file, problems.stream().map(ImportProblem::toString).toList());
        terminal.line(more + "; all are in " + file);
      } catch (IOException e) {
        terminal.line(more + " (they cannot be written to a file: " + e.getMessage() + ")");
      }
    }
  }

  /**
   * Converts a name to the form of dataset names: lower-case letters, digits and dashes.
   *
   * @throws CommandFailedException when nothing usable remains
   */
  static String datasetName(String name) {
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    slug = slug.replaceAll("^[^a-z0-9]+", "");
    try {
      ObjectKeys.datasetName(slug);
      return slug;
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(
          "'%s' gives no dataset name: name it with --name, 1 to 80 of a-z, 0-9, '.', '_', '-'"
              .formatted(name),
          e);
    }
  }
}
