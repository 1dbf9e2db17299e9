package io.wood.method.training;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.RandomStreams;
import io.wood.method.data.SortedImages;
import io.wood.method.data.TrainingData;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.data.augment.RegionImages;
import io.wood.method.loss.NetworkInTraining;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a classifier on image-level labels, by any of the arms.
 *
 * <p>The same parameters, images and initial weights give the same weights on the same machine,
 * whatever order the OoDs arrive in, whether or not the run was stopped and resumed.
 */
public final class ClassifierTraining {
  private final TrainingParameters parameters;
  private final TrainingData data;
  private final Optional<byte[]> initialWeights;
  private final Device device;
  private final TrainingListener listener;
  private final SkippedImages skipped;
  private final SharedResults shared;

  /** Prepares a run that shares nothing with others. */
  public ClassifierTraining(
      TrainingParameters parameters,
      List<String> classes,
      LabelledImages train,
      LabelledImages validation,
      ImageSource oods,
      Optional<byte[]> initialWeights,
      Device device,
      TrainingListener listener) {
    this(
        parameters,
        classes,
        train,
        validation,
        oods,
        initialWeights,
        device,
        listener,
        SharedResults.NONE);
  }

  /**
   * Prepares a run and checks its input.
   *
   * @param parameters all parameters; an optimiser left open becomes the one for this start
   * @param classes names of the classes, in the order of the labels' indices
   * @param train labelled images to learn from
   * @param validation labelled images for average precision; may be empty
   * @param oods approved hard OoDs in any order; ignored by arms without OoDs
   * @param initialWeights a trained network of the same classes, or a checkpoint of one; for {@link
   *     Arm#BASE} a network that was trained on other data, whose trunk is used, or empty for a
   *     random start
   * @param device where to compute
   * @param listener receives the progress
   * @param shared features and centres that trainings with the same start have in common
   * @throws TrainingFailedException when the input cannot lead to a network, with the remedy
   */
  public ClassifierTraining(
      TrainingParameters parameters,
      List<String> classes,
      LabelledImages train,
      LabelledImages validation,
      ImageSource oods,
      Optional<byte[]> initialWeights,
      Device device,
      TrainingListener listener,
      SharedResults shared) {
    this.parameters = parameters.startingFromWeights(initialWeights.isPresent());
    this.data =
        new TrainingData(
            classes,
            train,
            validation,
            parameters.arm().usesOods() ? SortedImages.byId(oods) : ImageSource.EMPTY);
    this.initialWeights = initialWeights.map(Checkpoint::weightsIn);
    this.device = device;
    this.listener = listener;
    data.check(parameters);
    if (initialWeights.isEmpty() && parameters.arm().startsFromClassifier()) {
      throw new TrainingFailedException(
          "arm " + parameters.arm() + " starts from a trained classifier and there is none",
          0,
          Map.of(),
          "Train arm BASE first and give its weights.");
    }
    this.skipped = new SkippedImages(listener);
    this.shared = shared;
  }

  /** Trains from the initial weights to the end. */
  public TrainedClassifier run() {
    remarkOnTheStart();
    try (NetworkInTraining inTraining = inTraining(initialWeights)) {
      return new TrainingRun(batches(0), inTraining, listener, skipped)
          .fromStart(
              initialWeights
                  .filter(weights -> parameters.arm().usesMetricLoss())
                  .map(
                      weights ->
                          new StartCentres(parameters, data, weights, device.toString(), shared)));
    }
  }

  /**
   * Continues from a checkpoint of the same run to the end.
   *
   * @param checkpoint one that {@link TrainingListener#checkpoint} received
   * @throws UnusableCheckpointException when it is of another run, or no checkpoint
   */
  public TrainedClassifier resume(byte[] checkpoint) {
    Checkpoint from = Checkpoint.of(data.fingerprint(parameters), checkpoint);
    remarkOnTheStart();
    skipped.restore(from.skipped());
    try (NetworkInTraining inTraining =
        inTraining(
            Classifier.load(parameters.network(), data.classes().size(), from.weights(), device))) {
      return new TrainingRun(batches(from.step()), inTraining, listener, skipped).from(from);
    }
  }

  /**
   * Batches from a step on; their regions and windows are those of the start, also after a
   * checkpoint.
   */
  private TrainingBatches batches(long step) {
    Optional<RegionImages> regions =
        initialWeights
            .filter(weights -> parameters.arm().pastesOnOods())
            .map(
                weights ->
                    new StartRegions(parameters, data, skipped, listener, shared)
                        .of(weights, device, step));
    Optional<ImageSource> windows =
        initialWeights
            .filter(weights -> parameters.addsOods())
            .filter(weights -> parameters.augmentation().sharpShare() > 0)
            .map(
                weights ->
                    new StartWindows(parameters, data, skipped, listener, shared)
                        .of(weights, device, step));
    return new TrainingBatches(parameters, data, regions, windows.orElse(ImageSource.EMPTY));
  }

  private void remarkOnTheStart() {
    if (parameters.augmentation().nativeShare() > 0 && !parameters.arm().usesOods()) {
      listener.remark(
          "augmentation.nativeSize has no effect: arm %s has no OoDs".formatted(parameters.arm()));
    }
    if (parameters.augmentation().sharpShare() > 0 && !parameters.addsOods()) {
      listener.remark(
          "augmentation.sharpNegatives has no effect: arm %s has no OoDs in its batches"
              .formatted(parameters.arm()));
    }
    if (initialWeights.isPresent()) {
      return;
    }
    listener.remark(
        "no initial weights were given: the network starts from random ones of seed "
            + parameters.seed());
    int frozen = parameters.optimiser().frozenStages();
    if (frozen > 0) {
      listener.remark(
          "optimiser.frozenStages is %d: these stages keep their random weights; set it to 0, or"
                  .formatted(frozen)
              + " start from trained weights");
    }
  }

  private NetworkInTraining inTraining(Optional<byte[]> weights) {
    NetworkSpec spec = parameters.network();
    int classes = data.classes().size();
    long seed = RandomStreams.mix(parameters.seed(), RandomStreams.NETWORK);
    if (weights.isEmpty()) {
      return inTraining(Classifier.create(spec, classes, seed, device));
    }
    return inTraining(
        parameters.arm().startsFromClassifier()
            ? Classifier.load(spec, classes, weights.get(), device)
            : Classifier.withTrunk(spec, classes, weights.get(), seed, device));
  }

  private NetworkInTraining inTraining(Classifier network) {
    return new NetworkInTraining(
        network,
        network.trainable(parameters.optimiser().frozenStages()),
        initialWeights.isPresent() ? BatchNormStatistics.RUNNING : BatchNormStatistics.BATCH);
  }
}
