package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.TrainingData;
import io.wood.method.data.augment.RegionImages;
import io.wood.method.loss.NetworkInTraining;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTest {
  @ParameterizedTest
  @EnumSource(Arm.class)
  void aStepLeavesNoArrayBehind(Arm arm) {
    TrainingParameters parameters =
        new TrainingParameters(
            arm,
            new NetworkSpec("small", 16),
            new Schedule(0, 8, 4, 2, 100),
            new Optimiser(.01, .01, .9, 1e-4, .9, 0),
            new Augmentation(32, 24, 32, true),
            new MetricLoss(
                .007, .4, 3, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, true, 1, .07, -1),
            1);
    LabelledImages scenes = DrawnImages.scenes(12).labelled();
    TrainingData data =
        new TrainingData(
            List.of("red", "blue"),
            scenes,
            LabelledImages.NONE,
            arm.usesOods() ? DrawnImages.grounds(8) : ImageSource.EMPTY);
    Classifier network = Classifier.create(parameters.network(), 2, 1, Device.cpu());
    StartCentres start =
        new StartCentres(
            parameters, data, network.toSafetensors(), Device.cpu().toString(), SharedResults.NONE);
    List<Integer> counts = new ArrayList<>();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            if (report.phase().equals("train")) {
              counts.add(arrays(network.manager()));
            }
          }
        };
    try (NetworkInTraining trainee =
        new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING)) {
      new TrainingRun(
              new TrainingBatches(
                  parameters, data, regions(parameters, data, network), ImageSource.EMPTY),
              trainee,
              counter,
              new SkippedImages(counter))
          .fromStart(arm.usesMetricLoss() ? Optional.of(start) : Optional.empty());
    }
    // The first step makes the velocities.
    assertThat(counts.subList(1, 8)).containsOnly(counts.get(0));
  }

  private static Optional<RegionImages> regions(
      TrainingParameters parameters, TrainingData data, Classifier network) {
    StartRegions regions =
        new StartRegions(
            parameters,
            data,
            new SkippedImages(TrainingListener.SILENT),
            TrainingListener.SILENT,
            SharedResults.NONE);
    return parameters.arm().pastesOnOods()
        ? Optional.of(regions.of(network.toSafetensors(), Device.cpu(), 0))
        : Optional.empty();
  }

  private static int arrays(NDManager manager) {
    return manager.getManagedArrays().size();
  }
}
