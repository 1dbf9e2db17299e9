package io.wood.curation.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.curation.Samples;
import io.wood.curation.index.CandidateFilter;
import io.wood.curation.lookalike.LookAlikeJob;
import io.wood.curation.lookalike.LookAlikes;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.PageCursor;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.HistoryReader;
import io.wood.curation.query.StatisticsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTest {
  @TempDir Path directory;

  private ViewDatabase database;
  private ViewWriter writer;
  private CandidateReader candidates;

  @BeforeEach
  void open() {
    database = ViewDatabase.open(directory.resolve("view"));
    writer = new ViewWriter(database);
    candidates = new CandidateReader(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void pagesFollowTheScoreAndContainEveryCandidateOnce() {
    // Given: many candidates share a score
    apply(IntStream.range(0, 100).mapToObj(i -> ranked(i, .5 + (i % 7) / 20.0)).toList());

    // When
    List<Candidate> read = new ArrayList<>();
    List<Candidate> page = candidates.page(CandidateFilter.ALL, Optional.empty(), 9);
    while (!page.isEmpty()) {
      read.addAll(page);
      page =
          candidates.page(
              CandidateFilter.ALL, Optional.of(PageCursor.after(page.get(page.size() - 1))), 9);
    }

    // Then
    assertThat(read).hasSize(100).doesNotHaveDuplicates();
    assertThat(read).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }

  @Test
  void filtersCombine() {
    // Given
    apply(IntStream.range(0, 60).mapToObj(Samples::ranked).toList());
    apply(List.of(decided("d1", 7, Verdict.PRUNED, "ann", null)));
    Candidate decided = candidates.find(Samples.hash(7)).orElseThrow();

    // When
    List<Candidate> found =
        candidates.page(
            new CandidateFilter(
                Set.of(ReviewStatus.PRUNED, ReviewStatus.APPROVED),
                decided.predictedClass(),
                decided.score(),
                decided.score(),
                "base",
                "ann",
                decided.source(),
                null,
                false,
                false,
                null),
            Optional.empty(),
            10);

    // Then
    assertThat(found).containsExactly(decided);
    assertThat(decided.review().status()).isEqualTo(ReviewStatus.PRUNED);
    assertThat(decided.review().reviewer()).isEqualTo("ann");
  }

  @Test
  void aNewerModelReplacesTheRankingAndKeepsTheDecision() {
    // Given
    apply(List.of(Samples.ranked(1, .9, "base", Samples.NOON)));
    apply(List.of(decided("d1", 1, Verdict.APPROVED, "ann", null)));

    // When
    apply(List.of(Samples.ranked(1, .6, "wood", Samples.NOON.plusSeconds(5))));
    apply(List.of(Samples.ranked(1, .7, "older", Samples.NOON.minusSeconds(5))));

    // Then
    Candidate candidate = candidates.find(Samples.hash(1)).orElseThrow();
    assertThat(candidate.score()).isEqualTo(.6);
    assertThat(candidate.model()).isEqualTo("wood");
    assertThat(candidate.review().decision()).isEqualTo("d1");
    ReviewStatistics statistics = statistics();
    assertThat(statistics.models()).containsExactly(new ReviewStatistics.Share("wood", 1));
    assertThat(statistics.approved()).isEqualTo(1);
    assertThat(statistics.left()).isZero();
  }

  @Test
  void aDecisionMayArriveBeforeItsCandidate() {
    // Given
    apply(List.of(decided("d1", 3, Verdict.PRUNED, "ann", null)));
    assertThat(candidates.find(Samples.hash(3))).isEmpty();

    // When
    apply(List.of(Samples.ranked(3)));

    // Then
    assertThat(candidates.find(Samples.hash(3)).orElseThrow().review().status())
        .isEqualTo(ReviewStatus.PRUNED);
  }

  @Test
  void withAQuorumOfTwoEachReviewerSeesWhatIsLeft() {
    // Given
    apply(IntStream.range(0, 4).mapToObj(Samples::ranked).toList());
    apply(
        List.of(
            opinion("d0", 0, Verdict.APPROVED, "ann"),
            opinion("d1", 1, Verdict.APPROVED, "ann"),
            opinion("d2", 1, Verdict.PRUNED, "bob"),
            opinion("d3", 2, Verdict.PRUNED, "ann"),
            opinion("d4", 2, Verdict.PRUNED, "bob")));

    // Then
    assertThat(left("ann")).containsExactly(Samples.hash(3));
    assertThat(left("bob")).containsExactlyInAnyOrder(Samples.hash(0), Samples.hash(3));
    assertThat(left("cat"))
        .containsExactlyInAnyOrder(Samples.hash(0), Samples.hash(1), Samples.hash(3));
    assertThat(candidates.opinions("ann", List.of(Samples.hash(1), Samples.hash(3))))
        .containsExactly(Map.entry(Samples.hash(1), Verdict.APPROVED));
    ReviewStatistics statistics = statistics();
    assertThat(statistics.pruned()).isEqualTo(1);
    assertThat(statistics.left()).isEqualTo(3);
    assertThat(statistics.awaiting()).isEqualTo(2);
    assertThat(statistics.conflicts()).isEqualTo(1);
    assertThat(statistics.reviewers())
        .allSatisfy(
            reviewer -> {
              assertThat(reviewer.compared()).isEqualTo(2);
              assertThat(reviewer.agreement()).isEqualTo(.5);
            });

    // When: ann takes one back
    apply(
        List.of(
            Samples.decided(
                "d5", 1, Verdict.WITHDRAWN, "ann", Samples.NOON.plusSeconds(9), "d1", 2)));

    // Then
    assertThat(left("ann")).containsExactlyInAnyOrder(Samples.hash(1), Samples.hash(3));
    assertThat(statistics().conflicts()).isZero();
    assertThat(statistics().reviewers().get(0).agreement()).isEqualTo(1);
  }

  private List<String> left(String reviewer) {
    CandidateFilter filter =
        new CandidateFilter(
            Set.of(ReviewStatus.OPEN, ReviewStatus.AWAITING),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            reviewer);
    return candidates.page(filter, Optional.empty(), 10).stream().map(Candidate::image).toList();
  }

  private static CurationDecided opinion(String id, int image, Verdict verdict, String reviewer) {
    return Samples.decided(id, image, verdict, reviewer, Samples.NOON, null, 2);
  }

  @Test
  void anyOrderAndAnyBatchesGiveTheSameView() {
    // Given
    Random random = new Random(3);
    List<Event> events = history(random);
    apply(events);
    String expected = dump();

    for (int trial = 0; trial < 5; trial++) {
      // When
      database.clear();
      List<Event> arrived = new ArrayList<>(events);
      arrived.addAll(events.subList(0, 20));
      Collections.shuffle(arrived, random);
      for (int from = 0; from < arrived.size(); ) {
        int to = Math.min(arrived.size(), from + 1 + random.nextInt(60));
        apply(arrived.subList(from, to));
        from = to;
      }

      // Then
      assertThat(dump()).isEqualTo(expected);
    }
  }

  @Test
  void aDeletedViewIsRebuiltIdentically() throws Exception {
    // Given
    List<Event> events = history(new Random(4));
    apply(events);
    String expected = dump();

    // When
    database.close();
    Files.delete(directory.resolve("view.mv.db"));
    open();
    assertThat(candidates.page(CandidateFilter.ALL, Optional.empty(), 5)).isEmpty();
    apply(events);

    // Then
    assertThat(dump()).isEqualTo(expected);
  }

  @Test
  void aReopenedViewIsTheSame() {
    // Given: look-alikes, some of them decided differently
    apply(history(new Random(5)));
    new LookAlikeJob(database, new LookAlikes(.3), Duration.ofSeconds(1), 1000).regroup();
    String expected = dump();
    assertThat(candidates.page(CandidateFilter.ALL, Optional.empty(), 100))
        .anyMatch(Candidate::clusterMixed);

    // When
    database.close();
    open();

    // Then
    assertThat(dump()).isEqualTo(expected);
  }

  @Test
  void anInterruptedBatchLeavesNeitherRowsNorOffsets() {
    // Given: it fails after its rows are written, before the transaction ends
    LogPosition place = new LogPosition("wood.curation.decided", 0);
    apply(List.of(Samples.ranked(1)));
    String expected = dump();
    Map<LogPosition, Long> next = new HashMap<>();
    next.put(null, 1L);
    next.put(place, 7L);
    List<CurationDecided> decided = List.of(decided("d1", 1, Verdict.PRUNED, "ann", null));

    // When
    assertThatThrownBy(
            () ->
                writer.apply(
                    new LogBatch(
                        List.of(Samples.ranked(2)), decided, List.of(), List.of(), next, Map.of())))
        .isInstanceOf(NullPointerException.class);

    // Then
    assertThat(dump()).isEqualTo(expected);
    assertThat(writer.positions()).isEmpty();

    // When
    writer.apply(
        new LogBatch(
            List.of(Samples.ranked(2)),
            decided,
            List.of(),
            List.of(),
            Map.of(place, 7L),
            Map.of()));

    // Then
    assertThat(writer.positions()).containsEntry(place, 7L);
    assertThat(statistics().candidates()).isEqualTo(2);
    assertThat(statistics().pruned()).isEqualTo(1);
  }

  @Test
  void anInterruptedClearIsRepeatedWhenTheViewIsOpened() {
    // Given
    apply(history(new Random(6)));
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE origin SET content = '-1' WHERE name = 'version'");
            return statement.execute("TRUNCATE TABLE candidate");
          }
        });

    // When
    database.close();
    open();

    // Then
    assertThat(statistics().candidates()).isZero();
    assertThat(statistics().reviewers()).isEmpty();
    apply(List.of(Samples.ranked(1)));
    assertThat(candidates.find(Samples.hash(1))).isPresent();
  }

  @Test
  void aDamagedFileIsRebuilt() throws Exception {
    // Given
    apply(List.of(Samples.ranked(1)));
    database.close();

    // When
    Files.writeString(directory.resolve("view.mv.db"), "this is no database");
    open();

    // Then
    assertThat(writer.positions()).isEmpty();
    apply(List.of(Samples.ranked(1)));
    assertThat(candidates.find(Samples.hash(1))).isPresent();
  }

  @Test
  void aViewWithADamagedPageIsRebuiltAtOnceOrAtTheNextStart() throws Exception {
    // Given: a file of many pages
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.add(Samples.ranked(i));
      events.add(decided("d" + i, i, Verdict.PRUNED, "ann", null));
    }
    apply(events);
    database.close();
    Path file = directory.resolve("view.mv.db");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    int foundAtOpen = 0;

    for (int place = 0; place < 12; place++) {
      // When: one page is overwritten
      byte[] damaged = whole.clone();
      byte[] page = new byte[4096];
      random.nextBytes(page);
      System.arraycopy(page, 0, damaged, random.nextInt(whole.length / 4096) * 4096, 4096);
      Files.write(file, damaged);

      // Then: it opens, and can be read as a whole now or after one more start
      open();
      if (!readable()) {
        assertThat(database.isIntact()).isFalse();
        database.close();
        open();
        assertThat(readable()).isTrue();
      } else if (candidates.find(Samples.hash(1)).isEmpty()) {
        foundAtOpen++;
      }

      // Then: it keeps what is written from now on
      assertThat(database.isIntact()).isTrue();
      if (candidates.find(Samples.hash(1)).isEmpty()) {
        apply(List.of(Samples.ranked(1)));
        database.close();
        open();
        assertThat(candidates.find(Samples.hash(1))).isPresent();
      }
      database.close();
    }
    assertThat(foundAtOpen).isPositive();
    open();
  }

  @Test
  void decisionsOfSeveralBatchesArePassedInTheirOrder() {
    List<CurationDecided> decisions =
        IntStream.range(0, 2500)
            .mapToObj(
                i ->
                    Samples.decided(
                        "d" + i, 1, Verdict.APPROVED, "Ann", Samples.NOON.plusSeconds(i), null))
            .toList();
    apply(List.of(Samples.ranked(1)));
    apply(decisions);

    List<CurationDecided> passed = new ArrayList<>();
    new HistoryReader(database).each(passed::add);

    assertThat(passed).isEqualTo(decisions);
  }

  private boolean readable() {
    try {
      new HistoryReader(database).each(decision -> {});
      candidates.page(CandidateFilter.ALL, Optional.empty(), 1000);
      return true;
    } catch (ViewException e) {
      return false;
    }
  }

  @Test
  void aRecordThatAnOlderVersionSkippedIsReadByTheNewOneOnce() {
    // Given: this version skips offset 5 and reads on
    LogPosition place = new LogPosition("wood.curation.decided", 2);
    assertThat(writer.rewind("version 1")).isFalse();
    writer.apply(
        new LogBatch(
            List.of(), List.of(), List.of(), List.of(), Map.of(place, 8L), Map.of(place, 5L)));
    writer.apply(
        new LogBatch(
            List.of(), List.of(), List.of(), List.of(), Map.of(place, 20L), Map.of(place, 12L)));

    // When
    boolean same = writer.rewind("version 1");

    // Then
    assertThat(same).isFalse();
    assertThat(writer.positions()).containsEntry(place, 20L);

    // When: another version starts
    boolean other = writer.rewind("version 2");

    // Then
    assertThat(other).isTrue();
    assertThat(writer.positions()).containsEntry(place, 5L);
    assertThat(writer.rewind("version 2")).isFalse();
  }

  @Test
  void theDecisionsOfAViewAreSavedBeforeItIsEmptied() throws Exception {
    // Given
    apply(List.of(Samples.ranked(1), Samples.ranked(2)));
    List<CurationDecided> made =
        List.of(
            decided("d1", 1, Verdict.PRUNED, "ann", null),
            decided("d2", 2, Verdict.APPROVED, "bob", null));
    apply(made);
    List<CurationDecided> published = new ArrayList<>();
    DecisionRescue rescue = new DecisionRescue(published::addAll, directory);

    // When
    rescue.publish(writer);
    rescue.write(writer);

    // Then
    assertThat(published).containsExactlyInAnyOrderElementsOf(made);
    assertThat(Files.readAllLines(directory.resolve("decisions-of-another-log.jsonl")))
        .hasSize(2)
        .anyMatch(line -> line.contains("\"d2\""));

    // When: the process was killed in the middle of a line, and the log changes once more
    Files.writeString(
        directory.resolve("decisions-of-another-log.jsonl"), "{half", StandardOpenOption.APPEND);
    writer.follow("log-2");
    apply(List.of(decided("d3", 1, Verdict.PRUNED, "ann", null)));
    rescue.write(writer);

    // Then
    assertThat(Files.readAllLines(directory.resolve("decisions-of-another-log.jsonl")))
        .hasSize(4)
        .contains("{half")
        .anyMatch(line -> line.contains("\"d2\""))
        .anyMatch(line -> line.startsWith("{\"") && line.contains("\"d3\""));
  }

  @Test
  void theViewKnowsItsNextOffsets() {
    // Given
    writer.follow("log-1");
    writer.apply(
        new LogBatch(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(new LogPosition("wood.curation.decided", 2), 41L),
            Map.of()));

    // When
    database.close();
    open();

    // Then
    writer.follow("log-1");
    assertThat(writer.positions())
        .containsExactly(Map.entry(new LogPosition("wood.curation.decided", 2), 41L));
  }

  @Test
  void aViewOfAnotherLogIsCleared() {
    // Given
    writer.follow("log-1");
    apply(List.of(Samples.ranked(1)));

    // When
    writer.follow("log-2");

    // Then
    assertThat(candidates.find(Samples.hash(1))).isEmpty();
    assertThat(statistics().candidates()).isZero();
  }

  /** Rankings by two models and decisions of three people on 40 images, some sent twice. */
  private static List<Event> history(Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(Samples.ranked(i));
      if (i % 3 == 0) {
        events.add(Samples.ranked(i, .55, "wood", Samples.NOON.plusSeconds(20)));
      }
      for (int d = 0; d < random.nextInt(4); d++) {
        String replaces = d > 0 && random.nextBoolean() ? "d" + i + "-" + (d - 1) : null;
        events.add(
            Samples.decided(
                "d" + i + "-" + d,
                i,
                Samples.verdict(random),
                "reviewer" + random.nextInt(3),
                Samples.NOON.plusSeconds(random.nextInt(3)),
                replaces,
                1 + random.nextInt(2)));
        if (random.nextInt(5) == 0) {
          CurationDecided first = (CurationDecided) events.get(events.size() - 1);
          events.add(
              Samples.decided(
                  first.decision(),
                  i,
                  Samples.verdict(random),
                  first.reviewer(),
                  first.decidedAt().plusSeconds(random.nextInt(3) - 1),
                  replaces,
                  first.quorum()));
        }
      }
    }
    return events;
  }

  private void apply(List<? extends Event> events) {
    writer.apply(
        Samples.batch(
            events.stream()
                .filter(CandidateRanked.class::isInstance)
                .map(CandidateRanked.class::cast)
                .toList(),
            events.stream()
                .filter(CurationDecided.class::isInstance)
                .map(CurationDecided.class::cast)
                .toList()));
  }

  private static CandidateRanked ranked(int number, double score) {
    return Samples.ranked(number, score, "base", Samples.NOON);
  }

  private static CurationDecided decided(
      String id, int image, Verdict verdict, String reviewer, String replaces) {
    return Samples.decided(id, image, verdict, reviewer, Samples.NOON, replaces);
  }

  private ReviewStatistics statistics() {
    return new StatisticsReader(database, Clock.fixed(Samples.NOON, ZoneOffset.UTC)).read();
  }

  private String dump() {
    List<CurationDecided> decisions = new ArrayList<>();
    new HistoryReader(database).each(decisions::add);
    List<Candidate> page = candidates.page(CandidateFilter.ALL, Optional.empty(), 10_000);
    List<String> images = page.stream().map(Candidate::image).toList();
    return page
        + "\n"
        + IntStream.range(0, 3)
            .mapToObj(i -> new TreeMap<>(candidates.opinions("reviewer" + i, images)))
            .toList()
        + "\n"
        + decisions
        + "\n"
        + statistics();
  }
}
