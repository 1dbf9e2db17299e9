package io.wood.curation.lookalike;

/**
 * Groups images that look alike. The embeddings are centred (all images of a dataset have much in
 * common, and that says nothing) and taken in the order of their hashes: each joins the first group
 * whose leader is near enough, or leads a new one. So the groups depend on the set of images alone,
 * not on when they came, and no chain of small steps joins what differs. Leaders are found by
 * {@link SignLsh}.
 */
public final class LookAlikes {
  /** The leader of an image that nothing looks like. */
  static final int ALONE = -1;

  private final double leastCosine;

  public LookAlikes(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /**
   * Groups all of them.
   *
   * @param embeddings afterwards they are centred and of unit length
   * @param order their positions in the order of their images
   * @return for each position that of its group's leader, or {@link #ALONE}
   */
  int[] leaders(EmbeddingTable embeddings, int[] order) {
    centre(embeddings, order);
    SignLsh buckets = new SignLsh(embeddings, order, leastCosine);
    int[] leaders = new int[embeddings.size()];
    boolean[] followed = new boolean[embeddings.size()];
    for (int rank = 0; rank < order.length; rank++) {
      int position = order[rank];
      int leader =
          buckets.first(rank, other -> cosine(embeddings, order[other], position) >= leastCosine);
      if (leader == SignLsh.NONE) {
        buckets.add(rank);
        leaders[position] = position;
      } else {
        leaders[position] = order[leader];
        followed[order[leader]] = true;
      }
    }
    for (int position = 0; position < leaders.length; position++) {
      if (leaders[position] == position && !followed[position]) {
        leaders[position] = ALONE;
      }
    }
    return leaders;
  }

  /** Minus the mean, summed in the order of the images, to unit length. */
  private static void centre(EmbeddingTable embeddings, int[] order) {
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

  private static double cosine(EmbeddingTable embeddings, int one, int other) {
    double sum = 0;
    for (int i = 0; i < embeddings.dimensions(); i++) {
      sum += embeddings.get(one, i) * embeddings.get(other, i);
    }
    return sum;
  }
}
