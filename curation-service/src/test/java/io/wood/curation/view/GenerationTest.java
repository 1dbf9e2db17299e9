package io.wood.curation.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.GenerationChosen;
import io.wood.curation.Samples;
import io.wood.curation.decide.ChooseGeneration;
import io.wood.curation.index.CandidateFilter;
import io.wood.curation.index.CandidateIndex;
import io.wood.curation.lookalike.LookAlikeJob;
import io.wood.curation.lookalike.LookAlikes;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.Candidate;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.GenerationReader;
import io.wood.curation.query.StatisticsReader;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queue shows one generation at a time, and what is dismissed after its newest ranking leaves
 * it.
 */
class GenerationTest {
  @TempDir Path directory;

  private ViewDatabase database;
  private ViewWriter writer;

  @BeforeEach
  void open() {
    database = ViewDatabase.open(directory.resolve("view"));
    writer = new ViewWriter(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatANewerClassifierDismissesLeavesTheQueueAndTheCounts() {
    apply(ranked(1, "base", 0), ranked(2, "base", 0));

    apply(dismissed(1, "wood", 5));

    assertThat(queue()).containsExactly("base 2");
    assertThat(statistics().candidates()).isEqualTo(1);
    assertThat(statistics().left()).isEqualTo(1);
  }

  @Test
  void anEarlierDismissalOrOneOfAFileTakesNothingOutOfTheQueue() {
    apply(ranked(1, "base", 10), ranked(2, "base", 10));

    apply(dismissed(1, "older", 5), unusable(2));

    assertThat(queue()).containsExactly("base 1", "base 2");
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    apply(dismissed(1, "wood", 5));
    apply(ranked(1, "base", 0));
    apply(dismissed(2, "wood", 5), ranked(2, "base", 0));
    apply(ranked(3, "base", 0), ranked(3, "newest", 9), dismissed(3, "wood", 5));
    apply(dismissed(3, "older", 2));

    assertThat(queue()).containsExactly("newest 3");
  }

  @Test
  void decisionsStayAndAWithdrawnOneDoesNotBringTheImageBack() {
    apply(ranked(1, "base", 0), decided("d1", Verdict.APPROVED, null));
    apply(dismissed(1, "wood", 5));

    Candidate approved = new CandidateReader(database).find(Samples.hash(1)).orElseThrow();
    assertThat(approved.review().status()).isEqualTo(ReviewStatus.APPROVED);
    assertThat(queue()).containsExactly("base 1");
    assertThat(statistics().approved()).isEqualTo(1);

    apply(decided("d2", Verdict.WITHDRAWN, "d1"));

    assertThat(queue()).isEmpty();
    assertThat(statistics().candidates()).isZero();
  }

  @Test
  void aChosenGenerationIsShownAloneUntilAnotherOneIsChosen() {
    apply(ranked(1, "base", 0), ranked(2, "base", 0), ranked(3, "base", 0));
    apply(ranked(1, "wood", 5), dismissed(2, "wood", 5));
    assertThat(queue()).containsExactly("base 3", "wood 1");

    assertThat(apply(chosen("base", 10)).switched()).isTrue();
    assertThat(queue()).containsExactly("base 1", "base 2", "base 3");

    apply(chosen("wood", 20));
    assertThat(queue()).containsExactly("wood 1");
    assertThat(statistics().candidates()).isEqualTo(1);

    apply(ranked(4, "wood", 21), ranked(5, "base", 21), ranked(1, "base", 22));
    assertThat(queue()).containsExactly("wood 1", "wood 4");

    apply(chosen(null, 30));
    assertThat(queue()).containsExactly("base 1", "base 3", "base 5", "wood 4");
  }

  @Test
  void aDecidedImageStaysInItsListsThoughTheGenerationDoesNotHaveIt() {
    apply(ranked(1, "base", 0), ranked(2, "wood", 0), decided("d1", Verdict.APPROVED, null));

    apply(chosen("wood", 10));

    assertThat(queue()).containsExactly("base 1", "wood 2");
  }

  @Test
  void anOlderChoiceThatArrivesLaterChangesNothing() {
    apply(ranked(1, "base", 0), ranked(2, "wood", 5));
    apply(chosen("wood", 20), chosen("base", 15));

    assertThat(apply(chosen("base", 10)).switched()).isFalse();

    assertThat(queue()).containsExactly("wood 2");
  }

  @Test
  void aRankingThatComesAgainIsNeitherStoredNorCountedAgain() {
    apply(ranked(1, "base", 0), ranked(1, "wood", 5));
    int rows = rows();

    apply(ranked(1, "base", 0), ranked(1, "wood", 5), ranked(1, "base", 0));
    assertThat(rows()).isEqualTo(rows);
    assertThat(generations()).containsExactly("wood 1", "base 1");

    apply(ranked(1, "base", 2), ranked(1, "base", 2), ranked(1, "wood", 6));
    assertThat(rows()).isEqualTo(rows + 2);
    assertThat(generations()).containsExactly("wood 1", "base 1");
    database.close();
    open();
    assertThat(generations()).containsExactly("wood 1", "base 1");
  }

  @Test
  void aSwitchInABatchWithNewImagesShowsThem() {
    apply(ranked(1, "base", 0));

    apply(chosen("wood", 10), ranked(1, "wood", 5), ranked(2, "wood", 5), ranked(3, "base", 5));

    assertThat(queue()).containsExactly("wood 1", "wood 2");
  }

  @Test
  void lookAlikesAreGroupedAgainAfterASwitch() {
    apply(ranked(1, "base", 0), likeTheFirst(2, "base", 0), ranked(3, "base", 0));
    apply(ranked(1, "wood", 5), ranked(2, "wood", 5), ranked(3, "wood", 5));
    try (LookAlikeJob job = new LookAlikeJob(database, new LookAlikes(.95), Duration.ZERO, 1000)) {
      job.run();
      assertThat(database.index().leaders()).containsOnly(CandidateIndex.NO_LEADER);

      job.changed(apply(chosen("base", 10)));
      job.run();

      assertThat(database.index().leaders()).containsOnlyOnce(CandidateIndex.NO_LEADER);
    }
  }

  @Test
  void aRestartShowsTheSame() {
    apply(ranked(1, "base", 0), ranked(2, "base", 0), ranked(3, "base", 0));
    apply(ranked(1, "wood", 5), dismissed(2, "wood", 5), chosen("base", 10));
    List<String> before = queue();
    assertThat(before).containsExactly("base 1", "base 2", "base 3");

    database.close();
    open();
    assertThat(queue()).isEqualTo(before);
    assertThat(generations()).isEqualTo(List.of("wood 1", "base 3"));

    apply(chosen(null, 20));
    database.close();
    open();
    assertThat(queue()).containsExactly("base 3", "wood 1");
  }

  @Test
  void aChoiceNamesAnExperimentOrTheWeightsAndOneThatRankedNothingIsRefused() {
    apply(ranked(1, "base", 0));
    List<Event> published = new ArrayList<>();
    ChooseGeneration choose =
        new ChooseGeneration(
            new GenerationReader(database),
            published::add,
            Clock.fixed(Samples.NOON, ZoneOffset.UTC));
    String weights = Samples.model("base").weights().sha256();

    choose.choose("base", "ada");
    choose.choose(weights, "ada");
    choose.choose(null, "ada");

    assertThat(published)
        .containsExactly(
            new GenerationChosen(weights, "ada", Samples.NOON),
            new GenerationChosen(weights, "ada", Samples.NOON),
            new GenerationChosen(null, "ada", Samples.NOON));
    assertThatThrownBy(() -> choose.choose("wood", "ada"))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("no candidate is ranked by 'wood'")
        .hasMessageContaining("GET /api/generations");
  }

  private int rows() {
    return database.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT COUNT(*) FROM candidate");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private List<String> generations() {
    return new GenerationReader(database)
        .all().stream().map(one -> one.experiment() + " " + one.candidates()).toList();
  }

  /** What all lists show, as model and number. */
  private List<String> queue() {
    return new CandidateReader(database)
        .page(CandidateFilter.ALL, Optional.empty(), 100).stream()
            .map(one -> one.model() + " " + one.name().replaceAll("\\D", ""))
            .sorted()
            .toList();
  }

  private ReviewStatistics statistics() {
    return new StatisticsReader(database, Clock.fixed(Samples.NOON, ZoneOffset.UTC)).read();
  }

  private ViewChange apply(Event... events) {
    List<Event> all = List.of(events);
    return writer.apply(
        new LogBatch(
            of(all, CandidateRanked.class),
            of(all, CurationDecided.class),
            of(all, CandidateDismissed.class),
            of(all, GenerationChosen.class),
            Map.of(),
            Map.of()));
  }

  private static <E> List<E> of(List<Event> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Instant at(int second) {
    return Samples.NOON.plusSeconds(second);
  }

  private static CandidateRanked ranked(int number, String model, int second) {
    return Samples.ranked(number, .9, model, at(second));
  }

  private static CandidateRanked likeTheFirst(int number, String model, int second) {
    CandidateRanked one = ranked(number, model, second);
    return new CandidateRanked(
        one.image(),
        one.artifact(),
        one.name(),
        one.source(),
        one.width(),
        one.height(),
        one.predictedClass(),
        one.score(),
        one.scores(),
        one.model(),
        one.overlay(),
        ranked(1, model, second).embedding(),
        one.rankedAt());
  }

  private static CandidateDismissed dismissed(int number, String model, int second) {
    return Samples.dismissed(number, model, at(second));
  }

  private static CandidateDismissed unusable(int number) {
    return new CandidateDismissed(
        Samples.hash(number), Reason.UNUSABLE, "cut", "x.jpg", "camera", null, null, null, at(90));
  }

  private static CurationDecided decided(String id, Verdict verdict, String replaces) {
    return Samples.decided(id, 1, verdict, "ann", at(id.equals("d1") ? 1 : 50), replaces);
  }

  private static GenerationChosen chosen(String model, int second) {
    return new GenerationChosen(
        model == null ? null : Samples.model(model).weights().sha256(), "ada", at(second));
  }
}
