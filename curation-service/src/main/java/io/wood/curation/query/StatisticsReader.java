package io.wood.curation.query;

import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.api.curation.ReviewStatistics.PerClass;
import io.wood.contracts.api.curation.ReviewStatistics.PerReviewer;
import io.wood.contracts.api.curation.ReviewStatistics.Share;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.curation.index.CandidateFacets;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.ReviewerAgreement;
import io.wood.curation.view.ViewDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Computes the statistics from the counts that the view keeps. */
public final class StatisticsReader {
  /** Period of the decision rate. */
  static final int RATE_MINUTES = 5;

  private final ViewDatabase database;
  private final Clock clock;

  public StatisticsReader(ViewDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public ReviewStatistics read() {
    List<FacetCount> counts =
        database.index().counts().entrySet().stream()
            .map(count -> new FacetCount(count.getKey(), count.getValue()))
            .toList();
    List<PerReviewer> reviewers = reviewers();
    long awaiting = count(counts, count -> count.facets().status() == ReviewStatus.AWAITING);
    long open = count(counts, count -> count.facets().status() == ReviewStatus.OPEN);
    long approved = count(counts, count -> count.facets().status() == ReviewStatus.APPROVED);
    long pruned = count(counts, count -> count.facets().status() == ReviewStatus.PRUNED);
    return new ReviewStatistics(
        open + awaiting + approved + pruned,
        approved + pruned,
        open + awaiting,
        awaiting,
        approved,
        pruned,
        count(counts, count -> count.facets().conflict()),
        reviewers.stream().mapToDouble(PerReviewer::perMinute).sum(),
        classes(counts),
        reviewers,
        shares(counts, CandidateFacets::model),
        shares(counts, CandidateFacets::source));
  }

  private record FacetCount(CandidateFacets facets, long candidates) {}

  private List<PerReviewer> reviewers() {
    Map<String, Long> recent = recent();
    Map<String, ReviewerAgreement> agreements = agreements();
    return database.reviewers().all().stream()
        .map(
            count -> {
              ReviewerAgreement agreement =
                  agreements.getOrDefault(count.reviewer(), ReviewerAgreement.NONE);
              return new PerReviewer(
                  count.reviewer(),
                  count.decisions(),
                  count.approved(),
                  count.pruned(),
                  count.withdrawn(),
                  EpochNanos.instant(count.last()),
                  recent.getOrDefault(count.reviewer(), 0L) / (double) RATE_MINUTES,
                  agreement.rate(),
                  agreement.compared());
            })
        .toList();
  }

  /** Decisions of the last minutes, by reviewer. */
  private Map<String, Long> recent() {
    long from = EpochNanos.of(clock.instant().minus(Duration.ofMinutes(RATE_MINUTES)));
    return database.read(
        connection -> {
          Map<String, Long> recent = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT reviewer, COUNT(*) FROM decision"
                      + " WHERE decided_at > ? AND verdict <> 'WITHDRAWN' GROUP BY reviewer")) {
            select.setLong(1, from);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                recent.put(rows.getString(1), rows.getLong(2));
              }
            }
          }
          return recent;
        });
  }

  private Map<String, ReviewerAgreement> agreements() {
    return database.read(
        connection -> {
          Map<String, ReviewerAgreement> agreements = new HashMap<>();
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT reviewer, compared, agreed FROM agreement");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              agreements.put(
                  rows.getString(1), new ReviewerAgreement(rows.getLong(2), rows.getLong(3)));
            }
          }
          return agreements;
        });
  }

  private static long count(List<FacetCount> counts, Predicate<FacetCount> which) {
    return counts.stream().filter(which).mapToLong(FacetCount::candidates).sum();
  }

  private static List<PerClass> classes(List<FacetCount> counts) {
    Map<String, PerClass> classes = new TreeMap<>();
    for (FacetCount count : counts) {
      ReviewStatus status = count.facets().status();
      long open =
          status == ReviewStatus.OPEN || status == ReviewStatus.AWAITING ? count.candidates() : 0;
      long approved = status == ReviewStatus.APPROVED ? count.candidates() : 0;
      long pruned = status == ReviewStatus.PRUNED ? count.candidates() : 0;
      String name = count.facets().predictedClass();
      classes.merge(
          name,
          new PerClass(name, open, approved, pruned),
          (one, other) ->
              new PerClass(
                  name,
                  one.open() + other.open(),
                  one.approved() + other.approved(),
                  one.pruned() + other.pruned()));
    }
    return List.copyOf(classes.values());
  }

  private static List<Share> shares(List<FacetCount> counts, Function<CandidateFacets, String> by) {
    Map<String, Long> shares = new TreeMap<>();
    counts.forEach(count -> shares.merge(by.apply(count.facets()), count.candidates(), Long::sum));
    return shares.entrySet().stream()
        .map(entry -> new Share(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Share::candidates).reversed())
        .toList();
  }
}
