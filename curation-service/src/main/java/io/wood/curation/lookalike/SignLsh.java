package io.wood.curation.lookalike;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Finds near vectors by locality-sensitive hashing: the signs of fixed random projections. Among a
 * million vectors, two with cosine .95 share a bucket of at least one table in nine cases of ten,
 * and nearer ones nearly always. All vectors are hashed first, so that a bucket is one range of an
 * array: reading a range waits for memory once, a linked list waits at every entry. Takes 96 bytes
 * per vector.
 *
 * <p>A vector is identified by its rank 0, 1, 2, … in some order, and must be added in that order.
 */
final class SignLsh {
  /** No rank: no vector was found. */
  static final int NONE = -1;

  private static final int TABLES = 12;
  private static final int MAX_BITS = 16;
  private static final int MIN_BITS = 3;
  private static final long SEED = 20220619;

  /** Tolerance for the number of different signs, in standard deviations. */
  private static final double DEVIATIONS = 4;

  private final int bits;
  private final int words;
  private final int maxDifferent;
  private final short[] hashes;
  private final long[] signatures;
  private final int[] begins;
  private final int[] ends;
  private final int[] entries;

  /**
   * Hashes all vectors; the buckets are still empty.
   *
   * @param order the positions of the vectors by their ranks
   * @param minCosine minimum cosine of the vectors to find
   */
  SignLsh(EmbeddingTable embeddings, int[] order, double minCosine) {
    int size = order.length;
    this.bits = Math.max(MIN_BITS, Math.min(MAX_BITS, 32 - Integer.numberOfLeadingZeros(size) - 4));
    this.words = (TABLES * bits + Long.SIZE - 1) / Long.SIZE;
    this.maxDifferent = maxDifferent(TABLES * bits, minCosine);
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
   * The smallest rank in the buckets of a vector that passes, {@link #NONE} when there is none. The
   * signs exclude most vectors of a bucket without a call of the predicate.
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
    for (int word = 0; word < words && different <= maxDifferent; word++) {
      different +=
          Long.bitCount(signatures[words * other + word] ^ signatures[words * rank + word]);
    }
    return different <= maxDifferent;
  }

  private int bucket(int rank, int table) {
    return (table << bits) + (hashes[rank * TABLES + table] & 0xFFFF);
  }

  /** The maximum number of different signs between two vectors with the minimum cosine. */
  private static int maxDifferent(int signs, double minCosine) {
    double share = Math.acos(minCosine) / Math.PI;
    return (int) (signs * share + DEVIATIONS * Math.sqrt(signs * share * (1 - share)));
  }

  /** Computes the side of each plane on which each vector lies, one bit each. */
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

  /** A simple loop, so that the JIT compiler vectorises it. */
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
