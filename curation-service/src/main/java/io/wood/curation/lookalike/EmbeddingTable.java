package io.wood.curation.lookalike;

import io.wood.curation.index.CandidateIndex;
import io.wood.curation.view.NumberedRows;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The embeddings of all candidates that have one, one behind the other in one array: 4 bytes a
 * dimension and 4 for the slot. Where they are of several lengths, the longest are taken.
 */
final class EmbeddingTable {
  private int[] slots = new int[0];
  private float[] vectors = new float[0];
  private int dimensions;
  private int size;

  /** Those of the rankings that count. */
  static EmbeddingTable read(Connection connection, CandidateIndex index) throws SQLException {
    EmbeddingTable embeddings = new EmbeddingTable();
    NumberedRows.each(
        connection,
        "detail",
        "slot, embedding",
        row -> {
          int slot = row.getInt("slot");
          if (index.lastRanking(slot) == row.getInt("number")) {
            embeddings.add(slot, ByteBuffer.wrap(row.getBytes("embedding")));
          }
        },
        () -> {});
    return embeddings;
  }

  /** Takes the numbers of a vector, unless longer ones are there. */
  void add(int slot, ByteBuffer vector) {
    int length = vector.remaining() / Float.BYTES;
    if (length > dimensions) {
      dimensions = length;
      size = 0;
    }
    if (length == 0 || length < dimensions) {
      return;
    }
    if ((size + 1) * length > vectors.length || size == slots.length) {
      int most = Math.max(1024, size + size / 2);
      slots = Arrays.copyOf(slots, most);
      vectors = Arrays.copyOf(vectors, most * length);
    }
    slots[size] = slot;
    vector.asFloatBuffer().get(vectors, size * length, length);
    size++;
  }

  int size() {
    return size;
  }

  int dimensions() {
    return dimensions;
  }

  /** The slot of each. */
  int[] slots() {
    return Arrays.copyOf(slots, size);
  }

  float get(int position, int dimension) {
    return vectors[position * dimensions + dimension];
  }

  void set(int position, int dimension, float value) {
    vectors[position * dimensions + dimension] = value;
  }
}
