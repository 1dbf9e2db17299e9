package io.wood.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.report.ArmResult;
import io.wood.cli.report.ClassDifferences;
import io.wood.cli.report.ComparisonReport;
import io.wood.cli.report.EvaluatedStage;
import io.wood.cli.report.PictureRow;
import io.wood.cli.report.ReportFact;
import io.wood.cli.report.ReportHtml;
import io.wood.cli.report.StageTime;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares refined runs of one dataset: the control first, the arm of interest last. */
public final class RunComparison {
  private static final ObjectMapper MAPPER = Json.mapper();

  private static final int CLASSES_SHOWN = 2;

  private final RunningSystem system;
  private final ArtifactStore store;

  public RunComparison(RunningSystem system) {
    this.system = system;
    this.store = system.store();
  }

  /** Collects the content and writes the HTML file. */
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
    Map<String, List<RefinedRun>> byName = byName(runs);
    List<String> names = List.copyOf(byName.keySet());
    String firstName = names.get(0);
    String lastName = names.get(names.size() - 1);
    RefinedRun last = byName.get(lastName).get(0);
    DatasetManifest dataset =
        Manifests.load(store, last.completed().dataset(), DatasetManifest.class);
    List<ArmResult> arms =
        byName.entrySet().stream().map(entry -> arm(entry.getKey(), entry.getValue())).toList();
    List<PictureRow> largest = new ArrayList<>();
    List<PictureRow> smallest = new ArrayList<>();
    if (arms.size() > 1) {
      ClassDifferences differences =
          ClassDifferences.of(
              dataset.classes(), arms.get(0), arms.get(arms.size() - 1), EvaluatedStage.SEED);
      PictureRows pictures =
          new PictureRows(
              store, dataset, seen(firstName, byName.get(firstName).get(0)), seen(lastName, last));
      largest.addAll(pictures.of(differences.largest(CLASSES_SHOWN), true));
      smallest.addAll(pictures.of(differences.smallest(CLASSES_SHOWN), false));
    }
    return new ComparisonReport(
        names.size() > 1 ? firstName + " and " + lastName : firstName,
        "%s: %d training and %d validation images"
            .formatted(
                dataset.name(),
                dataset.of(DatasetManifest.Split.TRAIN).size(),
                dataset.of(DatasetManifest.Split.VALIDATION).size()),
        Instant.now(),
        dataset.classes(),
        arms,
        largest,
        smallest,
        last.oods() > 0 ? new HardestOods(system).find() : List.of(),
        parameters(last),
        times,
        notes);
  }

  /**
   * Groups runs in the order of {@link Arm}: base and control first, W-OoD last. Seeds of an arm
   * are one result; several refinements of one experiment are not seeds and are named by their ids.
   */
  static Map<String, List<RefinedRun>> byName(List<RefinedRun> runs) {
    Map<String, Long> refinements =
        runs.stream()
            .collect(Collectors.groupingBy(RunComparison::experiment, Collectors.counting()));
    Map<String, List<RefinedRun>> byName = new LinkedHashMap<>();
    runs.stream()
        .sorted(Comparator.comparing(RefinedRun::arm))
        .forEach(
            run -> {
              boolean alone = refinements.get(experiment(run)) == 1;
              String name = alone ? run.arm().label() : run.completed().refinement();
              byName.computeIfAbsent(name, key -> new ArrayList<>()).add(run);
            });
    return byName;
  }

  private static String experiment(RefinedRun run) {
    return run.completed().model().experiment();
  }

  private ArmResult arm(String name, List<RefinedRun> runs) {
    return new ArmResult(
        name,
        runs.get(0).oods(),
        runs.stream()
            .map(run -> StoredEvaluation.load(store, run.completed()).run(run.seed()))
            .toList());
  }

  private PictureRows.Seen seen(String name, RefinedRun run) {
    return new PictureRows.Seen(
        name, run.completed(), StoredEvaluation.seedByImage(store, run.completed()));
  }

  private List<ReportFact> parameters(RefinedRun run) {
    ExperimentRequested request = new ExperimentClient(system).show(experiment(run)).request();
    List<ReportFact> facts = new ArrayList<>();
    collect("training", "", MAPPER.valueToTree(request.parameters()), facts);
    collect("refinement", "", MAPPER.valueToTree(request.refinement()), facts);
    return facts;
  }

  private static void collect(String group, String name, JsonNode node, List<ReportFact> facts) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  collect(
                      group,
                      name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                      entry.getValue(),
                      facts));
    } else if (!node.isNull()) {
      facts.add(new ReportFact(group, name, node.isTextual() ? node.asText() : node.toString()));
    }
  }
}
