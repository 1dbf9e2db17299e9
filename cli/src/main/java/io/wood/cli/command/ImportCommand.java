package io.wood.cli.command;

import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.CsvImporter;
import io.wood.cli.dataset.CsvOptions;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.VocImporter;
import io.wood.cli.dataset.VocOptions;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.Json;
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
  private static final int MAX_PROBLEMS = 50;

  @Command(name = "voc", description = "Import a folder laid out as PASCAL VOC.")
  int voc(
      @Mixin SystemOptions options,
      @Parameters(paramLabel = "DIR", description = "Folder with JPEGImages and ImageSets.")
          Path folder,
      @Option(names = "--name", description = "Name of the dataset (default: the folder's name).")
          String name,
      @Option(
              names = "--classes",
              split = ",",
              description = "Import only these classes, in this order.")
          List<String> classes,
      @Option(names = "--labels", paramLabel = "CSV", description = "Labels of the images.")
          Path labels,
      @Option(names = "--train", paramLabel = "FILE", description = "List of training images.")
          Path train,
      @Option(names = "--val", paramLabel = "FILE", description = "List of validation images.")
          Path validation) {
    VocOptions how =
        new VocOptions(
            Optional.ofNullable(name),
            classes == null ? List.of() : classes,
            Optional.ofNullable(labels),
            Optional.ofNullable(train),
            Optional.ofNullable(validation));
    return load(options.connect(), VocImporter.plan(folder, how));
  }

  @Command(name = "csv", description = "Import a CSV that names images in a folder.")
  int csv(
      @Mixin SystemOptions options,
      @Parameters(
              paramLabel = "CSV",
              description = "CSV file with the column image, and labels or one column per class.")
          Path csv,
      @Parameters(paramLabel = "DIR", description = "Folder with the images.") Path folder,
      @Option(names = "--name", description = "Name of the dataset (default: the CSV file's name).")
          String name,
      @Option(
              names = "--classes",
              split = ",",
              description = "Import only these classes, in this order.")
          List<String> classes,
      @Option(
              names = "--validation-share",
              defaultValue = "0.2",
              description =
                  "Share of the images for validation, without a column split (default: .2).")
          double share,
      @Option(names = "--voc-masks", description = "The mask values are VOC's class numbers.")
          boolean vocMasks) {
    CsvOptions how =
        new CsvOptions(
            Optional.ofNullable(name), classes == null ? List.of() : classes, share, vocMasks);
    return load(options.connect(), CsvImporter.plan(csv, folder, how));
  }

  private static int load(RunningSystem system, DatasetPlan plan) {
    Terminal terminal = Terminal.standard();
    ProgressPrinter progress = new ProgressPrinter(terminal);
    ImportedDataset imported =
        new DatasetImporter(
                system.store(), (done, total) -> progress.show("importing", done, total, "images"))
            .run(plan);
    String name = slug(plan.name());
    system
        .store()
        .put(
            Buckets.DATASETS,
            ObjectKeys.datasetName(name),
            Json.canonical(imported.ref()),
            "application/json");
    progress.finish("dataset " + name + ": " + imported.summary());
    imported.problems().stream()
        .limit(MAX_PROBLEMS)
        .forEach(problem -> terminal.line("  " + problem));
    if (imported.problems().size() > MAX_PROBLEMS) {
      terminal.line("  and " + (imported.problems().size() - MAX_PROBLEMS) + " more");
    }
    return 0;
  }

  /** Converts a name to the form of dataset names: lower-case letters, digits and dashes. */
  static String slug(String name) {
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return slug.replaceAll("^[^a-z0-9]+", "");
  }
}
