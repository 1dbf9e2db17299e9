package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.wood.method.cam.MapGate;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.TensorScopes;
import java.util.List;

/**
 * Damps the positions of a CAM that look more like a negative than like the class:
 *
 * <p>σ((max_j cos(f̂, P_cj) − max_k cos(f̂, Q_k))/T)
 *
 * <p>½ where both are equally near. A class without parts keeps its map: 1. Thread-safe.
 */
public final class ContrastGate implements MapGate {
  private final ContrastCentres centres;
  private final double temperature;

  /**
   * @param temperature T, positive
   */
  public ContrastGate(ContrastCentres centres, double temperature) {
    this.centres = centres;
    this.temperature = temperature;
  }

  /**
   * Learns a gate for the maps of a classifier with {@link ContrastSettings#DEFAULT}; see {@link
   * ContrastLearner#learn}.
   *
   * @param classifier whose maps are gated
   * @param images that it was trained on, with the indices of their classes
   * @param oods approved ones, at least one
   * @param seed of samples and clusters
   * @param source of the negatives
   */
  public static ContrastGate learn(
      Classifier classifier,
      LabelledImages images,
      ImageSource oods,
      long seed,
      NegativeSource source) {
    ContrastSettings settings = ContrastSettings.DEFAULT;
    return new ContrastGate(
        new ContrastLearner(classifier, settings, seed).learn(images, oods, source),
        settings.temperature());
  }

  @Override
  public NDArray gate(NDArray features, List<Integer> keys) {
    return TensorScopes.keep(
        features.getManager(),
        () ->
            Activation.sigmoid(
                centres
                    .lead(features, keys)
                    .div(EngineConstants.scalar(features.getManager(), temperature))));
  }
}
