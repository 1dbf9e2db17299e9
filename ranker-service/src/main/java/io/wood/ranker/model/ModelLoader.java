package io.wood.ranker.model;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.store.ArtifactStore;
import io.wood.store.StoreException;
import java.util.Optional;

/**
 * Keeps the chosen classifier in the slot. A classifier that cannot be loaded leaves the previous
 * one at work, and its reason is shown.
 */
public final class ModelLoader {
  private final ArtifactStore store;
  private final ScorerFactory factory;
  private final ModelCatalog known;
  private final ModelSelection choices;
  private final ActiveModel slot;
  private volatile String problem = "";
  private volatile ModelChoice choice = ModelChoice.LATEST_BASE;
  private ModelRef refused;

  public ModelLoader(
      ArtifactStore store,
      ScorerFactory factory,
      ModelCatalog known,
      ModelSelection choices,
      ActiveModel slot) {
    this.store = store;
    this.factory = factory;
    this.known = known;
    this.choices = choices;
    this.slot = slot;
  }

  /** The choice that was last looked up. */
  public ModelChoice choice() {
    return choice;
  }

  /** Why the chosen classifier is not at work; empty when it is. */
  public String problem() {
    return problem;
  }

  /** Looks the choice up and loads its classifier when it is not the one at work. */
  synchronized void refresh() {
    try {
      choice = choices.read();
      Optional<ModelRef> wanted = known.find(choice).map(ClassifierTrained::model);
      if (wanted.isEmpty()) {
        problem =
            choice.experiment() == null
                ? "no base classifier has been trained yet"
                : "experiment " + choice.experiment() + " has no classifier";
      } else if (wanted.equals(slot.model())) {
        problem = "";
      } else if (!wanted.get().equals(refused)) {
        load(wanted.get());
      }
    } catch (StoreException e) {
      problem = e.getMessage();
    }
  }

  private void load(ModelRef model) {
    byte[] weights = store.get(model.weights());
    try {
      slot.fill(model, factory.load(model, weights));
      problem = "";
    } catch (IllegalArgumentException e) {
      refused = model;
      problem = "the classifier of " + model.experiment() + " cannot be used: " + e.getMessage();
    }
  }
}
