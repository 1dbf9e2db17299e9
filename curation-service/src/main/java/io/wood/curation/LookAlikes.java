package io.wood.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Groups images that look alike. The embeddings are centred (all images of a dataset have much in
 * common, and that says nothing) and taken in the order of their hashes: each joins the first group
 * whose leader is near enough, or leads a new one. So the groups depend on the set of images alone,
 * not on when they came, and no chain of small steps joins what differs.
 *
 * <p>Leaders are found by the signs of fixed random projections (locality-sensitive hashing); two
 * vectors of cosine .95 share a bucket in one of the tables nearly always.
 */
final class LookAlikes {
  private static final int TABLES = 10;
  private static final int MOST_BITS = 14;
  private static final int LEAST_BITS = 3;
  private static final long SEED = 20220619;

  private final double leastCosine;

  LookAlikes(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /** An image and its embedding. */
  static final class Point {
    private final String image;
    private final float[] vector;

    Point(String image, float[] vector) {
      this.image = image;
      this.vector = vector.clone();
    }
  }

  /** The groups of at least two images, each under the hash of its leader, members in order. */
  Map<String, List<String>> group(List<Point> points) {
    List<Point> centred = centred(points);
    if (centred.isEmpty()) {
      return Map.of();
    }
    int dimensions = centred.get(0).vector.length;
    int bits =
        Math.max(
            LEAST_BITS, Math.min(MOST_BITS, 32 - Integer.numberOfLeadingZeros(points.size()) - 5));
    float[][] planes = planes(TABLES * bits, dimensions);
    List<Map<Integer, List<Point>>> tables = new ArrayList<>();
    for (int table = 0; table < TABLES; table++) {
      tables.add(new HashMap<>());
    }
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (Point point : centred) {
      int[] buckets = buckets(point, planes, bits);
      Point leader = nearest(point, buckets, tables);
      if (leader == null) {
        for (int table = 0; table < TABLES; table++) {
          tables.get(table).computeIfAbsent(buckets[table], bucket -> new ArrayList<>()).add(point);
        }
        leader = point;
      }
      groups.computeIfAbsent(leader.image, image -> new ArrayList<>()).add(point.image);
    }
    groups.values().removeIf(members -> members.size() < 2);
    return groups;
  }

  private Point nearest(Point point, int[] buckets, List<Map<Integer, List<Point>>> tables) {
    Point first = null;
    for (int table = 0; table < TABLES; table++) {
      for (Point leader : tables.get(table).getOrDefault(buckets[table], List.of())) {
        boolean earlier = first == null || leader.image.compareTo(first.image) < 0;
        if (earlier && dot(leader.vector, point.vector) >= leastCosine) {
          first = leader;
        }
      }
    }
    return first;
  }

  /** Minus the mean, to unit length, in hash order; images without an embedding are left out. */
  private static List<Point> centred(List<Point> points) {
    int dimensions = points.stream().mapToInt(point -> point.vector.length).max().orElse(0);
    List<Point> usable =
        points.stream()
            .filter(point -> dimensions > 0 && point.vector.length == dimensions)
            .sorted(Comparator.comparing(point -> point.image))
            .toList();
    double[] mean = new double[dimensions];
    for (Point point : usable) {
      for (int i = 0; i < dimensions; i++) {
        mean[i] += point.vector[i] / usable.size();
      }
    }
    return usable.stream().map(point -> new Point(point.image, unit(point.vector, mean))).toList();
  }

  private static float[] unit(float[] vector, double[] mean) {
    double square = 0;
    for (int i = 0; i < mean.length; i++) {
      square += (vector[i] - mean[i]) * (vector[i] - mean[i]);
    }
    float[] unit = new float[mean.length];
    double length = Math.sqrt(square);
    for (int i = 0; i < mean.length && length > 0; i++) {
      unit[i] = (float) ((vector[i] - mean[i]) / length);
    }
    return unit;
  }

  private static float[][] planes(int count, int dimensions) {
    Random random = new Random(SEED);
    float[][] planes = new float[count][dimensions];
    for (float[] plane : planes) {
      for (int i = 0; i < dimensions; i++) {
        plane[i] = (float) random.nextGaussian();
      }
    }
    return planes;
  }

  private static int[] buckets(Point point, float[][] planes, int bits) {
    int[] buckets = new int[TABLES];
    Arrays.setAll(
        buckets,
        table -> {
          int bucket = 0;
          for (int bit = 0; bit < bits; bit++) {
            boolean side = dot(planes[table * bits + bit], point.vector) > 0;
            bucket = bucket << 1 | (side ? 1 : 0);
          }
          return bucket;
        });
    return buckets;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
