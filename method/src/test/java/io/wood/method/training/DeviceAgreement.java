package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.ClusterResult;
import io.wood.method.cluster.KMeans;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.scoring.CandidateScore;
import io.wood.method.scoring.CandidateScorer;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CPU computes, another device computes too. */
abstract class DeviceAgreement {
  private static final int SIDE = 64;
  private static byte[] base;

  /** The device beside the CPU. */
  abstract Device device();

  /** How far a result may be off, root mean square, as a share of the largest of its values. */
  abstract double tolerance();

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void forwardPass(Architecture architecture) {
    NetworkSpec spec = new NetworkSpec(architecture, 16);
    assertAgree(logits(spec, device()), logits(spec, Device.cpu()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "resnet18", "mobilenet_v2"})
  void gradients(String architecture) {
    NetworkSpec spec = new NetworkSpec(architecture, 8);
    List<float[]> here = gradients(spec, Device.cpu());
    List<float[]> there = gradients(spec, device());
    for (int i = 0; i < here.size(); i++) {
      assertAgree(there.get(i), here.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void oneTrainingStep(Arm arm) {
    TrainingParameters parameters = TinyTraining.parameters(arm, 1);
    float[] start = weights(parameters, base());
    float[] here = weights(parameters, trained(parameters, Device.cpu()).weights());
    float[] there = weights(parameters, trained(parameters, device()).weights());
    assertThat(distance(there, here)).isLessThanOrEqualTo(4 * tolerance() * distance(here, start));
    assertThat(distance(here, start)).isPositive();
  }

  @Test
  void kMeans() {
    Random random = new Random(4);
    float[] rows = new float[300 * 16];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian() + 9 * (i / 16 % 5) * (i % 16 / 4);
    }
    ClusterResult here = clusters(rows, Device.cpu());
    ClusterResult there = clusters(rows, device());
    assertThat(there.labels()).isEqualTo(here.labels());
    assertAgree(there.centres(), here.centres());
  }

  @Test
  void shortTraining() {
    TrainingParameters parameters = TinyTraining.parameters(Arm.WOOD, 12);
    TinyTraining.Recorder here = new TinyTraining.Recorder();
    TinyTraining.Recorder there = new TinyTraining.Recorder();
    TrainedClassifier onCpu = training(parameters, Device.cpu(), here).run();
    TrainedClassifier onDevice = training(parameters, device(), there).run();
    compareMetrics(onDevice.metrics(), onCpu.metrics());
    assertClose(there.last("train").figures(), here.last("train").figures());
  }

  /** What a training on the device ends with, and one on the CPU. */
  void compareMetrics(Map<String, Double> there, Map<String, Double> here) {
    assertClose(there, here);
  }

  /** After some steps, each of which adds to the error of those before. */
  private void assertClose(Map<String, Double> there, Map<String, Double> here) {
    assertThat(there).containsOnlyKeys(here.keySet());
    here.forEach(
        (name, value) ->
            assertThat(there.get(name))
                .as(name)
                .isCloseTo(value, within(20 * tolerance() * Math.max(.1, Math.abs(value)))));
  }

  @Test
  void candidateScores() {
    List<RgbImage> images = List.of(noise(1), noise(2), noise(3));
    NetworkSpec spec = new NetworkSpec("small", 8);
    List<CandidateScore> here = scores(spec, images, Device.cpu());
    List<CandidateScore> there = scores(spec, images, device());
    for (int i = 0; i < images.size(); i++) {
      assertThat(there.get(i).score()).isCloseTo(here.get(i).score(), within(tolerance()));
      assertAgree(there.get(i).heat().values(), here.get(i).heat().values());
    }
  }

  /** Away from the start, where every residual branch is 0. */
  private static Classifier network(NetworkSpec spec, Device device) {
    Classifier net = Classifier.create(spec, 4, 1, device);
    net.parameters().values().stream()
        .filter(each -> each.getShape().dimension() == 1 && each.getName().endsWith(".weight"))
        .forEach(scale -> scale.addi(.4));
    return net;
  }

  private static float[] logits(NetworkSpec spec, Device device) {
    try (Classifier net = network(spec, device);
        NDManager manager = Devices.manager(device);
        GradientMode off = GradientMode.off()) {
      return net.logits(net.pooled(net.features(images(manager)))).toFloatArray();
    }
  }

  private static List<float[]> gradients(NetworkSpec spec, Device device) {
    try (Classifier net = network(spec, device);
        NDManager manager = Devices.manager(device);
        GradientMode on = GradientMode.on()) {
      List<Parameter> parameters = net.trainable(0);
      Gradients.backward(net.logits(net.pooled(net.features(images(manager)))).square().sum());
      List<float[]> gradients = new ArrayList<>();
      parameters.forEach(each -> gradients.add(Gradients.of(each.value()).toFloatArray()));
      return gradients;
    }
  }

  private static NDArray images(NDManager manager) {
    Random random = new Random(3);
    float[] values = new float[2 * 3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(2, 3, SIDE, SIDE));
  }

  private static RgbImage noise(int seed) {
    byte[] bytes = new byte[3 * SIDE * SIDE];
    new Random(seed).nextBytes(bytes);
    return new RgbImage(SIDE, SIDE, bytes);
  }

  private static List<CandidateScore> scores(
      NetworkSpec spec, List<RgbImage> images, Device device) {
    try (Classifier net = network(spec, device)) {
      return new CandidateScorer(net, SIDE, 2).score(images);
    }
  }

  private static ClusterResult clusters(float[] rows, Device device) {
    try (NDManager manager = Devices.manager(device);
        NDArray array = manager.create(rows, new Shape(rows.length / 16, 16))) {
      return KMeans.cluster(array, 5, ClusterStart.PLUS_PLUS, 7, KMeans.ITERATIONS);
    }
  }

  private static synchronized byte[] base() {
    base = base == null ? TinyTraining.base() : base;
    return base;
  }

  private static ClassifierTraining training(
      TrainingParameters parameters, Device device, TrainingListener listener) {
    return new ClassifierTraining(
        parameters,
        TinyTraining.CLASSES,
        TinyTraining.TRAIN,
        TinyTraining.VALIDATION,
        TinyTraining.OODS,
        Optional.of(base()),
        device,
        listener);
  }

  private static TrainedClassifier trained(TrainingParameters parameters, Device device) {
    return training(parameters, device, TrainingListener.SILENT).run();
  }

  private static float[] weights(TrainingParameters parameters, byte[] file) {
    int classes = TinyTraining.CLASSES.size();
    try (Classifier net = Classifier.load(parameters.network(), classes, file, Device.cpu())) {
      List<float[]> all = net.parameters().values().stream().map(NDArray::toFloatArray).toList();
      float[] joined = new float[all.stream().mapToInt(each -> each.length).sum()];
      int at = 0;
      for (float[] each : all) {
        System.arraycopy(each, 0, joined, at, each.length);
        at += each.length;
      }
      return joined;
    }
  }

  private static double distance(float[] a, float[] b) {
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      square += Math.pow((double) a[i] - b[i], 2);
    }
    return Math.sqrt(square);
  }

  private void assertAgree(float[] there, float[] here) {
    assertThat(there).hasSameSizeAs(here);
    double largest = 0;
    double error = 0;
    for (int i = 0; i < here.length; i++) {
      largest = Math.max(largest, Math.abs(here[i]));
      // Not the maximum, which would hide a NaN.
      error += Math.pow((double) there[i] - here[i], 2);
    }
    assertThat(Math.sqrt(error / here.length)).isLessThanOrEqualTo(tolerance() * largest);
  }
}
