package io.wood.method.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.contracts.NetworkSpec;
import io.wood.method.network.ParameterSpec.Kind;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.Scopes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The classifier F: trunk of five stages, global average pooling z = mean f, logits W·z without
 * bias.
 *
 * <p>Results belong to the manager of the argument. Forward passes may run in several threads at
 * once; training must have the classifier for itself. A new classifier requires no gradients, so
 * its passes record nothing, until {@link #trainable} is called.
 */
public final class Classifier implements FeatureNetwork, AutoCloseable {
  private static final String CLASSIFIER = "classifier.weight";

  private final NetworkSpec spec;
  private final List<Stage> stages;
  private final NDManager manager;
  private final Map<String, NDArray> parameters;
  private final List<ParameterSpec> specs;
  private final int classes;

  private Classifier(NetworkSpec spec, int classes, Device device) {
    if (classes < 1) {
      throw new IllegalArgumentException("a classifier needs a class; there are " + classes);
    }
    this.spec = spec;
    this.classes = classes;
    this.stages = Trunks.of(spec);
    this.manager = Devices.manager(device);
    this.parameters = new LinkedHashMap<>();
    this.specs = new ArrayList<>();
    stages.forEach(stage -> stage.body().declare(specs::add));
    specs.add(
        new ParameterSpec(CLASSIFIER, new Shape(classes, featureSize(), 1, 1), Kind.CLASSIFIER));
  }

  /** A random network; the same seed gives the same network. */
  public static Classifier create(NetworkSpec spec, int classes, long seed, Device device) {
    return filled(spec, classes, device, (classifier, own) -> new RandomStart(own, seed)::create);
  }

  /**
   * A trained network.
   *
   * @param weights what {@link #toSafetensors} wrote, or a PyTorch archive with the same names
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  public static Classifier load(NetworkSpec spec, int classes, byte[] weights, Device device) {
    return filled(
        spec,
        classes,
        device,
        (classifier, own) -> {
          Map<String, NDArray> given = Weights.read(own, weights);
          WeightsCheck.require(classifier.name(), classifier.specs, given);
          return wanted -> given.get(wanted.name());
        });
  }

  /**
   * A trunk trained elsewhere, such as on ImageNet, under a random classifier. A classifier in the
   * file ({@code fc.*}, {@code classifier.*}) belongs to other classes and is left aside.
   *
   * @param weights safetensors or PyTorch's zip format, torchvision's names
   * @param seed of the classifier
   * @throws WrongWeightsException naming the keys that are missing, unexpected or misshapen
   */
  public static Classifier withTrunk(
      NetworkSpec spec, int classes, byte[] weights, long seed, Device device) {
    return filled(
        spec,
        classes,
        device,
        (classifier, own) -> {
          Map<String, NDArray> given = Weights.readTrunk(own, weights);
          List<ParameterSpec> trunk =
              classifier.specs.stream().filter(each -> each.kind() != Kind.CLASSIFIER).toList();
          WeightsCheck.require("the trunk of " + spec.architecture(), trunk, given);
          RandomStart start = new RandomStart(own, seed);
          return wanted ->
              wanted.kind() == Kind.CLASSIFIER ? start.create(wanted) : given.get(wanted.name());
        });
  }

  /** Parameters come from a manager of their own, which is closed once they are copied. */
  private static Classifier filled(
      NetworkSpec spec,
      int classes,
      Device device,
      BiFunction<Classifier, NDManager, Function<ParameterSpec, NDArray>> source) {
    Classifier classifier = new Classifier(spec, classes, device);
    boolean filled = false;
    try (NDManager own = classifier.manager.newSubManager()) {
      classifier.fill(source.apply(classifier, own));
      filled = true;
      return classifier;
    } finally {
      if (!filled) {
        classifier.close();
      }
    }
  }

  private void fill(Function<ParameterSpec, NDArray> source) {
    for (ParameterSpec wanted : specs) {
      NDArray given = source.apply(wanted);
      Shape shape =
          wanted.kind() == Kind.CLASSIFIER ? new Shape(classes, featureSize()) : wanted.shape();
      // A copy, because arrays out of a file borrow the memory that it was read into.
      NDArray array = Scopes.keep(manager, () -> given.reshape(shape).duplicate());
      array.setName(wanted.name());
      // Parameters live as long as the network, whatever scope it was made in.
      NDScope.unregister(array);
      parameters.put(wanted.name(), array);
    }
  }

  private String name() {
    return "%s with %d classes".formatted(spec.architecture(), classes);
  }

  /** Which network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** C. */
  public int classes() {
    return classes;
  }

  /** D, channels of the last stage. */
  public int featureSize() {
    return stages.get(stages.size() - 1).channels();
  }

  /** Channels of each stage's output. */
  public List<Integer> stageChannels() {
    return stages.stream().map(Stage::channels).toList();
  }

  /** Input pixels per cell of each stage's output. */
  public List<Integer> stageStrides() {
    return stages.stream().map(Stage::stride).toList();
  }

  @Override
  public Device device() {
    return manager.getDevice();
  }

  /** The owner of the parameters: closed with the classifier, constant in size between passes. */
  public NDManager manager() {
    return manager;
  }

  /**
   * The outputs of the five stages, on running statistics.
   *
   * @param x normalised images [N, 3, H, W]
   */
  public NDList stages(NDArray x) {
    return stages(x, Statistics.RUNNING);
  }

  /** The outputs of the five stages. */
  public NDList stages(NDArray x, Statistics statistics) {
    Pass pass = new Pass(parameters, statistics);
    NDList outputs = new NDList(stages.size());
    NDArray y = x;
    for (Stage stage : stages) {
      y = stage.body().apply(pass, y);
      outputs.add(y);
    }
    return outputs;
  }

  /** The last stage's output f, on running statistics. */
  @Override
  public NDArray features(NDArray x) {
    return features(x, Statistics.RUNNING);
  }

  /** The last stage's output f, [N, D, h, w]. */
  public NDArray features(NDArray x, Statistics statistics) {
    return new Chain(stages.stream().map(Stage::body).toList())
        .apply(new Pass(parameters, statistics), x);
  }

  /**
   * z: the mean over positions.
   *
   * @param features [N, D, h, w]
   * @return [N, D]
   */
  public NDArray pooled(NDArray features) {
    return Scopes.keep(
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
    return Scopes.keep(pooled.getManager(), () -> pooled.matMul(classifierWeight().transpose()));
  }

  /**
   * The logit of every position, W·f: the class activation maps before their ReLU.
   *
   * @param features [N, D, h, w]
   * @return [N, C, h, w]
   */
  public NDArray positionLogits(NDArray features) {
    return Scopes.keep(
        features.getManager(),
        () ->
            Conv2d.conv2d(features, classifierWeight().reshape(classes, featureSize(), 1, 1))
                .singletonOrThrow());
  }

  @Override
  public NDArray classifierWeight() {
    return parameters.get(CLASSIFIER);
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
    List<ParameterSpec> frozen = new ArrayList<>();
    stages.subList(0, frozenStages).forEach(stage -> stage.body().declare(frozen::add));
    List<Parameter> trainable = new ArrayList<>();
    for (ParameterSpec each : specs) {
      NDArray value = parameters.get(each.name());
      boolean trained = each.kind().isTrainable() && !frozen.contains(each);
      value.setRequiresGradient(trained);
      if (trained) {
        trainable.add(new Parameter(each.name(), value, each.kind() == Kind.CLASSIFIER));
      }
    }
    return List.copyOf(trainable);
  }

  /** All arrays by name, running statistics included; the classifier's own. */
  public Map<String, NDArray> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** The weights under torchvision's names, and {@code classifier.weight} [C, D, 1, 1]. */
  public byte[] toSafetensors() {
    return Scopes.compute(
        () -> {
          Map<String, NDArray> weights = new LinkedHashMap<>(parameters);
          weights.replace(CLASSIFIER, classifierWeight().reshape(classes, featureSize(), 1, 1));
          return Weights.write(weights);
        });
  }

  @Override
  public void close() {
    manager.close();
  }
}
