package io.wood.curation.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.Samples;
import io.wood.curation.lookalike.LookAlikeJob;
import io.wood.curation.lookalike.LookAlikes;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.PageCursor;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.view.ViewDatabase;
import io.wood.curation.view.ViewWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateIndexTest {
  private static final int CANDIDATES = 120;

  @TempDir Path directory;

  @Test
  void everyFilterFindsTheSameAsAFullScan() {
    try (ViewDatabase database = ViewDatabase.open(directory.resolve("view"))) {
      // Given: two models, decisions of three people, look-alikes
      Random random = new Random(8);
      fill(new ViewWriter(database), random);
      new LookAlikeJob(database, new LookAlikes(.3), Duration.ofSeconds(1), 1000).regroup();
      CandidateReader reader = new CandidateReader(database);
      List<Candidate> all = reader.page(CandidateFilter.ALL, Optional.empty(), CANDIDATES);
      assertThat(all).hasSize(CANDIDATES);

      for (int trial = 0; trial < 400; trial++) {
        // When
        CandidateFilter filter = filter(random, all);
        Optional<PageCursor> cursor =
            random.nextBoolean()
                ? Optional.of(PageCursor.after(all.get(random.nextInt(all.size()))))
                : Optional.empty();
        int limit = 1 + random.nextInt(30);

        // Then
        assertThat(reader.page(filter, cursor, limit))
            .as("%s behind %s", filter, cursor)
            .containsExactlyElementsOf(
                all.stream()
                    .filter(candidate -> matches(candidate, filter))
                    .filter(candidate -> cursor.isEmpty() || isBehind(candidate, cursor.get()))
                    .limit(limit)
                    .toList());
      }
    }
  }

  private static void fill(ViewWriter writer, Random random) {
    List<CandidateRanked> ranked = new ArrayList<>();
    List<CurationDecided> decided = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      ranked.add(Samples.ranked(i, .5 + random.nextInt(20) / 40.0, "base", Samples.NOON));
      if (i % 4 == 0) {
        ranked.add(Samples.ranked(i, .6, "wood", Samples.NOON.plusSeconds(1)));
      }
      for (int d = 0; d < random.nextInt(3); d++) {
        decided.add(
            Samples.decided(
                "d" + i + "-" + d,
                i,
                Samples.verdict(random),
                "reviewer" + random.nextInt(3),
                Samples.NOON.plusSeconds(d),
                null));
      }
    }
    writer.apply(Samples.batch(ranked, decided));
  }

  private static CandidateFilter filter(Random random, List<Candidate> all) {
    Candidate some = all.get(random.nextInt(all.size()));
    return new CandidateFilter(
        random.nextBoolean() ? Set.of(ReviewStatus.values()) : Set.of(some.review().status()),
        random.nextInt(3) == 0 ? some.predictedClass() : null,
        random.nextInt(3) == 0 ? .5 + random.nextDouble() / 2 : null,
        random.nextInt(3) == 0 ? .5 + random.nextDouble() / 2 : null,
        random.nextInt(3) == 0 ? some.model() : null,
        random.nextInt(4) == 0 ? "reviewer" + random.nextInt(4) : null,
        random.nextInt(3) == 0 ? some.source() : null,
        random.nextInt(4) == 0 && some.cluster() != null ? some.cluster() : null,
        random.nextInt(4) == 0 ? random.nextBoolean() : null,
        random.nextInt(4) == 0 ? random.nextBoolean() : null,
        null);
  }

  private static boolean matches(Candidate candidate, CandidateFilter filter) {
    return filter.statuses().contains(candidate.review().status())
        && is(filter.predictedClass(), candidate.predictedClass())
        && (filter.minScore() == null || candidate.score() >= filter.minScore())
        && (filter.maxScore() == null || candidate.score() <= filter.maxScore())
        && is(filter.model(), candidate.model())
        && is(filter.reviewer(), candidate.review().reviewer())
        && is(filter.source(), candidate.source())
        && is(filter.cluster(), candidate.cluster())
        && is(filter.conflict(), candidate.review().conflict())
        && is(filter.mixed(), candidate.clusterMixed());
  }

  private static boolean is(Object wanted, Object there) {
    return wanted == null || wanted.equals(there);
  }

  private static boolean isBehind(Candidate candidate, PageCursor place) {
    int order = Double.compare(place.score(), candidate.score());
    return order > 0 || (order == 0 && candidate.image().compareTo(place.image()) > 0);
  }
}
