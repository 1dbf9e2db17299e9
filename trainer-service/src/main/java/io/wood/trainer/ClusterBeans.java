package io.wood.trainer;

import io.wood.store.ArtifactStore;
import io.wood.trainer.cluster.ShowClusters;
import io.wood.trainer.experiment.DatasetCatalog;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.store.ClusterFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI wiring of the clusters page. */
@Singleton
final class ClusterBeans {
  @Produces
  @Singleton
  ShowClusters showClusters(ExperimentView view, ArtifactStore store, DatasetCatalog datasets) {
    return new ShowClusters(view, new ClusterFiles(store), datasets);
  }
}
