package io.wood.curation.exchange;

import io.wood.curation.decide.DecideImages;
import io.wood.curation.decide.DecisionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records decisions that were made elsewhere; lines that cannot be recorded are named. */
public final class ImportDecisions {
  private static final int PIECE = 1000;

  private final DecideImages decide;

  public ImportDecisions(DecideImages decide) {
    this.decide = decide;
  }

  /**
   * What became of a file.
   *
   * @param lines in it, without the header
   * @param recorded new decisions
   * @param unchanged decisions that had been imported before
   * @param problems lines that were not recorded
   */
  public record Report(int lines, int recorded, int unchanged, List<Complaint> problems) {}

  /**
   * A line that was not recorded.
   *
   * @param line from 1, the header included
   * @param detail why
   */
  record Complaint(int line, String detail) {}

  public Report record(List<ImportFile.Line> lines) {
    List<Complaint> complaints = new ArrayList<>();
    Map<String, List<ImportFile.Line>> byReviewer = new LinkedHashMap<>();
    for (ImportFile.Line line : lines) {
      if (line.complaint() != null) {
        complaints.add(new Complaint(line.number(), line.complaint()));
      } else {
        byReviewer.computeIfAbsent(line.reviewer(), name -> new ArrayList<>()).add(line);
      }
    }
    int recorded = 0;
    int unchanged = 0;
    for (Map.Entry<String, List<ImportFile.Line>> entry : byReviewer.entrySet()) {
      List<ImportFile.Line> theirs = entry.getValue();
      for (int from = 0; from < theirs.size(); from += PIECE) {
        List<ImportFile.Line> piece = theirs.subList(from, Math.min(theirs.size(), from + PIECE));
        List<DecisionResult> outcomes =
            decide.decide(entry.getKey(), piece.stream().map(ImportFile.Line::wish).toList());
        for (int i = 0; i < piece.size(); i++) {
          switch (outcomes.get(i).result()) {
            case RECORDED -> recorded++;
            case UNCHANGED -> unchanged++;
            case REJECTED ->
                complaints.add(
                    new Complaint(piece.get(i).number(), outcomes.get(i).problem().detail()));
          }
        }
      }
    }
    return new Report(lines.size(), recorded, unchanged, List.copyOf(complaints));
  }
}
