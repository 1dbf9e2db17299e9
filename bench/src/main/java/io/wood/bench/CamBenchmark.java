package io.wood.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.bench.measure.DeviceQueue;
import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Stopwatch;
import io.wood.bench.photo.SyntheticPhoto;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.GradientMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Measures multi-scale CAMs of a photograph as a multiple of their bare forward passes. */
record CamBenchmark(NetworkSpec network, int height, int width) implements Benchmark {
  private static final int CLASSES = 20;

  @Override
  public String name() {
    return "cam";
  }

  @Override
  public String description() {
    return "CAM of a %dx%d photograph, four scales, both flips, %s"
        .formatted(height, width, network.architecture());
  }

  @Override
  public Stream<Measurement> run(BenchmarkSettings settings) {
    RgbImage image = SyntheticPhoto.of(width, height, 3);
    try (Classifier classifier = Classifier.create(network, CLASSES, 1, settings.device());
        NDManager manager = classifier.manager().newSubManager()) {
      MultiScaleCam cam = new MultiScaleCam(classifier, Cam.PAPER);
      List<NDArray> inputs = inputs(manager, image);
      Stopwatch whole = Stopwatch.ofProcess();
      Stopwatch bare = Stopwatch.ofProcess();
      settings.inTurns(
          whole, () -> cam.of(image, Set.of(2, 7)), bare, () -> forward(classifier, inputs));
      return Stream.of(
          new Measurement(
              "cam/" + network.architecture(),
              description(),
              settings.threads(),
              settings.rounds(),
              whole.wall(),
              whole.cpu(),
              whole.wallOver(bare),
              Target.times(1.10, "the bare forward passes"),
              "processor time %.2f x".formatted(whole.cpuOver(bare).median())));
    }
  }

  private static List<NDArray> inputs(NDManager manager, RgbImage image) {
    List<NDArray> inputs = new ArrayList<>();
    for (double scale : Cam.PAPER.scales()) {
      RgbImage scaled = BicubicResize.scale(image, scale);
      NDArray planes =
          manager.create(Normaliser.planes(scaled), new Shape(3, scaled.height(), scaled.width()));
      inputs.add(planes.stack(planes.flip(2)));
    }
    return inputs;
  }

  private static void forward(Classifier classifier, List<NDArray> inputs) {
    try (GradientMode off = GradientMode.off()) {
      for (NDArray input : inputs) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          classifier.features(input);
        }
      }
      DeviceQueue.await(classifier.manager());
    }
  }
}
