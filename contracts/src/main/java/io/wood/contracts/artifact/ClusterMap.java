package io.wood.contracts.artifact;

import java.util.List;
import java.util.Map;

/**
 * What a metric loss pushes features away from: the groups of OoDs with their neighbours, and the
 * features of both kinds of images on a plane. Bounded: of many groups the largest are listed, of
 * many images an even share is on the map.
 *
 * @param step optimiser steps before the features were computed
 * @param labelled number of labelled images
 * @param oods number of OoDs
 * @param groups number of groups, empty ones included
 * @param shown share of the variance of the features that the plane shows, 0 to 1
 * @param clusters groups with members, largest first
 * @param classes centres of the classes
 * @param points images on the map
 */
public record ClusterMap(
    long step,
    int labelled,
    int oods,
    int groups,
    double shown,
    List<Cluster> clusters,
    List<ClassCentre> classes,
    List<Point> points) {
  public ClusterMap {
    clusters = List.copyOf(clusters);
    classes = List.copyOf(classes);
    points = List.copyOf(points);
  }

  /**
   * A group of OoDs. Distances are Euclidean, in the space of the features.
   *
   * @param cluster its index
   * @param size number of OoDs in it
   * @param x of its centre on the map
   * @param y of its centre on the map
   * @param nearest the OoDs of the group that are nearest to its centre
   * @param labelled the labelled images that are nearest to its centre
   * @param mistakenFor how many of its OoDs have each class as the highest logit
   * @param classes the class centres that are nearest to its centre, nearest first
   */
  public record Cluster(
      int cluster,
      int size,
      double x,
      double y,
      List<Neighbour> nearest,
      List<Neighbour> labelled,
      Map<String, Integer> mistakenFor,
      List<ClassDistance> classes) {
    public Cluster {
      nearest = List.copyOf(nearest);
      labelled = List.copyOf(labelled);
      mistakenFor = Map.copyOf(mistakenFor);
      classes = List.copyOf(classes);
    }
  }

  /** An image near a centre, by its SHA-256. */
  public record Neighbour(String image, double distance) {}

  /** The centre of a class near that of a group. */
  public record ClassDistance(String name, double distance) {}

  /** The centre of a class on the map. */
  public record ClassCentre(String name, double x, double y) {}

  /**
   * An image on the map.
   *
   * @param image its SHA-256
   * @param cluster group of an OoD; -1 for a labelled image
   * @param classes labels of a labelled image; the class with an OoD's highest logit
   */
  public record Point(String image, int cluster, List<String> classes, double x, double y) {
    public Point {
      classes = List.copyOf(classes);
    }
  }
}
