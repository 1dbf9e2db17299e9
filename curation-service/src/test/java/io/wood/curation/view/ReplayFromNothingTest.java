package io.wood.curation.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.GenerationChosen;
import io.wood.contracts.event.Topic;
import io.wood.contracts.selection.ApprovedOods;
import io.wood.curation.Samples;
import io.wood.curation.index.CandidateFilter;
import io.wood.curation.lookalike.LookAlikeJob;
import io.wood.curation.lookalike.LookAlikes;
import io.wood.curation.model.Candidate;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.GenerationReader;
import io.wood.curation.query.HistoryReader;
import io.wood.curation.query.StatisticsReader;
import io.wood.log.LogExtent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reviewers see can be rebuilt from the topics alone, here and in another installation. */
class ReplayFromNothingTest {
  private static final int IMAGES = 80;
  private static final LogPosition DECIDED = new LogPosition(Topic.CURATION_DECIDED.topicName(), 0);
  private static final TopicPartition PARTITION =
      new TopicPartition(DECIDED.topic(), DECIDED.partition());

  private static final ViewListener SILENT =
      new ViewListener() {
        @Override
        public void changed(ViewChange change) {}

        @Override
        public void caughtUp() {}
      };

  @TempDir Path directory;

  private final List<CurationDecided> published = new ArrayList<>();
  private ViewDatabase first;
  private ViewDatabase second;

  @BeforeEach
  void open() {
    first = ViewDatabase.open(directory.resolve("first"));
    second = ViewDatabase.open(directory.resolve("second"));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "base", "wood"})
  void aViewThatIsBuiltOfTheTopicsShowsWhatTheOneShowsThatGrewWithThem(String generation) {
    List<Event> history = history(generation);

    live(first, history);
    rebuild(second, history, new Random(11));

    assertThat(dump(second)).isEqualTo(dump(first));
    assertThat(approved(second)).isEqualTo(approved(history)).hasSizeGreaterThan(5);
  }

  @Test
  void aCopyOfTheLogIsReadFromItsBeginningAndShowsTheSame() throws Exception {
    // Given
    List<Event> history = history("");
    new ViewWriter(first).follow("topics of the first installation");
    live(first, history);
    String before = dump(first);

    // When: the copy has other topics, and fewer offsets
    Map<TopicPartition, Long> positions =
        positions(first, "topics of the copy", new LogExtent(0, 3));

    // Then
    assertThat(positions).isEmpty();
    assertThat(published).isEmpty();
    assertThat(Files.readAllLines(directory.resolve("decisions-of-another-log.jsonl")))
        .hasSameSizeAs(decisions(history));
    assertThat(new CandidateReader(first).page(CandidateFilter.ALL, Optional.empty(), 1)).isEmpty();

    rebuild(first, history, new Random(12));
    assertThat(dump(first)).isEqualTo(before);
  }

  @Test
  void theSameLogIsReadOnAndNothingIsPublishedAgain() {
    new ViewWriter(first).follow("topics");
    List<Event> history = history("");
    live(first, history);
    String before = dump(first);

    assertThat(positions(first, "topics", new LogExtent(0, 1_000_000)))
        .containsEntry(PARTITION, (long) history.size());
    assertThat(published).isEmpty();
    assertThat(dump(first)).isEqualTo(before);
  }

  @Test
  void aLogThatLostItsEndGetsTheDecisionsOfTheViewUnderTheirIds() {
    new ViewWriter(first).follow("topics");
    List<Event> history = history("");
    live(first, history);

    assertThat(positions(first, "topics", new LogExtent(0, 3))).isEmpty();

    assertThat(published)
        .extracting(CurationDecided::decision)
        .containsExactlyInAnyOrderElementsOf(decisions(history));
  }

  private Map<TopicPartition, Long> positions(ViewDatabase view, String log, LogExtent extent) {
    ViewWriter writer = new ViewWriter(view);
    try (ViewFeed feed =
        new ViewFeed(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            writer,
            new DecisionRescue(published::addAll, directory),
            SILENT,
            new SimpleMeterRegistry())) {
      return feed.positions(log, Map.of(PARTITION, extent));
    }
  }

  /** Applies the events as they happened, a few at a time. */
  private static void live(ViewDatabase view, List<Event> history) {
    Random random = new Random(5);
    ViewWriter writer = new ViewWriter(view);
    for (int from = 0; from < history.size(); ) {
      int to = Math.min(history.size(), from + 1 + random.nextInt(5));
      apply(writer, history.subList(from, to), to);
      from = to;
    }
    group(view);
  }

  /** Applies rankings first, as the feed does, and topics and partitions in any order. */
  private static void rebuild(ViewDatabase view, List<Event> history, Random random) {
    ViewWriter writer = new ViewWriter(view);
    for (boolean ranked : new boolean[] {true, false}) {
      List<Event> events =
          new ArrayList<>(
              history.stream()
                  .filter(event -> event instanceof CandidateRanked == ranked)
                  .toList());
      Collections.shuffle(events, random);
      for (int from = 0; from < events.size(); from += 50) {
        apply(writer, events.subList(from, Math.min(events.size(), from + 50)), 0);
      }
    }
    group(view);
  }

  private static void apply(ViewWriter writer, List<Event> events, long next) {
    writer.apply(
        new LogBatch(
            of(events, CandidateRanked.class),
            of(events, CurationDecided.class),
            of(events, CandidateDismissed.class),
            of(events, GenerationChosen.class),
            Map.of(DECIDED, next),
            Map.of()));
  }

  private static void group(ViewDatabase view) {
    try (LookAlikeJob job = new LookAlikeJob(view, new LookAlikes(.3), Duration.ZERO, 1000)) {
      job.regroup();
    }
  }

  private static <E> List<E> of(List<Event> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** All lists, counts, generations and decisions. */
  private static String dump(ViewDatabase view) {
    List<Object> all = new ArrayList<>();
    all.add(new CandidateReader(view).page(CandidateFilter.ALL, Optional.empty(), 1000));
    for (ReviewStatus status : ReviewStatus.values()) {
      all.add(page(view, status));
    }
    all.add(new GenerationReader(view).all());
    all.add(new StatisticsReader(view, Clock.fixed(Samples.NOON, ZoneOffset.UTC)).read());
    new HistoryReader(view).each(all::add);
    return String.join("\n", all.stream().map(Object::toString).toList());
  }

  private static List<Candidate> page(ViewDatabase view, ReviewStatus status) {
    return new CandidateReader(view)
        .page(
            new CandidateFilter(
                Set.of(status), null, null, null, null, null, null, null, null, null, null),
            Optional.empty(),
            1000);
  }

  private static Set<String> approved(ViewDatabase view) {
    return Set.copyOf(page(view, ReviewStatus.APPROVED).stream().map(Candidate::image).toList());
  }

  /** What a training uses. */
  private static Set<String> approved(List<Event> history) {
    ApprovedOods oods = new ApprovedOods();
    of(history, CurationDecided.class).forEach(oods::add);
    return Set.copyOf(oods.approved().stream().map(ood -> ood.artifact().sha256()).toList());
  }

  private static List<String> decisions(List<Event> history) {
    return of(history, CurationDecided.class).stream().map(CurationDecided::decision).toList();
  }

  /** Rankings by two classifiers, dismissals, decisions of three people, choices of generations. */
  private static List<Event> history(String generation) {
    Random random = new Random(3);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      events.add(Samples.ranked(i, .5 + i % 9 / 20., "base", at(i)));
    }
    decide(events, "early", random, 100);
    for (int i = 0; i < IMAGES; i += 2) {
      events.add(
          i % 3 == 0
              ? Samples.dismissed(i, "wood", at(200 + i))
              : Samples.ranked(i, .77, "wood", at(200 + i)));
    }
    events.add(new GenerationChosen(Samples.model("wood").weights().sha256(), "ada", at(290)));
    decide(events, "late", random, 300);
    events.add(
        new GenerationChosen(
            generation.isEmpty() ? null : Samples.model(generation).weights().sha256(),
            "ada",
            at(390)));
    return events;
  }

  private static void decide(List<Event> events, String name, Random random, int second) {
    for (int i = 0; i < IMAGES; i++) {
      if (random.nextInt(3) > 0) {
        events.add(
            Samples.decided(
                name + i,
                i,
                Samples.verdict(random),
                "reviewer" + random.nextInt(3),
                at(second + random.nextInt(20)),
                second > 200 && random.nextBoolean() ? "early" + i : null,
                1 + random.nextInt(2)));
      }
    }
  }

  private static Instant at(int second) {
    return Samples.NOON.plusSeconds(second);
  }
}
