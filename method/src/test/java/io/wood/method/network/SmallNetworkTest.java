package io.wood.method.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.weights.Parameter;
import io.wood.method.network.weights.WrongWeightsException;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmallNetworkTest {
  private static final NetworkSpec SMALL = new NetworkSpec("small", 8);

  private final Classifier classifier = Classifier.create(SMALL, 5, 1, Device.cpu());
  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
    classifier.close();
  }

  private NDArray images(int count, int side) {
    return manager.randomNormal(new Shape(count, 3, side, side));
  }

  private NDArray logits(NDArray x) {
    return TensorScopes.keep(
        manager, () -> classifier.logits(classifier.pooled(classifier.features(x))));
  }

  @Test
  void hasFiveStagesAtItsStrides() {
    for (int stride : new int[] {8, 16}) {
      try (Classifier net =
          Classifier.create(new NetworkSpec("small", stride), 2, 1, Device.cpu())) {
        NDArray x = images(1, 64);
        assertThat(net.stageStrides())
            .isEqualTo(stride == 8 ? List.of(4, 4, 8, 8, 8) : List.of(4, 4, 8, 16, 16));
        List<Shape> shapes = net.stages(x).stream().map(NDArray::getShape).toList();
        for (int i = 0; i < 5; i++) {
          int side = 64 / net.stageStrides().get(i);
          assertThat(shapes.get(i)).isEqualTo(new Shape(1, net.stageChannels().get(i), side, side));
        }
      }
    }
  }

  @Test
  void givesTheSameNetworkForTheSameSeed() {
    try (Classifier twin = Classifier.create(SMALL, 5, 1, Device.cpu());
        Classifier other = Classifier.create(SMALL, 5, 2, Device.cpu())) {
      assertThat(twin.toSafetensors()).isEqualTo(classifier.toSafetensors());
      assertThat(other.toSafetensors()).isNotEqualTo(classifier.toSafetensors());
    }
  }

  @Test
  void survivesItsFile() {
    byte[] file = classifier.toSafetensors();
    try (Classifier loaded = Classifier.load(SMALL, 5, file, Device.cpu())) {
      NDArray x = images(2, 32);
      assertThat(loaded.features(x).toFloatArray())
          .isEqualTo(classifier.features(x).toFloatArray());
      assertThat(loaded.toSafetensors()).isEqualTo(file);
    }
  }

  @Test
  void namesTheKeysOfAWrongFile() {
    byte[] file = classifier.toSafetensors();
    assertThatThrownBy(() -> Classifier.load(SMALL, 6, file, Device.cpu()))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("small with 6 classes")
        .hasMessageContaining("1 misshapen (classifier.weight is (5, 128, 1, 1)");
    assertThatThrownBy(() -> Classifier.load(SMALL, 5, new byte[20], Device.cpu()))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("no weights file");
    file[20] = '!';
    assertThatThrownBy(() -> Classifier.load(SMALL, 5, file, Device.cpu()))
        .isInstanceOf(WrongWeightsException.class);
    assertThatThrownBy(() -> Classifier.create(new NetworkSpec("huge", 8), 5, 1, Device.cpu()))
        .hasMessageContaining("'huge'");
  }

  @Test
  void recordsNothingUntilItIsTrained() {
    try (GradientMode on = GradientMode.on()) {
      NDArray x = images(1, 32);
      assertThatThrownBy(() -> Gradients.backward(classifier.features(x).sum()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("does not require grad");
      List<Parameter> trained = classifier.trainable(0);
      Gradients.backward(classifier.features(x).sum());
      assertThat(Gradients.of(trained.get(0).value()).abs().sum().getFloat()).isPositive();
    }
  }

  @Test
  void trainsOnlyWhatIsNotFrozen() {
    List<Parameter> all = classifier.trainable(0);
    List<Parameter> upper = classifier.trainable(3);
    assertThat(all).hasSizeGreaterThan(upper.size());
    assertThat(upper).allMatch(p -> p.name().matches("(layer[34]|classifier).*"));
    assertThat(upper).filteredOn(Parameter::isClassifier).hasSize(1);
    assertThat(classifier.trainable(5)).hasSize(1);
  }

  /** Along its own gradient g, a loss changes by |g|² a unit. */
  @Test
  void foldsBatchNormWithoutChangingItsGradients() {
    try (GradientMode on = GradientMode.on()) {
      NDArray x = images(2, 16);
      // Away from the start, where the branches are 0 and batch norm is the identity.
      classifier.features(images(4, 32), BatchNormStatistics.BATCH);
      classifier.parameters().get("layer2.0.bn2.weight").addi(.7);
      classifier.parameters().get("layer2.0.bn2.running_var").muli(1.5);
      for (Parameter parameter : classifier.trainable(0)) {
        NDArray value = parameter.value();
        Gradients.clear(value);
        Gradients.backward(TensorScopes.keep(manager, () -> logits(x).square().sum()));
        NDArray gradient = Gradients.of(value).duplicate();
        double square = gradient.square().sum().getFloat();
        if (square > 1e-9) {
          float step = (float) (1e-2 / Math.sqrt(square));
          double finite = lossAt(x, value, gradient, step) - lossAt(x, value, gradient, -step);
          assertThat(finite / (2 * step))
              .as(parameter.name())
              .isCloseTo(square, Offset.offset(.05 * square));
        }
      }
    }
  }

  private double lossAt(NDArray x, NDArray parameter, NDArray direction, float step) {
    try (GradientMode off = GradientMode.off()) {
      NDArray before = parameter.duplicate();
      parameter.addi(direction.mul(step));
      double loss = 0;
      for (float logit : logits(x).toFloatArray()) {
        loss += (double) logit * logit;
      }
      parameter.set(before.toFloatArray());
      return loss;
    }
  }

  @Test
  void keepsNothingOverSteps() {
    try (GradientMode on = GradientMode.on()) {
      List<Parameter> parameters = classifier.trainable(0);
      int owned = classifier.manager().getManagedArrays().size();
      for (int step = 0; step < 20; step++) {
        try (NDManager perStep = manager.newSubManager()) {
          NDArray x = perStep.randomNormal(new Shape(2, 3, 32, 32));
          BatchNormStatistics statistics =
              step % 2 == 0 ? BatchNormStatistics.BATCH : BatchNormStatistics.RUNNING;
          NDArray z = classifier.pooled(classifier.features(x, statistics));
          Gradients.backward(classifier.logits(z).sum());
          TensorScopes.compute(
              () -> {
                parameters.forEach(p -> Gradients.of(p.value()).sum());
                return null;
              });
        }
        assertThat(classifier.manager().getManagedArrays()).hasSize(owned);
        assertThat(manager.getManagedArrays()).isEmpty();
      }
    }
  }

  @Test
  void movesItsStatisticsOnlyInBatchMode() {
    NDArray x = images(4, 32);
    float[] before = classifier.parameters().get("bn1.running_mean").toFloatArray();
    classifier.features(x);
    assertThat(classifier.parameters().get("bn1.running_mean").toFloatArray()).isEqualTo(before);
    classifier.features(x, BatchNormStatistics.BATCH);
    assertThat(classifier.parameters().get("bn1.running_mean").toFloatArray()).isNotEqualTo(before);
  }

  @Test
  void answersSeveralThreadsAlike() throws Exception {
    NDArray x = images(1, 48);
    float[] expected = classifier.features(x).toFloatArray();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> answers =
          IntStream.range(0, 24)
              .mapToObj(i -> threads.submit(() -> threadAnswer(x.toFloatArray())))
              .toList();
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).containsExactly(expected, Offset.offset(1e-5f));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private float[] threadAnswer(float[] image) {
    try (NDManager own = Devices.manager(Device.cpu());
        GradientMode off = GradientMode.off()) {
      return classifier.features(own.create(image, new Shape(1, 3, 48, 48))).toFloatArray();
    }
  }
}
