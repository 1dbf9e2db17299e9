package io.wood.curation.exchange;

import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.ImportReport;
import io.wood.contracts.api.curation.ImportReport.LineProblem;
import io.wood.curation.decide.DecideImages;
import io.wood.curation.decide.DecisionProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records decisions that were made elsewhere, and reports lines that cannot be recorded. */
public final class ImportDecisions {
  private static final int BATCH = 1000;
  private static final String NOT_SENT =
      "not sent, since Kafka did not acknowledge an earlier one; import the same file again";

  private final DecideImages decide;

  public ImportDecisions(DecideImages decide) {
    this.decide = decide;
  }

  /**
   * Records lines; those on one image in their order. Once Kafka does not acknowledge one, later
   * batches are not sent: the one, when it is imported again, would count as newer than they.
   */
  public ImportReport record(List<ImportFile.Line> lines) {
    List<LineProblem> problems = new ArrayList<>();
    lines.stream()
        .filter(line -> line.problem() != null)
        .forEach(line -> problems.add(new LineProblem(line.number(), line.problem())));
    int recorded = 0;
    int unchanged = 0;
    boolean away = false;
    for (List<ImportFile.Line> batch : batches(lines)) {
      if (away) {
        batch.forEach(line -> problems.add(new LineProblem(line.number(), NOT_SENT)));
        continue;
      }
      List<DecisionResult> results =
          decide.decide(
              batch.get(0).reviewer(), batch.stream().map(ImportFile.Line::request).toList());
      for (int i = 0; i < batch.size(); i++) {
        DecisionResult result = results.get(i);
        switch (result.result()) {
          case RECORDED -> recorded++;
          case UNCHANGED -> unchanged++;
          case REJECTED -> {
            problems.add(new LineProblem(batch.get(i).number(), result.problem().detail()));
            away |= DecisionProblems.isNotAcknowledged(result.problem());
          }
        }
      }
    }
    problems.sort(Comparator.comparingInt(LineProblem::line));
    return new ImportReport(lines.size(), recorded, unchanged, List.copyOf(problems));
  }

  /**
   * Valid lines as batches of one reviewer each. People decide on an image in turns; all first
   * turns come before all second ones, so that a file of several people's decisions has few
   * batches.
   */
  static List<List<ImportFile.Line>> batches(List<ImportFile.Line> lines) {
    Map<String, Turn> turns = new HashMap<>();
    Map<Turn, List<ImportFile.Line>> ofTurn =
        new TreeMap<>(Comparator.comparingInt(Turn::number).thenComparing(Turn::reviewer));
    for (ImportFile.Line line : lines) {
      if (line.problem() == null) {
        Turn turn =
            turns.merge(line.request().image(), new Turn(0, line.reviewer()), Turn::followedBy);
        ofTurn.computeIfAbsent(turn, added -> new ArrayList<>()).add(line);
      }
    }
    return ofTurn.values().stream().flatMap(ImportDecisions::parts).toList();
  }

  private static Stream<List<ImportFile.Line>> parts(List<ImportFile.Line> lines) {
    return IntStream.iterate(0, from -> from < lines.size(), from -> from + BATCH)
        .mapToObj(from -> lines.subList(from, Math.min(from + BATCH, lines.size())));
  }

  /** Successive decisions of one person on an image, from 0. */
  private record Turn(int number, String reviewer) {
    Turn followedBy(Turn next) {
      return next.reviewer.equals(reviewer) ? this : new Turn(number + 1, next.reviewer);
    }
  }
}
