package io.wood.refiner.lead;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.network.weights.WrongWeightsException;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageInputCache;
import io.wood.refiner.stage.StageNetworks;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;

/** Checks that a refinement can run, so that it fails once and not for every image. */
public final class CheckRefinement {
  private final StageInputCache inputs;
  private final StageNetworks networks;

  public CheckRefinement(StageInputCache inputs, StageNetworks networks) {
    this.inputs = inputs;
    this.networks = networks;
  }

  /**
   * Returns the dataset, if its classes are the model's, the model can be loaded, and weights that
   * the request names for trunks fit its network.
   *
   * @throws RefinementFailedException if they do not match; names the cause
   */
  DatasetManifest of(RefinementRequested request) {
    DatasetManifest dataset = dataset(request);
    if (!dataset.classes().equals(request.model().classes())) {
      throw new RefinementFailedException(
          "the model of experiment %s has the classes %s, the dataset %s has %s: refine with a model that was trained on this class list"
              .formatted(
                  request.model().experiment(),
                  request.model().classes(),
                  dataset.name(),
                  dataset.classes()));
    }
    if (dataset.images().isEmpty()) {
      throw new RefinementFailedException(
          "the dataset %s has no images; import some".formatted(dataset.name()));
    }
    try {
      networks.withClassifier(request.model(), network -> network.classes());
    } catch (MissingObjectException | CorruptObjectException | IllegalArgumentException e) {
      throw new RefinementFailedException(
          "the model of experiment %s cannot be loaded, train it again: %s"
              .formatted(request.model().experiment(), e.getMessage()));
    }
    if (request.trunk() != null) {
      requireTrunk(request);
    }
    return dataset;
  }

  private void requireTrunk(RefinementRequested request) {
    try {
      networks.requireTrunk(request.model(), request.trunk());
    } catch (MissingObjectException | CorruptObjectException | WrongWeightsException e) {
      throw new RefinementFailedException(
          "the weights %s cannot be the trunk of a %s; request another refinement with a file for this network: %s"
              .formatted(
                  request.trunk().sha256(),
                  request.model().network().architecture(),
                  e.getMessage()));
    }
  }

  private DatasetManifest dataset(RefinementRequested request) {
    try {
      return inputs.dataset(new StageInput(request, RefinementStage.CAM, null, null));
    } catch (MissingObjectException | CorruptObjectException e) {
      throw new RefinementFailedException(
          "the dataset's manifest cannot be read, import it again: " + e.getMessage());
    }
  }
}
