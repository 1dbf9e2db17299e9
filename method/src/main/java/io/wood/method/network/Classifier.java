package io.wood.method.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.layer.ChannelsLast;
import io.wood.method.network.layer.ForwardPass;
import io.wood.method.network.layer.Layer;
import io.wood.method.network.layer.LayerChain;
import io.wood.method.network.weights.Parameter;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.network.weights.ParameterSpec.Kind;
import io.wood.method.network.weights.ParameterStore;
import io.wood.method.network.weights.WeightsFile;
import io.wood.method.network.weights.WrongWeightsException;
import io.wood.method.tensor.TensorScopes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Computes the classifier F: trunk of five stages, global average pooling z = mean f, logits W·z
 * without bias.
 *
 * <p>Results belong to the manager of the argument. Forward passes may run in several threads at
 * once; training must have the classifier for itself. A new classifier requires no gradients, so
 * its passes record nothing, until {@link #trainable} is called.
 */
public final class Classifier implements FeatureNetwork, AutoCloseable {
  private static final String CLASSIFIER = "classifier.weight";

  private final NetworkSpec spec;
  private final List<TrunkStage> stages;
  private final ParameterStore store;

  private Classifier(NetworkSpec spec, List<TrunkStage> stages, ParameterStore store) {
    this.spec = spec;
    this.stages = stages;
    this.store = store;
  }

  /** A random network; the same seed gives the same network. */
  public static Classifier create(NetworkSpec spec, int classes, long seed, Device device) {
    return build(spec, classes, specs -> ParameterStore.random(specs, seed, device));
  }

  /**
   * Loads a trained network.
   *
   * @param weights result of {@link #toSafetensors}, or a PyTorch archive with the same names
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  public static Classifier load(NetworkSpec spec, int classes, byte[] weights, Device device) {
    String name = "%s with %d classes".formatted(spec.architecture(), classes);
    return build(spec, classes, specs -> ParameterStore.load(name, specs, weights, device));
  }

  /**
   * Loads a trunk trained elsewhere, such as on ImageNet, below a random classifier. A classifier
   * in the file ({@code fc.*}, {@code classifier.*}) belongs to other classes and is ignored, as
   * other heads are.
   *
   * @param weights safetensors or PyTorch's formats, torchvision's or timm's names below any prefix
   * @param seed of the classifier
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  public static Classifier withTrunk(
      NetworkSpec spec, int classes, byte[] weights, long seed, Device device) {
    String name = "the trunk of " + spec.architecture();
    return build(
        spec, classes, specs -> ParameterStore.withTrunk(name, specs, weights, seed, device));
  }

  /**
   * Checks that a file has the trunk that {@link #withTrunk} reads, without reading any number.
   *
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  public static void requireTrunk(NetworkSpec spec, WeightsFile weights) {
    List<ParameterSpec> specs = new ArrayList<>();
    Trunks.of(spec).forEach(stage -> stage.body().declare(specs::add));
    weights.requireTrunk("the trunk of " + spec.architecture(), specs);
  }

  private static Classifier build(
      NetworkSpec spec, int classes, Function<List<ParameterSpec>, ParameterStore> source) {
    if (classes < 1) {
      throw new IllegalArgumentException("a classifier needs a class; there are " + classes);
    }
    List<TrunkStage> stages = Trunks.of(spec);
    List<ParameterSpec> specs = new ArrayList<>();
    stages.forEach(stage -> stage.body().declare(specs::add));
    int features = stages.get(stages.size() - 1).channels();
    specs.add(new ParameterSpec(CLASSIFIER, new Shape(classes, features, 1, 1), Kind.CLASSIFIER));
    return new Classifier(spec, stages, source.apply(specs));
  }

  /** The architecture and output stride. */
  public NetworkSpec spec() {
    return spec;
  }

  /** C. */
  public int classes() {
    return (int) classifierWeight().getShape().get(0);
  }

  /** D, channels of the last stage. */
  public int featureSize() {
    return stages.get(stages.size() - 1).channels();
  }

  /** Channels of each stage's output. */
  public List<Integer> stageChannels() {
    return stages.stream().map(TrunkStage::channels).toList();
  }

  /** Input pixels per cell of each stage's output. */
  public List<Integer> stageStrides() {
    return stages.stream().map(TrunkStage::stride).toList();
  }

  @Override
  public int outputStride() {
    return spec.outputStride();
  }

  @Override
  public Device device() {
    return store.manager().getDevice();
  }

  /** The owner of the parameters: closed with the classifier, constant in size between passes. */
  public NDManager manager() {
    return store.manager();
  }

  /**
   * The outputs of the five stages, on running statistics.
   *
   * @param x normalised images [N, 3, H, W]
   */
  public NDList stages(NDArray x) {
    return stages(x, BatchNormStatistics.RUNNING);
  }

  /** The outputs of the five stages. */
  public NDList stages(NDArray x, BatchNormStatistics statistics) {
    ForwardPass pass = new ForwardPass(store.arrays(), statistics);
    NDList outputs = new NDList(stages.size());
    NDArray y = new ChannelsLast().apply(pass, x);
    for (TrunkStage stage : stages) {
      y = stage.body().apply(pass, y);
      outputs.add(y);
    }
    return outputs;
  }

  /** The last stage's output f, on running statistics. */
  @Override
  public NDArray features(NDArray x) {
    return features(x, BatchNormStatistics.RUNNING);
  }

  /** The last stage's output f, [N, D, h, w]. */
  public NDArray features(NDArray x, BatchNormStatistics statistics) {
    List<Layer> layers = new ArrayList<>(List.of(new ChannelsLast()));
    stages.forEach(stage -> layers.add(stage.body()));
    return new LayerChain(layers).apply(new ForwardPass(store.arrays(), statistics), x);
  }

  /**
   * z: the mean over positions.
   *
   * @param features [N, D, h, w]
   * @return [N, D]
   */
  public NDArray pooled(NDArray features) {
    return TensorScopes.keep(
        features.getManager(),
        () -> {
          Shape shape = features.getShape();
          return features
              .reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3))
              .mean(new int[] {2});
        });
  }

  /**
   * z·Wᵀ.
   *
   * @param pooled [N, D]
   * @return [N, C]
   */
  public NDArray logits(NDArray pooled) {
    return TensorScopes.keep(
        pooled.getManager(), () -> pooled.matMul(classifierWeight().transpose()));
  }

  /**
   * The logit of every position, W·f: the class activation maps before their ReLU.
   *
   * @param features [N, D, h, w]
   * @return [N, C, h, w]
   */
  public NDArray positionLogits(NDArray features) {
    return TensorScopes.keep(
        features.getManager(),
        () ->
            Conv2d.conv2d(features, classifierWeight().reshape(classes(), featureSize(), 1, 1))
                .singletonOrThrow());
  }

  @Override
  public NDArray classifierWeight() {
    return store.arrays().get(CLASSIFIER);
  }

  /**
   * Makes parameters require gradients, and no others.
   *
   * @param frozenStages how many stages from the input are not trained; 5 trains the classifier
   *     alone
   * @return the trainable ones: the trunk's from the input, then the classifier's
   */
  public List<Parameter> trainable(int frozenStages) {
    if (frozenStages < 0 || frozenStages > stages.size()) {
      throw new IllegalArgumentException(
          "frozenStages must be 0 to " + stages.size() + ", not " + frozenStages);
    }
    Set<String> frozen = new HashSet<>();
    stages
        .subList(0, frozenStages)
        .forEach(stage -> stage.body().declare(each -> frozen.add(each.name())));
    return store.trainable(name -> !frozen.contains(name));
  }

  /** All arrays by name, running statistics included; the classifier's own. */
  public Map<String, NDArray> parameters() {
    return store.arrays();
  }

  /** The weights under torchvision's names, and {@code classifier.weight} [C, D, 1, 1]. */
  public byte[] toSafetensors() {
    return store.toSafetensors();
  }

  @Override
  public void close() {
    store.close();
  }
}
