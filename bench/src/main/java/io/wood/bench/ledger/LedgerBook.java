package io.wood.bench.ledger;

import io.wood.cli.client.EventTail;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.log.repair.DeadLetterLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Accounts for every image and decision by what the log holds.
 *
 * @param counts of events by name
 * @param unfinished images that are neither ranked nor dismissed nor dead
 * @param doubled ids of facts that are in the log more than once
 * @param lost decisions that were acknowledged and are not in the log exactly once
 * @param undecided images that are ranked and have no decision
 */
record LedgerBook(
    Map<String, Integer> counts,
    List<String> unfinished,
    List<String> doubled,
    List<String> lost,
    List<String> undecided) {

  /** Reads the log. */
  static LedgerBook of(
      EventTail log,
      DeadLetterLog deadLetters,
      Collection<String> published,
      Collection<String> acknowledged) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> facts = new HashMap<>();
    Map<String, Integer> decisions = new HashMap<>();
    Set<String> ended = new HashSet<>();
    Set<String> ranked = new HashSet<>();
    log.readAll(CandidatePublished.class, event -> counts.merge("publications", 1, Integer::sum));
    log.readAll(CandidateRanked.class, event -> fact("ranked", event, counts, facts, ranked));
    ended.addAll(ranked);
    log.readAll(
        CandidateDismissed.class,
        event -> fact("dismissed " + event.reason(), event, counts, facts, ended));
    log.readAll(
        CurationDecided.class,
        event -> {
          counts.merge("decisions", 1, Integer::sum);
          decisions.merge(event.decision(), 1, Integer::sum);
          ranked.remove(event.image());
        });
    Set<String> dead = new HashSet<>();
    for (DeadLetterSummary letter : deadLetters.all(DeadLetterFilter.OPEN)) {
      dead.add(letter.subject());
    }
    counts.put("images", Set.copyOf(published).size());
    counts.put("dead-lettered images", dead.size());
    ended.addAll(dead);
    return new LedgerBook(
        counts,
        published.stream().filter(image -> !ended.contains(image)).distinct().toList(),
        facts.entrySet().stream()
            .filter(fact -> fact.getValue() > 1)
            .map(Map.Entry::getKey)
            .toList(),
        acknowledged.stream().filter(id -> decisions.getOrDefault(id, 0) != 1).toList(),
        List.copyOf(ranked));
  }

  private static void fact(
      String name,
      Event event,
      Map<String, Integer> counts,
      Map<String, Integer> facts,
      Set<String> ended) {
    counts.merge(name, 1, Integer::sum);
    facts.merge(event.eventId(), 1, Integer::sum);
    ended.add(event.key());
  }

  /** True when nothing is left to be done. */
  boolean complete() {
    return unfinished.isEmpty() && undecided.isEmpty();
  }

  boolean balances() {
    return complete() && doubled.isEmpty() && lost.isEmpty();
  }

  void print(Terminal terminal) {
    counts.forEach((name, count) -> terminal.line("%-28s %8d".formatted(name, count)));
    print(terminal, "images without an end", unfinished);
    print(terminal, "ranked images undecided", undecided);
    print(terminal, "facts in the log twice", doubled);
    print(terminal, "acknowledged decisions lost", lost);
    terminal.line(balances() ? "the ledger balances" : "the ledger does not balance");
  }

  private static void print(Terminal terminal, String name, List<String> faults) {
    terminal.line("%-28s %8d".formatted(name, faults.size()));
    faults.stream().limit(5).forEach(fault -> terminal.line("    " + fault));
  }
}
