package io.wood.curation.lookalike;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Locality-sensitive hashing of vectors by the signs of fixed random projections: of a million, two
 * of cosine .95 share a bucket of some table in nine cases of ten, and nearer ones nearly always.
 * All vectors are hashed first, so that a bucket is one run of an array: looking through it waits
 * for memory once, where a list waits at every entry. Takes 96 bytes a vector.
 *
 * <p>Vectors go by their ranks 0, 1, 2, … in some order, and must be added in it.
 */
final class SignLsh {
  /** The rank of nothing. */
  static final int NONE = -1;

  private static final int TABLES = 12;
  private static final int MOST_BITS = 16;
  private static final int LEAST_BITS = 3;
  private static final long SEED = 20220619;

  /** Signs differ in more places than expected, by so many standard deviations, nearly never. */
  private static final double DEVIATIONS = 4;

  private final int bits;
  private final int words;
  private final int mostDifferent;
  private final short[] hashes;
  private final long[] signatures;
  private final int[] begins;
  private final int[] ends;
  private final int[] entries;

  /**
   * Hashes all vectors; the buckets are empty.
   *
   * @param order the positions of the vectors by their ranks
   * @param leastCosine of vectors that are to be found
   */
  SignLsh(EmbeddingTable embeddings, int[] order, double leastCosine) {
    int size = order.length;
    this.bits =
        Math.max(LEAST_BITS, Math.min(MOST_BITS, 32 - Integer.numberOfLeadingZeros(size) - 4));
    this.words = (TABLES * bits + Long.SIZE - 1) / Long.SIZE;
    this.mostDifferent = mostDifferent(TABLES * bits, leastCosine);
    this.hashes = new short[TABLES * size];
    this.signatures = new long[words * size];
    this.begins = new int[(TABLES << bits) + 1];
    this.entries = new int[TABLES * size];
    hash(embeddings, order);
    for (int rank = 0; rank < size; rank++) {
      for (int table = 0; table < TABLES; table++) {
        begins[bucket(rank, table) + 1]++;
      }
    }
    for (int bucket = 0; bucket < TABLES << bits; bucket++) {
      begins[bucket + 1] += begins[bucket];
    }
    this.ends = begins.clone();
  }

  /** Puts a vector into its bucket of each table. */
  void add(int rank) {
    for (int table = 0; table < TABLES; table++) {
      entries[ends[bucket(rank, table)]++] = rank;
    }
  }

  /**
   * The least rank in the buckets of a vector that passes, {@link #NONE} without one. Most of what
   * shares a bucket is told apart by the signs, without asking.
   */
  int first(int rank, IntPredicate passes) {
    int first = NONE;
    for (int table = 0; table < TABLES; table++) {
      int bucket = bucket(rank, table);
      for (int at = begins[bucket]; at < ends[bucket]; at++) {
        int other = entries[at];
        if (first != NONE && other >= first) {
          break;
        }
        if (isNear(rank, other) && passes.test(other)) {
          first = other;
          break;
        }
      }
    }
    return first;
  }

  private boolean isNear(int rank, int other) {
    int different = 0;
    for (int word = 0; word < words && different <= mostDifferent; word++) {
      different +=
          Long.bitCount(signatures[words * other + word] ^ signatures[words * rank + word]);
    }
    return different <= mostDifferent;
  }

  private int bucket(int rank, int table) {
    return (table << bits) + (hashes[rank * TABLES + table] & 0xFFFF);
  }

  /** In how many of so many signs two vectors differ that are just alike. */
  private static int mostDifferent(int signs, double leastCosine) {
    double share = Math.acos(leastCosine) / Math.PI;
    return (int) (signs * share + DEVIATIONS * Math.sqrt(signs * share * (1 - share)));
  }

  /** On which sides of the planes each vector lies, a bit each. */
  private void hash(EmbeddingTable embeddings, int[] order) {
    int dimensions = embeddings.dimensions();
    double[][] planes = planes(dimensions);
    double[] sums = new double[TABLES * bits];
    for (int rank = 0; rank < order.length; rank++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < dimensions; i++) {
        add(sums, embeddings.get(order[rank], i), planes[i]);
      }
      for (int plane = 0; plane < sums.length; plane++) {
        int side = sums[plane] > 0 ? 1 : 0;
        int at = rank * TABLES + plane / bits;
        hashes[at] = (short) (hashes[at] << 1 | side);
        int word = rank * words + plane / Long.SIZE;
        signatures[word] = signatures[word] << 1 | side;
      }
    }
  }

  /** A loop that the compiler turns into vector instructions. */
  private static void add(double[] sums, double factor, double[] plane) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * plane[i];
    }
  }

  /** The normals of all planes, dimension by dimension. */
  private double[][] planes(int dimensions) {
    Random random = new Random(SEED);
    double[][] planes = new double[dimensions][TABLES * bits];
    for (int plane = 0; plane < TABLES * bits; plane++) {
      for (int i = 0; i < dimensions; i++) {
        planes[i][plane] = (float) random.nextGaussian();
      }
    }
    return planes;
  }
}
