package io.wood.curation;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Groups look-alikes again after candidates or decisions have changed, in the background. */
final class Regrouping implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Regrouping.class);

  /** However many images there are, grouping takes no more than a tenth of the time. */
  private static final int REST = 9;

  private final ViewDatabase view;
  private final LookAlikes lookAlikes;
  private final Duration interval;
  private final AtomicBoolean dirty = new AtomicBoolean(true);
  private final AtomicBoolean newCandidates = new AtomicBoolean(true);
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "regrouping");
            thread.setDaemon(true);
            return thread;
          });

  Regrouping(ViewDatabase view, LookAlikes lookAlikes, Duration interval) {
    this.view = view;
    this.lookAlikes = lookAlikes;
    this.interval = interval;
  }

  void start() {
    schedule(Duration.ZERO);
  }

  /** Something has changed. */
  void changed(ViewChange change) {
    if (change.newCandidates() > 0) {
      newCandidates.set(true);
    }
    if (!change.isEmpty()) {
      dirty.set(true);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void schedule(Duration spent) {
    long pause = Math.max(interval.toMillis(), spent.toMillis() * REST);
    var unused = executor.schedule(this::runOnce, pause, TimeUnit.MILLISECONDS);
  }

  private void runOnce() {
    long start = System.nanoTime();
    try {
      if (dirty.getAndSet(false)) {
        if (newCandidates.getAndSet(false)) {
          regroup();
        }
        compareDecisions();
      }
    } catch (ViewException e) {
      LOG.warnf("Look-alikes are not grouped: %s", e.getMessage());
      dirty.set(true);
      newCandidates.set(true);
    }
    schedule(Duration.ofNanos(System.nanoTime() - start));
  }

  /** Reads all embeddings, groups them and writes what is different. */
  void regroup() {
    Map<String, Group> before = new HashMap<>();
    List<LookAlikes.Point> points = view.read(connection -> points(connection, before));
    Map<String, Group> after = new HashMap<>();
    lookAlikes
        .group(points)
        .forEach(
            (leader, members) ->
                members.forEach(image -> after.put(image, new Group(leader, members.size()))));
    Set<String> images = new HashSet<>(before.keySet());
    images.addAll(after.keySet());
    images.removeIf(image -> Objects.equals(before.get(image), after.get(image)));
    if (!images.isEmpty()) {
      view.write(connection -> store(connection, images, after));
    }
  }

  private record Group(String leader, int size) {}

  private static List<LookAlikes.Point> points(Connection connection, Map<String, Group> groups)
      throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT image, embedding, cluster, cluster_size FROM candidate");
        ResultSet rows = select.executeQuery()) {
      List<LookAlikes.Point> points = new ArrayList<>();
      while (rows.next()) {
        String image = Hex.text(rows.getBytes(1));
        ByteBuffer bytes = ByteBuffer.wrap(rows.getBytes(2));
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        points.add(new LookAlikes.Point(image, vector));
        byte[] leader = rows.getBytes(3);
        if (leader != null) {
          groups.put(image, new Group(Hex.text(leader), rows.getInt(4)));
        }
      }
      return points;
    }
  }

  private static int store(Connection connection, Set<String> images, Map<String, Group> groups)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE candidate SET (cluster, cluster_size, cluster_mixed) = (?, ?, FALSE)"
                + " WHERE image = ?")) {
      for (String image : images) {
        Group group = groups.get(image);
        update.setBytes(1, group == null ? null : Hex.bytes(group.leader()));
        update.setInt(2, group == null ? 0 : group.size());
        update.setBytes(3, Hex.bytes(image));
        update.addBatch();
      }
      return update.executeBatch().length;
    }
  }

  /** Marks the groups whose images were decided differently. */
  void compareDecisions() {
    view.write(
        connection -> {
          String mixed =
              "SELECT cluster FROM candidate WHERE cluster IS NOT NULL AND status IN ("
                  + Status.APPROVED.code()
                  + ", "
                  + Status.PRUNED.code()
                  + ") GROUP BY cluster HAVING MIN(status) <> MAX(status)";
          int changes = 0;
          for (String sql :
              List.of(
                  "UPDATE candidate SET cluster_mixed = FALSE WHERE cluster_mixed AND"
                      + " (cluster IS NULL OR cluster NOT IN ("
                      + mixed
                      + "))",
                  "UPDATE candidate SET cluster_mixed = TRUE WHERE NOT cluster_mixed AND"
                      + " cluster IN ("
                      + mixed
                      + ")")) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
              changes += update.executeUpdate();
            }
          }
          return changes;
        });
  }
}
