package io.wood.demo.effect;

import ai.djl.Device;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.network.Classifier;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.TrainedClassifier;
import io.wood.method.training.TrainingListener;
import java.util.List;
import java.util.Optional;

/** Trains a classifier by any arm on images in memory. */
final class ArmTraining {
  private final EffectData data;
  private final Device device;

  ArmTraining(EffectData data, Device device) {
    this.data = data;
    this.device = device;
  }

  /**
   * Trains.
   *
   * @param oods approved hard OoDs; ignored by arms without OoDs
   * @param initial weights to start from; empty for random ones
   */
  TrainedClassifier run(
      TrainingParameters parameters,
      List<EffectImage> oods,
      Optional<byte[]> initial,
      TrainingListener listener) {
    return new ClassifierTraining(
            parameters,
            data.classes(),
            EffectData.labelled(data.train()),
            EffectData.labelled(data.validation()),
            EffectData.source(oods),
            initial,
            device,
            listener)
        .run();
  }

  /** Trains without a listener and loads the result. */
  Classifier classifier(
      TrainingParameters parameters, List<EffectImage> oods, Optional<byte[]> initial) {
    return load(parameters, run(parameters, oods, initial, TrainingListener.SILENT).weights());
  }

  /** A random classifier on a trunk that was trained elsewhere. */
  Classifier withTrunk(EffectProtocol protocol, byte[] weights) {
    return Classifier.withTrunk(
        protocol.base(0).network(), data.classes().size(), weights, 0, device);
  }

  /** Loads trained weights. */
  Classifier load(TrainingParameters parameters, byte[] weights) {
    return Classifier.load(parameters.network(), data.classes().size(), weights, device);
  }
}
