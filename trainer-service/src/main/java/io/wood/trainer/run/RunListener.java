package io.wood.trainer.run;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import java.util.List;

/** Calls several listeners; cancels the training when one of them asks for it. */
final class RunListener implements TrainingListener {
  private final List<TrainingListener> listeners;

  RunListener(TrainingListener... listeners) {
    this.listeners = List.of(listeners);
  }

  @Override
  public void phase(String phase, long total, String unit) {
    listeners.forEach(listener -> listener.phase(phase, total, unit));
  }

  @Override
  public void step(StepReport report) {
    listeners.forEach(listener -> listener.step(report));
  }

  @Override
  public void skipped(String imageId, String reason) {
    listeners.forEach(listener -> listener.skipped(imageId, reason));
  }

  @Override
  public void skippedBefore(String imageId, String reason) {
    listeners.forEach(listener -> listener.skippedBefore(imageId, reason));
  }

  @Override
  public void clusters(ClusterMap map) {
    listeners.forEach(listener -> listener.clusters(map));
  }

  @Override
  public void clusterUse(ClusterUse use) {
    listeners.forEach(listener -> listener.clusterUse(use));
  }

  @Override
  public void checkpoint(long step, byte[] bytes) {
    listeners.forEach(listener -> listener.checkpoint(step, bytes));
  }

  @Override
  public void remark(String remark) {
    listeners.forEach(listener -> listener.remark(remark));
  }

  @Override
  public boolean checkpointDue() {
    return listeners.stream().anyMatch(TrainingListener::checkpointDue);
  }

  @Override
  public boolean cancelled() {
    return listeners.stream().anyMatch(TrainingListener::cancelled);
  }
}
