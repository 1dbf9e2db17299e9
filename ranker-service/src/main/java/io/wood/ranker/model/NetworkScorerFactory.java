package io.wood.ranker.model;

import ai.djl.Device;
import io.wood.contracts.artifact.ModelRef;
import io.wood.method.network.Classifier;
import io.wood.method.scoring.CandidateScorer;
import io.wood.method.tensor.Devices;

/** Loads classifiers of the method. */
public final class NetworkScorerFactory implements ScorerFactory {
  private final Device device;
  private final int longSide;
  private final int batch;

  /**
   * Loads classifiers to one device.
   *
   * @param device {@code auto}, {@code cpu} or {@code gpu:0}
   * @param longSide longest side that is scored, pixels
   * @param batch images in one pass
   */
  public NetworkScorerFactory(String device, int longSide, int batch) {
    this.device = Devices.of(device);
    this.longSide = longSide;
    this.batch = batch;
  }

  @Override
  public ImageScorer load(ModelRef model, byte[] weights) {
    Classifier classifier =
        Classifier.load(model.network(), model.classes().size(), weights, device);
    return new NetworkScorer(model, classifier, new CandidateScorer(classifier, longSide, batch));
  }
}
