package io.wood.method.training;

import ai.djl.Device;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trainings of seconds on drawn scenes. */
final class TinyTraining {
  static final List<String> CLASSES = List.of("red", "blue");
  static final LabelledImages TRAIN = DrawnImages.scenes(24).labelled();
  static final LabelledImages VALIDATION = DrawnImages.scenes(12).labelled();
  static final DrawnImages OODS = DrawnImages.grounds(12);

  private TinyTraining() {}

  /** The weights of a base classifier. */
  static byte[] base() {
    return training(parameters(Arm.BASE, 40), Optional.empty()).run().weights();
  }

  static ClassifierTraining training(TrainingParameters p, Optional<byte[]> initial) {
    return training(p, TRAIN, OODS, initial, TrainingListener.SILENT);
  }

  static ClassifierTraining training(
      TrainingParameters parameters,
      LabelledImages train,
      ImageSource oods,
      Optional<byte[]> initial,
      TrainingListener listener) {
    return new ClassifierTraining(
        parameters, CLASSES, train, VALIDATION, oods, initial, Device.cpu(), listener);
  }

  static TrainingParameters parameters(Arm arm, int steps) {
    return new TrainingParameters(
        arm,
        new NetworkSpec("small", 8),
        new Schedule(0, steps, 6, 1, 3),
        new Optimiser(.05, .05, .9, 1e-4, .9, 0),
        new Augmentation(32, 24, 32, true),
        new MetricLoss(
            .007, .4, 3, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, true, 1, .07, -1),
        7);
  }

  static TrainingParameters with(TrainingParameters p, MetricLoss loss) {
    return new TrainingParameters(
        p.arm(), p.network(), p.schedule(), p.optimiser(), p.augmentation(), loss, p.seed());
  }

  static TrainingParameters withRates(TrainingParameters p, double rate) {
    return new TrainingParameters(
        p.arm(),
        p.network(),
        p.schedule(),
        new Optimiser(rate, rate, 0, 0, .9, 0),
        p.augmentation(),
        p.metricLoss(),
        p.seed());
  }

  static TrainingParameters accumulated(TrainingParameters p, int parts) {
    Schedule schedule = p.schedule();
    return new TrainingParameters(
        p.arm(),
        p.network(),
        new Schedule(0, schedule.steps(), schedule.batchSize(), parts, 3),
        p.optimiser(),
        p.augmentation(),
        p.metricLoss(),
        p.seed());
  }

  /** Keeps what the training reports. */
  static class Recorder implements TrainingListener {
    final Map<String, StepReport> last = new HashMap<>();
    final Map<String, Double> first = new HashMap<>();
    final Map<Long, byte[]> checkpoints = new HashMap<>();
    final List<String> skipped = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();
    final List<String> phases = new ArrayList<>();
    long cancelAfter = Long.MAX_VALUE;

    StepReport last(String phase) {
      return last.get(phase);
    }

    @Override
    public void phase(String phase, long total, String unit) {
      phases.add(phase);
    }

    @Override
    public void step(StepReport report) {
      last.put(report.phase(), report);
      if (report.phase().equals("train") && report.done() == 1) {
        first.putAll(report.figures());
      }
    }

    @Override
    public void skipped(String imageId, String reason) {
      skipped.add(imageId + ": " + reason);
    }

    @Override
    public void remark(String remark) {
      remarks.add(remark);
    }

    @Override
    public void checkpoint(long step, byte[] bytes) {
      checkpoints.put(step, bytes);
    }

    @Override
    public boolean cancelled() {
      return last.containsKey("train") && last.get("train").done() >= cancelAfter;
    }
  }
}
