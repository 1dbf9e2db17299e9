package io.wood.curation;

import java.util.Arrays;
import java.util.Random;

/**
 * Groups images that look alike. The embeddings are centred (all images of a dataset have much in
 * common, and that says nothing) and taken in the order of their hashes: each joins the first group
 * whose leader is near enough, or leads a new one. So the groups depend on the set of images alone,
 * not on when they came, and no chain of small steps joins what differs.
 *
 * <p>Leaders are found by the signs of fixed random projections (locality-sensitive hashing); two
 * vectors of cosine .95 share a bucket in one of the tables nearly always. Of what shares one, most
 * is told apart by the first 64 signs, without a look at the vectors. Beside the embeddings it
 * needs 64 bytes an image.
 */
final class LookAlikes {
  /** The leader of an image that nothing looks like. */
  static final int ALONE = -1;

  private static final int NONE = -1;
  private static final int TABLES = 12;
  private static final int MOST_BITS = 16;
  private static final int LEAST_BITS = 3;
  private static final long SEED = 20220619;

  /** Signs differ in more places than expected, by so many standard deviations, nearly never. */
  private static final double DEVIATIONS = 4;

  private final double leastCosine;

  LookAlikes(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /**
   * Groups all of them.
   *
   * @param embeddings afterwards they are centred and of unit length
   * @param order their positions in the order of their images
   * @return for each position that of its group's leader, or {@link #ALONE}
   */
  int[] leaders(Embeddings embeddings, int[] order) {
    centre(embeddings, order);
    int size = embeddings.size();
    int bits =
        Math.max(LEAST_BITS, Math.min(MOST_BITS, 32 - Integer.numberOfLeadingZeros(size) - 4));
    float[][] planes = planes(TABLES * bits, embeddings.dimensions());
    int[] ranks = new int[size];
    int[] first = filled(TABLES << bits);
    int[] next = filled(TABLES * size);
    int[] leaders = new int[size];
    boolean[] followed = new boolean[size];
    int[] buckets = new int[TABLES];
    long[] signatures = new long[size];
    int signs = Math.min(TABLES, Long.SIZE / bits) * bits;
    int mostDifferent = mostDifferent(signs);
    for (int rank = 0; rank < size; rank++) {
      int position = order[rank];
      ranks[position] = rank;
      for (int table = 0; table < TABLES; table++) {
        int bucket = bucket(embeddings, position, planes, table * bits, bits);
        buckets[table] = (table << bits) + bucket;
        if ((table + 1) * bits <= signs) {
          signatures[position] = signatures[position] << bits | bucket;
        }
      }
      int leader = NONE;
      for (int table = 0; table < TABLES; table++) {
        for (int other = first[buckets[table]]; other != NONE; other = next[at(table, other)]) {
          if (Long.bitCount(signatures[other] ^ signatures[position]) <= mostDifferent
              && (leader == NONE || ranks[other] < ranks[leader])
              && cosine(embeddings, other, position) >= leastCosine) {
            leader = other;
          }
        }
      }
      leaders[position] = leader == NONE ? position : leader;
      if (leader != NONE) {
        followed[leader] = true;
        continue;
      }
      for (int table = 0; table < TABLES; table++) {
        next[at(table, position)] = first[buckets[table]];
        first[buckets[table]] = position;
      }
    }
    for (int position = 0; position < size; position++) {
      if (leaders[position] == position && !followed[position]) {
        leaders[position] = ALONE;
      }
    }
    return leaders;
  }

  /** In how many of so many signs two vectors differ that are just alike. */
  private int mostDifferent(int signs) {
    double share = Math.acos(leastCosine) / Math.PI;
    return (int) (signs * share + DEVIATIONS * Math.sqrt(signs * share * (1 - share)));
  }

  private static int at(int table, int position) {
    return position * TABLES + table;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  /** Minus the mean, summed in the order of the images, to unit length. */
  private static void centre(Embeddings embeddings, int[] order) {
    int dimensions = embeddings.dimensions();
    double[] mean = new double[dimensions];
    for (int position : order) {
      for (int i = 0; i < dimensions; i++) {
        mean[i] += embeddings.get(position, i) / order.length;
      }
    }
    for (int position : order) {
      double square = 0;
      for (int i = 0; i < dimensions; i++) {
        double difference = embeddings.get(position, i) - mean[i];
        square += difference * difference;
      }
      double length = Math.sqrt(square);
      for (int i = 0; i < dimensions; i++) {
        double unit = length > 0 ? (embeddings.get(position, i) - mean[i]) / length : 0;
        embeddings.set(position, i, (float) unit);
      }
    }
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

  /** On which sides of the planes a vector lies, a bit each. */
  private static int bucket(
      Embeddings embeddings, int position, float[][] planes, int from, int bits) {
    int bucket = 0;
    for (int bit = 0; bit < bits; bit++) {
      double sum = 0;
      for (int i = 0; i < embeddings.dimensions(); i++) {
        sum += planes[from + bit][i] * embeddings.get(position, i);
      }
      bucket = bucket << 1 | (sum > 0 ? 1 : 0);
    }
    return bucket;
  }

  private static double cosine(Embeddings embeddings, int one, int other) {
    double sum = 0;
    for (int i = 0; i < embeddings.dimensions(); i++) {
      sum += embeddings.get(one, i) * embeddings.get(other, i);
    }
    return sum;
  }
}
