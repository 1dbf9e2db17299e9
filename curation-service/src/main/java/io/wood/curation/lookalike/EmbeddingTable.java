package io.wood.curation.lookalike;

import io.wood.curation.index.CandidateIndex;
import io.wood.curation.view.NumberedRows;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The embeddings of all candidates in one array: 4 bytes per dimension, and 4 per slot. When models
 * produce embeddings of several lengths, only the longest are kept.
 */
final class EmbeddingTable {
  private int[] slots = new int[0];
  private float[] vectors = new float[0];
  private int dimensions;
  private int size;

  /** Reads the embeddings of the newest rankings. */
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

  /** Adds a vector; ignores it when longer ones are present, and drops shorter ones. */
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
      int capacity = Math.max(1024, size + size / 2);
      slots = Arrays.copyOf(slots, capacity);
      vectors = Arrays.copyOf(vectors, capacity * length);
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

  /** The slots of the vectors, in the order of their positions. */
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
