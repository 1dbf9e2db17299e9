package io.wood.local.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.Arm;
import io.wood.contracts.DatasetManifest;
import io.wood.local.client.Experiments;
import io.wood.local.client.RunningSystem;
import io.wood.local.console.CommandFailedException;
import io.wood.local.report.ArmResult;
import io.wood.local.report.ClassDifferences;
import io.wood.local.report.ComparisonReport;
import io.wood.local.report.Fact;
import io.wood.local.report.PictureRow;
import io.wood.local.report.ReportHtml;
import io.wood.local.report.StageTime;
import io.wood.local.report.Step;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares refined runs of one dataset: the control first, the arm of interest last. */
public final class Comparison {
  private static final int CLASSES_SHOWN = 2;

  private final RunningSystem system;
  private final ArtifactStore store;

  public Comparison(RunningSystem system) {
    this.system = system;
    this.store = system.store();
  }

  /** Gathers everything and writes the HTML file. */
  public void write(List<RefinedRun> runs, List<StageTime> times, List<String> notes, Path file) {
    try {
      ReportHtml.write(report(runs, times, notes), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report " + file, e);
    }
  }

  private ComparisonReport report(
      List<RefinedRun> runs, List<StageTime> times, List<String> notes) {
    if (runs.isEmpty()) {
      throw new CommandFailedException("there is no refined experiment to report");
    }
    RefinedRun first = first(runs);
    RefinedRun last = last(runs);
    DatasetManifest dataset =
        Manifests.load(store, last.completed().dataset(), DatasetManifest.class);
    List<ArmResult> arms = arms(runs);
    List<PictureRow> most = new ArrayList<>();
    List<PictureRow> least = new ArrayList<>();
    if (arms.size() > 1) {
      ClassDifferences differences =
          ClassDifferences.of(dataset.classes(), arms.get(0), arms.get(arms.size() - 1), Step.SEED);
      PictureRows pictures = new PictureRows(store, dataset, seen(first), seen(last));
      most.addAll(pictures.of(differences.most(CLASSES_SHOWN), true));
      least.addAll(pictures.of(differences.least(CLASSES_SHOWN), false));
    }
    return new ComparisonReport(
        name(first.arm()) + " and " + name(last.arm()),
        "%s: %d training and %d validation images"
            .formatted(
                dataset.name(),
                dataset.of(DatasetManifest.Split.TRAIN).size(),
                dataset.of(DatasetManifest.Split.VALIDATION).size()),
        Instant.now(),
        dataset.classes(),
        arms,
        most,
        least,
        new HardestOods(system).find(),
        parameters(last),
        times,
        notes);
  }

  private static RefinedRun first(List<RefinedRun> runs) {
    return byArm(runs).values().iterator().next().get(0);
  }

  private static RefinedRun last(List<RefinedRun> runs) {
    return new ArrayList<>(byArm(runs).values()).get(byArm(runs).size() - 1).get(0);
  }

  /** In the order of {@link Arm}: base and control first, W-OoD last. */
  private static Map<Arm, List<RefinedRun>> byArm(List<RefinedRun> runs) {
    Map<Arm, List<RefinedRun>> byArm = new TreeMap<>();
    runs.forEach(run -> byArm.computeIfAbsent(run.arm(), arm -> new ArrayList<>()).add(run));
    return byArm;
  }

  private List<ArmResult> arms(List<RefinedRun> runs) {
    return byArm(runs).entrySet().stream()
        .map(
            entry ->
                new ArmResult(
                    name(entry.getKey()),
                    entry.getValue().get(0).oods(),
                    entry.getValue().stream()
                        .map(run -> Evaluation.load(store, run.completed()).run(run.seed()))
                        .toList()))
        .toList();
  }

  private PictureRows.Seen seen(RefinedRun run) {
    return new PictureRows.Seen(
        name(run.arm()),
        new Outputs(store, run.completed()),
        Evaluation.load(store, run.completed()).seedByImage());
  }

  private List<Fact> parameters(RefinedRun run) {
    JsonNode request =
        new Experiments(system).show(run.completed().model().experiment()).path("request");
    List<Fact> facts = new ArrayList<>();
    collect("training", "", request.path("parameters"), facts);
    collect("refinement", "", request.path("refinement"), facts);
    return facts;
  }

  private static void collect(String group, String name, JsonNode node, List<Fact> facts) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  collect(
                      group,
                      name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                      entry.getValue(),
                      facts));
    } else if (!node.isMissingNode() && !node.isNull()) {
      facts.add(new Fact(group, name, node.isTextual() ? node.asText() : node.toString()));
    }
  }

  private static String name(Arm arm) {
    return arm == Arm.WOOD ? "W-OoD" : arm.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
