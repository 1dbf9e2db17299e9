package io.wood.trainer.store;

import io.wood.store.ArtifactStore;
import java.util.Optional;

/** Stores what of each experiment is in MLflow. */
public final class MlflowFiles {
  private static final String NOTE = "mlflow.json";

  private final RunObjects objects;

  public MlflowFiles(ArtifactStore store) {
    this.objects = new RunObjects(store);
  }

  public Optional<MlflowNote> find(String experiment) {
    return objects.find(experiment, NOTE, MlflowNote.class);
  }

  public void store(String experiment, MlflowNote note) {
    objects.put(experiment, NOTE, note);
  }
}
