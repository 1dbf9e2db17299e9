package io.wood.refiner.stage;

import ai.djl.Device;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.data.MaskedImages;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.WeightsFile;
import io.wood.method.segmentation.SegmentationNetwork;
import io.wood.method.segmentation.SegmentationTraining;
import io.wood.method.training.TrainingListener;
import io.wood.store.ArtifactStore;
import java.util.Optional;
import java.util.function.Function;

/** Loads the stages' networks once and shares them between the threads of this replica. */
public final class StageNetworks {
  private static final int CACHED = 2;

  private final ArtifactStore store;
  private final Device device;
  private final ModelCache<Classifier> classifiers = new ModelCache<>(CACHED, Classifier::close);
  private final ModelCache<SegmentationNetwork> segmentation =
      new ModelCache<>(CACHED, SegmentationNetwork::close);
  private final ModelCache<IrnNetwork> relations = new ModelCache<>(CACHED, IrnNetwork::close);

  public StageNetworks(ArtifactStore store, Device device) {
    this.store = store;
    this.device = device;
  }

  public <R> R withClassifier(ModelRef model, Function<Classifier, R> work) {
    return classifiers.use(model.weights().sha256(), () -> load(model), work);
  }

  /**
   * The network below the IRN heads.
   *
   * @param trunk its weights, a classifier's or ImageNet's; empty for the model's own
   */
  public <R> R withTrunk(
      ModelRef model, Optional<ArtifactRef> trunk, Function<Classifier, R> work) {
    return trunk.isEmpty()
        ? withClassifier(model, work)
        : classifiers.use("trunk " + trunk.get().sha256(), () -> trunk(model, trunk.get()), work);
  }

  /**
   * Checks that weights have the trunk of a model's network, without loading them.
   *
   * @throws io.wood.method.network.weights.WrongWeightsException if not; names the keys
   */
  public void requireTrunk(ModelRef model, ArtifactRef weights) {
    Classifier.requireTrunk(model.network(), WeightsFile.of(store.read(weights)));
  }

  private Classifier trunk(ModelRef model, ArtifactRef weights) {
    return Classifier.withTrunk(
        model.network(), model.classes().size(), store.get(weights), 0, device);
  }

  /** The heads use the trunk, which stays loaded as long as they are in use. */
  <R> R withRelations(StageInput input, Function<IrnNetwork, R> work) {
    ArtifactRef weights = input.relations();
    return withTrunk(
        input.request().model(),
        Optional.ofNullable(input.trunk()),
        trunk ->
            relations.use(
                weights.sha256() + System.identityHashCode(trunk),
                () -> IrnNetwork.load(trunk, store.get(weights)),
                work));
  }

  public <R> R withSegmentation(
      RefinementRequested request, ArtifactRef weights, Function<SegmentationNetwork, R> work) {
    return segmentation.use(
        weights.sha256(),
        () ->
            SegmentationNetwork.load(
                segmentationSpec(request),
                request.model().classes().size(),
                store.get(weights),
                device),
        work);
  }

  /**
   * Prepares a training.
   *
   * @param parameters those of the request, perhaps with fewer steps
   * @param trunk weights that have the trunk to start from
   */
  public SegmentationTraining segmentationTraining(
      RefinementRequested request,
      SegmentationParameters parameters,
      ArtifactRef trunk,
      MaskedImages images,
      TrainingListener listener) {
    return new SegmentationTraining(
        parameters,
        new SegmentationTraining.Start(
            request.model().network().architecture(),
            request.model().classes().size(),
            request.parameters().seed()),
        // From the disk cache: a few steps are measured with a training of their own.
        store.read(trunk),
        images,
        device,
        listener);
  }

  private static NetworkSpec segmentationSpec(RefinementRequested request) {
    return new NetworkSpec(
        request.model().network().architecture(),
        request.parameters().segmentation().outputStride());
  }

  private Classifier load(ModelRef model) {
    return Classifier.load(
        model.network(), model.classes().size(), store.get(model.weights()), device);
  }
}
