package io.wood.curation;

import io.wood.curation.Statistics.PerClass;
import io.wood.curation.Statistics.PerReviewer;
import io.wood.curation.Statistics.Share;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Counts, from the tallies that the view keeps. */
final class StatisticsReader {
  /** Over how long the rate is taken. */
  static final int RATE_MINUTES = 5;

  private final ViewDatabase database;
  private final Clock clock;

  StatisticsReader(ViewDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Statistics read() {
    return database.read(
        connection -> {
          List<Tally> tallies = tallies(connection);
          List<PerReviewer> reviewers = reviewers(connection);
          long awaiting = count(tallies, tally -> tally.facets().status() == Status.AWAITING);
          long open = count(tallies, tally -> tally.facets().status() == Status.OPEN);
          long approved = count(tallies, tally -> tally.facets().status() == Status.APPROVED);
          long pruned = count(tallies, tally -> tally.facets().status() == Status.PRUNED);
          return new Statistics(
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
              shares(tallies, Facets::model),
              shares(tallies, Facets::source));
        });
  }

  private record Tally(Facets facets, long candidates) {}

  private static List<Tally> tallies(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT predicted_class, model, source, status, conflict, candidates FROM tally"
                    + " WHERE candidates > 0");
        ResultSet rows = select.executeQuery()) {
      List<Tally> tallies = new ArrayList<>();
      while (rows.next()) {
        tallies.add(
            new Tally(
                new Facets(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    Status.of(rows.getInt(4)),
                    rows.getBoolean(5)),
                rows.getLong(6)));
      }
      return tallies;
    }
  }

  private static Map<String, Agreement> agreements(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT reviewer, compared, agreed FROM agreement");
        ResultSet rows = select.executeQuery()) {
      Map<String, Agreement> agreements = new HashMap<>();
      while (rows.next()) {
        agreements.put(rows.getString(1), new Agreement(rows.getLong(2), rows.getLong(3)));
      }
      return agreements;
    }
  }

  private List<PerReviewer> reviewers(Connection connection) throws SQLException {
    Map<String, Agreement> agreements = agreements(connection);
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT reviewer, COUNT(*), COUNT(*) FILTER (WHERE verdict = 'APPROVED'),
              COUNT(*) FILTER (WHERE verdict = 'PRUNED'),
              COUNT(*) FILTER (WHERE verdict = 'WITHDRAWN'), MAX(decided_at),
              COUNT(*) FILTER (WHERE decided_at > ? AND verdict <> 'WITHDRAWN')
            FROM decision GROUP BY reviewer ORDER BY 2 DESC, 1
            """)) {
      select.setLong(1, Nanos.of(clock.instant().minus(Duration.ofMinutes(RATE_MINUTES))));
      try (ResultSet rows = select.executeQuery()) {
        List<PerReviewer> reviewers = new ArrayList<>();
        while (rows.next()) {
          Agreement agreement = agreements.getOrDefault(rows.getString(1), Agreement.NONE);
          reviewers.add(
              new PerReviewer(
                  rows.getString(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  rows.getLong(4),
                  rows.getLong(5),
                  Nanos.instant(rows.getLong(6)),
                  rows.getLong(7) / (double) RATE_MINUTES,
                  agreement.rate(),
                  agreement.compared()));
        }
        return reviewers;
      }
    }
  }

  private static long count(List<Tally> tallies, Predicate<Tally> which) {
    return tallies.stream().filter(which).mapToLong(Tally::candidates).sum();
  }

  private static List<PerClass> classes(List<Tally> tallies) {
    Map<String, PerClass> classes = new TreeMap<>();
    for (Tally tally : tallies) {
      Status status = tally.facets().status();
      long open = status == Status.OPEN || status == Status.AWAITING ? tally.candidates() : 0;
      long approved = status == Status.APPROVED ? tally.candidates() : 0;
      long pruned = status == Status.PRUNED ? tally.candidates() : 0;
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

  private static List<Share> shares(List<Tally> tallies, Function<Facets, String> by) {
    Map<String, Long> shares = new TreeMap<>();
    tallies.forEach(tally -> shares.merge(by.apply(tally.facets()), tally.candidates(), Long::sum));
    return shares.entrySet().stream()
        .map(entry -> new Share(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Share::candidates).reversed())
        .toList();
  }
}
