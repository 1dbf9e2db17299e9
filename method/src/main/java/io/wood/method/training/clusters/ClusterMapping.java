package io.wood.method.training.clusters;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterMap.ClassCentre;
import io.wood.contracts.artifact.ClusterMap.ClassDistance;
import io.wood.contracts.artifact.ClusterMap.Cluster;
import io.wood.contracts.artifact.ClusterMap.Neighbour;
import io.wood.contracts.artifact.ClusterMap.Point;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.cluster.PrincipalPlane;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.ImageSource;
import io.wood.method.data.TrainingData;
import io.wood.method.loss.MetricCentres;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Describes the groups of OoDs of a metric loss by the features that they were computed from. An
 * OoD belongs to the group of its nearest centre; where OoDs are grouped by predicted class, to
 * that of its class.
 */
public final class ClusterMapping {
  static final int MAX_CLUSTERS = 200;

  /** How many images near to a centre are kept. */
  public static final int NEIGHBOURS = 8;

  /** On the map, of labelled images and of OoDs. */
  static final int MAX_POINTS = 1500;

  private static final int MAX_CLASSES = 10;

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final ImageFeatures labelled;
  private final ImageFeatures oods;

  /**
   * A mapping.
   *
   * @param labelled features of the labelled images
   * @param oods features of the OoDs
   */
  public ClusterMapping(
      TrainingParameters parameters,
      TrainingData data,
      ImageFeatures labelled,
      ImageFeatures oods) {
    this.parameters = parameters;
    this.data = data;
    this.labelled = labelled;
    this.oods = oods;
  }

  /**
   * The map.
   *
   * @param step optimiser steps before the features were computed
   */
  public ClusterMap of(long step, MetricCentres centres) {
    try (NDManager manager = centres.oods().rows().getManager().newSubManager()) {
      boolean byPrediction = !parameters.arm().usesClusters();
      OodGroups groups = new OodGroups(centres.oods(), oods.count(), byPrediction);
      groups.add(manager, oods, true);
      groups.add(manager, labelled, false);
      int[] shownLabelled = share(labelled.count());
      int[] shownOods = share(oods.count());
      PrincipalPlane plane = plane(manager, shownLabelled, shownOods);
      List<Point> points = new ArrayList<>();
      for (int row : shownLabelled) {
        points.add(point(plane, labelled, data.train().images(), row, -1, labels(row)));
      }
      for (int row : shownOods) {
        List<String> predicted = List.of(data.classes().get(oods.predicted(row)));
        points.add(point(plane, oods, data.oods(), row, groups.of(row), predicted));
      }
      return new ClusterMap(
          step,
          labelled.count(),
          oods.count(),
          centres.oods().count(),
          plane.shown(),
          clusters(groups, centres, plane),
          classes(centres.classes(), plane),
          points);
    }
  }

  /** Evenly spread rows, at most {@link #MAX_POINTS}. */
  private static int[] share(int count) {
    int shown = Math.min(count, MAX_POINTS);
    return IntStream.range(0, shown).map(i -> (int) ((long) i * count / shown)).toArray();
  }

  private PrincipalPlane plane(NDManager manager, int[] shownLabelled, int[] shownOods) {
    int dimension = oods.dimension();
    float[] rows = new float[(shownLabelled.length + shownOods.length) * dimension];
    int at = 0;
    for (int row : shownLabelled) {
      System.arraycopy(labelled.pooled(), row * dimension, rows, dimension * at++, dimension);
    }
    for (int row : shownOods) {
      System.arraycopy(oods.pooled(), row * dimension, rows, dimension * at++, dimension);
    }
    return PrincipalPlane.of(manager.create(rows, new Shape(at, dimension)));
  }

  private List<String> labels(int row) {
    return data.train().labels().get(labelled.index(row)).stream()
        .sorted()
        .map(data.classes()::get)
        .toList();
  }

  private static Point point(
      PrincipalPlane plane,
      ImageFeatures features,
      ImageSource images,
      int row,
      int cluster,
      List<String> classes) {
    double[] place = plane.project(features.pooled(), row);
    return new Point(
        images.id(features.index(row)), cluster, classes, shortened(place[0]), shortened(place[1]));
  }

  private List<ClassCentre> classes(Centres centres, PrincipalPlane plane) {
    float[] rows = centres.rows().toFloatArray();
    float[] present = centres.present().toFloatArray();
    return IntStream.range(0, centres.count())
        .filter(c -> present[c] > 0)
        .mapToObj(
            c -> {
              double[] place = plane.project(rows, c);
              return new ClassCentre(
                  data.classes().get(c), shortened(place[0]), shortened(place[1]));
            })
        .toList();
  }

  private List<Cluster> clusters(OodGroups groups, MetricCentres centres, PrincipalPlane plane) {
    Map<Integer, Map<String, Integer>> mistakenFor = new HashMap<>();
    for (int row = 0; row < oods.count(); row++) {
      String predicted = data.classes().get(oods.predicted(row));
      mistakenFor
          .computeIfAbsent(groups.of(row), k -> new TreeMap<>())
          .merge(predicted, 1, Integer::sum);
    }
    float[] rows = centres.oods().rows().toFloatArray();
    float[] classRows = centres.classes().rows().toFloatArray();
    float[] classPresent = centres.classes().present().toFloatArray();
    return IntStream.range(0, groups.count())
        .filter(k -> groups.size(k) > 0)
        .boxed()
        .sorted(Comparator.comparing((Integer k) -> -groups.size(k)))
        .limit(MAX_CLUSTERS)
        .map(
            k -> {
              double[] place = plane.project(rows, k);
              return new Cluster(
                  k,
                  groups.size(k),
                  shortened(place[0]),
                  shortened(place[1]),
                  neighbours(groups.nearestOods(k), data.oods(), oods),
                  neighbours(groups.nearestLabelled(k), data.train().images(), labelled),
                  mistakenFor.get(k),
                  classDistances(classRows, classPresent, rows, k));
            })
        .toList();
  }

  private static List<Neighbour> neighbours(
      List<OodGroups.Near> near, ImageSource images, ImageFeatures features) {
    return near.stream()
        .map(one -> new Neighbour(images.id(features.index(one.row())), shortened(one.distance())))
        .toList();
  }

  private List<ClassDistance> classDistances(float[] rows, float[] present, float[] groups, int k) {
    int dimension = oods.dimension();
    return IntStream.range(0, present.length)
        .filter(c -> present[c] > 0)
        .mapToObj(
            c -> {
              double squares = 0;
              for (int i = 0; i < dimension; i++) {
                double difference = (double) rows[c * dimension + i] - groups[k * dimension + i];
                squares += difference * difference;
              }
              return new ClassDistance(data.classes().get(c), shortened(Math.sqrt(squares)));
            })
        .sorted(Comparator.comparing(ClassDistance::distance))
        .limit(MAX_CLASSES)
        .toList();
  }

  /** As many digits as a float has. */
  private static double shortened(double value) {
    return Double.parseDouble(Float.toString((float) value));
  }
}
