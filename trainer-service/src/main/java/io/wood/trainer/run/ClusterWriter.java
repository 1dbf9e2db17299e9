package io.wood.trainer.run;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.method.training.TrainingListener;
import io.wood.store.StoreException;
import io.wood.trainer.store.ClusterFiles;
import org.jboss.logging.Logger;

/**
 * Stores the groups of OoDs of a run for its page. Nothing depends on them, so a store that is away
 * costs the page and not the run.
 */
final class ClusterWriter implements TrainingListener {
  private static final Logger LOG = Logger.getLogger(ClusterWriter.class);

  private final ClusterFiles files;
  private final String experiment;

  ClusterWriter(ClusterFiles files, String experiment) {
    this.files = files;
    this.experiment = experiment;
  }

  @Override
  public void clusters(ClusterMap map) {
    write(() -> files.store(experiment, map));
  }

  @Override
  public void clusterUse(ClusterUse use) {
    write(() -> files.store(experiment, use));
  }

  private void write(Runnable write) {
    try {
      write.run();
    } catch (StoreException e) {
      LOG.warnf("%s: its clusters page lacks what cannot be stored: %s", experiment, e);
    }
  }
}
