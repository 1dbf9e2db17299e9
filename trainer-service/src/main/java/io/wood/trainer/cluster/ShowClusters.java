package io.wood.trainer.cluster;

import io.wood.contracts.api.trainer.ExperimentClusters;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.trainer.experiment.DatasetCatalog;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.store.ClusterFiles;
import java.util.Arrays;
import java.util.Objects;

/** Shows the groups of OoDs of an experiment, and finds the labelled images on its map. */
public final class ShowClusters {
  private final ExperimentView view;
  private final ClusterFiles files;
  private final DatasetCatalog datasets;

  public ShowClusters(ExperimentView view, ClusterFiles files, DatasetCatalog datasets) {
    this.view = Objects.requireNonNull(view, "view");
    this.files = Objects.requireNonNull(files, "files");
    this.datasets = Objects.requireNonNull(datasets, "datasets");
  }

  /**
   * The groups of an experiment.
   *
   * @throws RefusedException when it is unknown or has none, with the reason
   */
  public ExperimentClusters of(String experiment) {
    ExperimentRequested request = request(experiment);
    Arm arm = request.parameters().arm();
    if (!arm.usesMetricLoss()) {
      throw new RefusedException(
          Kind.UNKNOWN,
          "experiment '%s' has arm %s, which groups no OoDs; these do: %s"
              .formatted(
                  experiment,
                  arm,
                  Arrays.stream(Arm.values()).filter(Arm::usesMetricLoss).toList()));
    }
    ClusterMap map =
        files
            .map(experiment)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Kind.UNKNOWN,
                        "experiment '%s' has no clusters: it has not got to its first step, a"
                                .formatted(experiment)
                            + " version trained it that did not keep them (train it with --again),"
                            + " or it took its centres from the store, which has no map of them"
                            + " and whose features are missing or larger than 256 MiB"));
    return new ExperimentClusters(
        experiment,
        arm,
        request.parameters().metricLoss().tau(),
        map,
        files.use(experiment).orElse(null));
  }

  /** Finds a labelled image of the experiment's dataset; never its ground truth. */
  public ArtifactRef labelled(String experiment, String sha256) {
    return datasets.load(request(experiment).dataset()).images().stream()
        .map(Image::artifact)
        .filter(image -> image.sha256().equals(sha256))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.UNKNOWN,
                    "the dataset of experiment '%s' has no image %s"
                        .formatted(experiment, sha256)));
  }

  private ExperimentRequested request(String experiment) {
    return view.request(experiment).orElseThrow(() -> RefusedException.unknown(experiment));
  }
}
