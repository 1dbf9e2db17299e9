package io.wood.curation.exchange;

import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.ImportReport;
import io.wood.contracts.api.curation.ImportReport.LineProblem;
import io.wood.curation.decide.DecideImages;
import java.util.ArrayList;
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

  public ImportReport record(List<ImportFile.Line> lines) {
    List<LineProblem> problems = new ArrayList<>();
    Map<String, List<ImportFile.Line>> byReviewer = new LinkedHashMap<>();
    for (ImportFile.Line line : lines) {
      if (line.problem() != null) {
        problems.add(new LineProblem(line.number(), line.problem()));
      } else {
        byReviewer.computeIfAbsent(line.reviewer(), name -> new ArrayList<>()).add(line);
      }
    }
    int recorded = 0;
    int unchanged = 0;
    for (Map.Entry<String, List<ImportFile.Line>> entry : byReviewer.entrySet()) {
      List<ImportFile.Line> ofReviewer = entry.getValue();
      for (int from = 0; from < ofReviewer.size(); from += BATCH) {
        List<ImportFile.Line> batch =
            ofReviewer.subList(from, Math.min(ofReviewer.size(), from + BATCH));
        List<DecisionResult> results =
            decide.decide(entry.getKey(), batch.stream().map(ImportFile.Line::request).toList());
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
    }
    return new ImportReport(lines.size(), recorded, unchanged, List.copyOf(problems));
  }
}
