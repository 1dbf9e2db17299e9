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

/** Counts, from the tallies that the view keeps. */
public final class StatisticsReader {
  /** Over how long the rate is taken. */
  static final int RATE_MINUTES = 5;

  private final ViewDatabase database;
  private final Clock clock;

  public StatisticsReader(ViewDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public ReviewStatistics read() {
    List<Tally> tallies =
        database.index().tallies().entrySet().stream()
            .map(tally -> new Tally(tally.getKey(), tally.getValue()))
            .toList();
    List<PerReviewer> reviewers = reviewers();
    long awaiting = count(tallies, tally -> tally.facets().status() == ReviewStatus.AWAITING);
    long open = count(tallies, tally -> tally.facets().status() == ReviewStatus.OPEN);
    long approved = count(tallies, tally -> tally.facets().status() == ReviewStatus.APPROVED);
    long pruned = count(tallies, tally -> tally.facets().status() == ReviewStatus.PRUNED);
    return new ReviewStatistics(
        open + awaiting + approved + pruned,
        approved + pruned,
        open + awaiting,
        awaiting,
        approved,
        pruned,
        count(tallies, tally -> tally.facets().conflict()),
        reviewers.stream().mapToDouble(PerReviewer::perMinute).sum(),
        classes(tallies),
        reviewers,
        shares(tallies, CandidateFacets::model),
        shares(tallies, CandidateFacets::source));
  }

  private record Tally(CandidateFacets facets, long candidates) {}

  private List<PerReviewer> reviewers() {
    Map<String, Long> lately = lately();
    Map<String, ReviewerAgreement> agreements = agreements();
    return database.reviewers().all().stream()
        .map(
            tally -> {
              ReviewerAgreement agreement =
                  agreements.getOrDefault(tally.reviewer(), ReviewerAgreement.NONE);
              return new PerReviewer(
                  tally.reviewer(),
                  tally.decisions(),
                  tally.approved(),
                  tally.pruned(),
                  tally.withdrawn(),
                  EpochNanos.instant(tally.last()),
                  lately.getOrDefault(tally.reviewer(), 0L) / (double) RATE_MINUTES,
                  agreement.rate(),
                  agreement.compared());
            })
        .toList();
  }

  /** How much everyone decided in the last minutes. */
  private Map<String, Long> lately() {
    long from = EpochNanos.of(clock.instant().minus(Duration.ofMinutes(RATE_MINUTES)));
    return database.read(
        connection -> {
          Map<String, Long> lately = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT reviewer, COUNT(*) FROM decision"
                      + " WHERE decided_at > ? AND verdict <> 'WITHDRAWN' GROUP BY reviewer")) {
            select.setLong(1, from);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                lately.put(rows.getString(1), rows.getLong(2));
              }
            }
          }
          return lately;
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

  private static long count(List<Tally> tallies, Predicate<Tally> which) {
    return tallies.stream().filter(which).mapToLong(Tally::candidates).sum();
  }

  private static List<PerClass> classes(List<Tally> tallies) {
    Map<String, PerClass> classes = new TreeMap<>();
    for (Tally tally : tallies) {
      ReviewStatus status = tally.facets().status();
      long open =
          status == ReviewStatus.OPEN || status == ReviewStatus.AWAITING ? tally.candidates() : 0;
      long approved = status == ReviewStatus.APPROVED ? tally.candidates() : 0;
      long pruned = status == ReviewStatus.PRUNED ? tally.candidates() : 0;
      String name = tally.facets().predictedClass();
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

  private static List<Share> shares(List<Tally> tallies, Function<CandidateFacets, String> by) {
    Map<String, Long> shares = new TreeMap<>();
    tallies.forEach(tally -> shares.merge(by.apply(tally.facets()), tally.candidates(), Long::sum));
    return shares.entrySet().stream()
        .map(entry -> new Share(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Share::candidates).reversed())
        .toList();
  }
}
