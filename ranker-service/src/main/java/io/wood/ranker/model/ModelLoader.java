package io.wood.ranker.model;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.store.ArtifactStore;
import io.wood.store.StoreException;
import java.util.Optional;

/**
 * Loads the chosen classifier into the active model. If it cannot be loaded, the previous one stays
 * active and the reason is shown.
 */
public final class ModelLoader {
  private final ArtifactStore store;
  private final ScorerFactory factory;
  private final ModelCatalog catalog;
  private final ModelSelection selection;
  private final ActiveModel active;
  private volatile String problem = "";
  private volatile ModelChoice choice = ModelChoice.LATEST_BASE;
  private ModelRef unusable;

  public ModelLoader(
      ArtifactStore store,
      ScorerFactory factory,
      ModelCatalog catalog,
      ModelSelection selection,
      ActiveModel active) {
    this.store = store;
    this.factory = factory;
    this.catalog = catalog;
    this.selection = selection;
    this.active = active;
  }

  /** The choice that was read last. */
  public ModelChoice choice() {
    return choice;
  }

  /** Why the chosen classifier is not active; empty if it is. */
  public String problem() {
    return problem;
  }

  /** Reads the choice and loads its classifier if it is not active. */
  synchronized void refresh() {
    try {
      choice = selection.read();
      Optional<ModelRef> wanted = catalog.find(choice).map(ClassifierTrained::model);
      if (wanted.isEmpty()) {
        problem =
            choice.experiment() == null
                ? "no base classifier has been trained yet"
                : "experiment " + choice.experiment() + " has no classifier";
      } else if (wanted.equals(active.model())) {
        problem = "";
      } else if (!wanted.get().equals(unusable)) {
        load(wanted.get());
      }
    } catch (StoreException e) {
      problem = e.getMessage();
    }
  }

  private void load(ModelRef model) {
    byte[] weights = store.get(model.weights());
    try {
      active.replace(factory.load(model, weights));
      problem = "";
    } catch (IllegalArgumentException e) {
      unusable = model;
      problem = "the classifier of " + model.experiment() + " cannot be used: " + e.getMessage();
    }
  }
}
