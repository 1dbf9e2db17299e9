package io.wood.bench.ledger;

import io.wood.cli.console.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run ended with.
 *
 * @param book of candidates and decisions
 * @param outputs SHA-256 of the weights, and of each mask by image and name
 * @param contradictions event ids that stand for two different facts in the log
 * @param failed images that could not be refined
 * @param faults of the disturbance: what should have happened, and did not
 */
record OutageResult(
    LedgerBook book,
    Map<String, String> outputs,
    List<String> contradictions,
    int failed,
    List<String> faults) {
  /** Counts that depend on how often something was tried, not on how it ended. */
  private static final List<String> TRIES = List.of("publications", "decisions");

  /** How many images ended how. */
  private Map<String, Integer> ends() {
    Map<String, Integer> ends = new TreeMap<>(book.counts());
    ends.keySet().removeAll(TRIES);
    return ends;
  }

  /** Prints the ledger of a run; true when nothing is wrong with it. */
  boolean print(Terminal terminal) {
    book.print(terminal);
    terminal.line("%-28s %8d".formatted("weights and masks", outputs.size()));
    terminal.line("%-28s %8d".formatted("images not refined", failed));
    terminal.line("%-28s %8d".formatted("contradicting events", contradictions.size()));
    contradictions.forEach(id -> terminal.line("    " + id));
    return book.balances() && failed == 0 && contradictions.isEmpty();
  }

  /** What differs from another run, one line each; empty when both ended alike. */
  List<String> differences(OutageResult other) {
    List<String> differences = new ArrayList<>(differing(ends(), other.ends()));
    differences.addAll(differing(outputs, other.outputs));
    return differences;
  }

  private static List<String> differing(Map<String, ?> ones, Map<String, ?> others) {
    TreeSet<String> names = new TreeSet<>(ones.keySet());
    names.addAll(others.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(ones.get(name), others.get(name)))
        .map(name -> "%s: %s and %s".formatted(name, ones.get(name), others.get(name)))
        .toList();
  }
}
