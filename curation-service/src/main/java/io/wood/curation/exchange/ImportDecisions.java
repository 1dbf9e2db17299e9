package io.wood.curation.exchange;

import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.ImportReport;
import io.wood.contracts.api.curation.ImportReport.LineProblem;
import io.wood.curation.decide.DecideImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records decisions that were made elsewhere, and reports lines that cannot be recorded. */
public final class ImportDecisions {
  private static final int BATCH = 1000;

  private final DecideImages decide;

  public ImportDecisions(DecideImages decide) {
    this.decide = decide;
  }

  /** Records lines; those on one image in their order. */
  public ImportReport record(List<ImportFile.Line> lines) {
    List<LineProblem> problems =
        new ArrayList<>(
            lines.stream()
                .filter(line -> line.problem() != null)
                .map(line -> new LineProblem(line.number(), line.problem()))
                .toList());
    int recorded = 0;
    int unchanged = 0;
    for (List<ImportFile.Line> batch : batches(lines)) {
      List<DecisionResult> results =
          decide.decide(
              batch.get(0).reviewer(), batch.stream().map(ImportFile.Line::request).toList());
      for (int i = 0; i < batch.size(); i++) {
        switch (results.get(i).result()) {
          case RECORDED -> recorded++;
          case UNCHANGED -> unchanged++;
          case REJECTED ->
              problems.add(
                  new LineProblem(batch.get(i).number(), results.get(i).problem().detail()));
        }
      }
    }
    return new ImportReport(lines.size(), recorded, unchanged, List.copyOf(problems));
  }

  /**
   * Valid lines as batches of one reviewer each. People who decide in turns share few images, so a
   * batch is closed early only where another reviewer's line on one of its images comes next.
   */
  static List<List<ImportFile.Line>> batches(List<ImportFile.Line> lines) {
    List<List<ImportFile.Line>> batches = new ArrayList<>();
    Map<String, List<ImportFile.Line>> open = new LinkedHashMap<>();
    Map<String, String> reviewers = new HashMap<>();
    for (ImportFile.Line line : lines) {
      if (line.problem() != null) {
        continue;
      }
      String other = reviewers.put(line.request().image(), line.reviewer());
      if (other != null && !other.equals(line.reviewer()) && open.containsKey(other)) {
        batches.add(open.remove(other));
      }
      List<ImportFile.Line> batch =
          open.computeIfAbsent(line.reviewer(), name -> new ArrayList<>());
      batch.add(line);
      if (batch.size() == BATCH) {
        batches.add(open.remove(line.reviewer()));
      }
    }
    batches.addAll(open.values());
    return batches;
  }
}
