package io.wood.trainer.experiment;

import io.wood.trainer.store.CurvePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Collects figures over the steps of each phase. Beyond {@value #MAX_POINTS} points of a phase
 * every second point is dropped, so that a long run stays small. A step that a resumed run repeats
 * replaces the earlier point.
 */
public final class TrainingCurve {
  public static final int MAX_POINTS = 600;

  private final Map<String, NavigableMap<Long, Map<String, Double>>> phases = new TreeMap<>();

  public synchronized void add(String phase, long done, Map<String, Double> figures) {
    if (figures.isEmpty()) {
      return;
    }
    NavigableMap<Long, Map<String, Double>> points =
        phases.computeIfAbsent(phase, name -> new TreeMap<>());
    points.put(done, figures);
    if (points.size() > MAX_POINTS) {
      thin(points);
    }
  }

  public synchronized List<CurvePoint> points() {
    List<CurvePoint> all = new ArrayList<>();
    phases.forEach(
        (phase, points) ->
            points.forEach((done, figures) -> all.add(new CurvePoint(phase, done, figures))));
    return all;
  }

  private static void thin(NavigableMap<Long, Map<String, Double>> points) {
    Long last = points.lastKey();
    boolean[] drop = {false};
    points.keySet().removeIf(done -> (drop[0] = !drop[0]) && !done.equals(last));
  }
}
