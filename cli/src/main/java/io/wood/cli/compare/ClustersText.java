package io.wood.cli.compare;

import io.wood.contracts.api.trainer.ExperimentClusters;
import io.wood.contracts.artifact.ClusterMap.ClassDistance;
import io.wood.contracts.artifact.ClusterMap.Cluster;
import io.wood.contracts.artifact.ClusterUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats the clusters of an experiment for the terminal. */
public final class ClustersText {
  private ClustersText() {}

  /** One line for each cluster, largest first. */
  public static List<String> lines(ExperimentClusters clusters) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d OoDs in %d clusters, %d labelled images, features after %d steps"
            .formatted(
                clusters.experiment(),
                clusters.map().oods(),
                clusters.map().groups(),
                clusters.map().labelled(),
                clusters.map().step()));
    lines.add(
        String.format(
            "%7s %5s %6s  %-36s %s",
            "cluster", "OoDs", "pushed", "mistaken for", "distance to class centres"));
    for (Cluster cluster : clusters.map().clusters()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%7d %5d %6s  %-36s %s",
              cluster.cluster(),
              cluster.size(),
              pushed(clusters.use(), cluster.cluster()),
              mistakes(cluster),
              cluster.classes().stream()
                  .limit(3)
                  .map(ClustersText::text)
                  .collect(Collectors.joining(", "))));
    }
    return lines;
  }

  private static String pushed(ClusterUse use, int cluster) {
    return use == null || use.images() == 0
        ? "–"
        : String.format(Locale.ROOT, "%.0f %%", 100. * use.pushes().get(cluster) / use.images());
  }

  private static String mistakes(Cluster cluster) {
    return cluster.mistakenFor().entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String text(ClassDistance near) {
    return String.format(Locale.ROOT, "%s %.2f", near.name(), near.distance());
  }
}
