package io.wood.method.training.clusters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.method.cluster.Centres;
import io.wood.method.data.ImageFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Which OoDs belong to each centre, and what is near to it. */
final class OodGroups {
  /** Distances, or numbers of features, that are in memory at the same time. */
  private static final int CHUNK = 1 << 20;

  private final Centres centres;
  private final float[] present;
  private final boolean byPrediction;
  private final int[] of;
  private final int[] sizes;
  private final List<PriorityQueue<Near>> nearestOods = new ArrayList<>();
  private final List<PriorityQueue<Near>> nearestLabelled = new ArrayList<>();

  /**
   * Groups without members.
   *
   * @param oods how many there are
   * @param byPrediction an OoD belongs to the group of its predicted class, not of its nearest
   *     centre
   */
  OodGroups(Centres centres, int oods, boolean byPrediction) {
    this.centres = centres;
    this.present = centres.present().toFloatArray();
    this.byPrediction = byPrediction;
    this.of = new int[oods];
    this.sizes = new int[centres.count()];
    for (int k = 0; k < centres.count(); k++) {
      nearestOods.add(new PriorityQueue<>(Near.ORDER.reversed()));
      nearestLabelled.add(new PriorityQueue<>(Near.ORDER.reversed()));
    }
  }

  /** How many groups there are, with those without members. */
  int count() {
    return sizes.length;
  }

  /** The group of an OoD. */
  int of(int row) {
    return of[row];
  }

  /** How many OoDs belong to a group. */
  int size(int group) {
    return sizes[group];
  }

  /** The OoDs of a group that are nearest to its centre, nearest first. */
  List<Near> nearestOods(int group) {
    return nearestOods.get(group).stream().sorted(Near.ORDER).toList();
  }

  /** The labelled images that are nearest to the centre of a group, nearest first. */
  List<Near> nearestLabelled(int group) {
    return nearestLabelled.get(group).stream().sorted(Near.ORDER).toList();
  }

  /** Adds images; OoDs as members. */
  void add(NDManager manager, ImageFeatures features, boolean members) {
    int count = centres.count();
    int chunk = Math.max(1, CHUNK / Math.max(count, features.dimension()));
    for (int first = 0; first < features.count(); first += chunk) {
      int rows = Math.min(chunk, features.count() - first);
      float[] squares = squares(manager, features, first, rows);
      for (int i = 0; i < rows; i++) {
        int from = i * count;
        if (members) {
          int group = byPrediction ? features.predicted(first + i) : nearest(squares, from);
          of[first + i] = group;
          sizes[group]++;
          offer(nearestOods.get(group), first + i, squares[from + group]);
        } else {
          for (int k = 0; k < count; k++) {
            offer(nearestLabelled.get(k), first + i, squares[from + k]);
          }
        }
      }
    }
  }

  /** The group of the nearest centre; the squared distances begin at {@code from}. */
  private int nearest(float[] squares, int from) {
    int nearest = -1;
    for (int k = 0; k < centres.count(); k++) {
      boolean nearer = nearest < 0 || squares[from + k] < squares[from + nearest];
      nearest = present[k] > 0 && nearer ? k : nearest;
    }
    return nearest;
  }

  private void offer(PriorityQueue<Near> near, int row, float square) {
    if (near.size() == ClusterMapping.NEIGHBOURS
        && square >= near.element().distance * near.element().distance) {
      return;
    }
    near.add(new Near(row, (float) Math.sqrt(square)));
    if (near.size() > ClusterMapping.NEIGHBOURS) {
      near.remove();
    }
  }

  /** ‖x‖² + ‖p‖² − 2x·p for some rows, row-major. */
  private float[] squares(NDManager manager, ImageFeatures features, int first, int rows) {
    int dimension = features.dimension();
    float[] values =
        Arrays.copyOfRange(features.pooled(), first * dimension, (first + rows) * dimension);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray x = manager.create(values, new Shape(rows, dimension));
      NDArray p = centres.rows();
      return x.matMul(p.transpose())
          .mul(-2)
          .add(x.square().sum(new int[] {1}, true))
          .add(p.square().sum(new int[] {1}))
          .maximum(0)
          .toFloatArray();
    }
  }

  /** A row and its distance from a centre. */
  record Near(int row, float distance) {
    static final Comparator<Near> ORDER =
        Comparator.comparing(Near::distance).thenComparing(Near::row);
  }
}
