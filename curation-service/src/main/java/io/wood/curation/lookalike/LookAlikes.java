package io.wood.curation.lookalike;

/**
 * Groups images that look alike: leader clustering by the cosine of the centred embeddings.
 * Centring removes what all images of a dataset have in common. The images are visited in the order
 * of their hashes; each joins the first group whose leader has at least the minimum cosine, or
 * leads a new group. So the groups depend only on the set of images, not on the order of arrival,
 * and a chain of small differences never joins images that differ. {@link SignLsh} finds the
 * leaders.
 */
public final class LookAlikes {
  /** The leader of an image without look-alikes. */
  static final int ALONE = -1;

  private final double minCosine;

  public LookAlikes(double minCosine) {
    this.minCosine = minCosine;
  }

  /**
   * Groups all embeddings.
   *
   * @param embeddings are centred and scaled to unit length in place
   * @param order their positions, in the order of the images' hashes
   * @return the position of the leader for each position, or {@link #ALONE}
   */
  int[] leaders(EmbeddingTable embeddings, int[] order) {
    centre(embeddings, order);
    SignLsh buckets = new SignLsh(embeddings, order, minCosine);
    int[] leaders = new int[embeddings.size()];
    boolean[] followed = new boolean[embeddings.size()];
    for (int rank = 0; rank < order.length; rank++) {
      int position = order[rank];
      int leader =
          buckets.first(rank, other -> cosine(embeddings, order[other], position) >= minCosine);
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

  /** Subtracts the mean (summed in a fixed order, so that it is repeatable) and normalises. */
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
