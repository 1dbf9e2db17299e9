package io.wood.trainer.experiment;

import io.wood.trainer.store.RunRecords.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Figures over the steps of each phase, thinned so that a long run stays small: beyond {@value
 * #MOST} points of a phase every second one goes. A step that is told again, by a run that resumed
 * from its checkpoint, replaces itself.
 */
public final class TrainingCurve {
  public static final int MOST = 600;

  private final Map<String, NavigableMap<Long, Map<String, Double>>> phases = new TreeMap<>();

  public synchronized void add(String phase, long done, Map<String, Double> figures) {
    if (figures.isEmpty()) {
      return;
    }
    NavigableMap<Long, Map<String, Double>> points =
        phases.computeIfAbsent(phase, name -> new TreeMap<>());
    points.put(done, figures);
    if (points.size() > MOST) {
      thin(points);
    }
  }

  public synchronized List<Point> points() {
    List<Point> all = new ArrayList<>();
    phases.forEach(
        (phase, points) ->
            points.forEach((done, figures) -> all.add(new Point(phase, done, figures))));
    return all;
  }

  private static void thin(NavigableMap<Long, Map<String, Double>> points) {
    Long last = points.lastKey();
    boolean[] drop = {false};
    points.keySet().removeIf(done -> (drop[0] = !drop[0]) && !done.equals(last));
  }
}
