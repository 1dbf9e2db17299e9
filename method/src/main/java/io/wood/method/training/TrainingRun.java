package io.wood.method.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.BatchLoader;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.ImageSource;
import io.wood.method.data.MinedOods;
import io.wood.method.data.SampleTransform;
import io.wood.method.data.TrainingData;
import io.wood.method.data.augment.ImageTransforms;
import io.wood.method.image.RgbImage;
import io.wood.method.loss.ArmLoss;
import io.wood.method.loss.MetricCentres;
import io.wood.method.loss.NetworkInTraining;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.weights.Parameter;
import io.wood.method.training.PolySgd.Group;
import io.wood.method.training.clusters.ClusterMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One run of {@link ClassifierTraining} on its network. */
final class TrainingRun {
  private static final String TRAIN = "train";
  private static final String CENTRES = "class centres";
  private static final String OODS = "OoD features";

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final TrainingBatches batches;
  private final NetworkInTraining inTraining;
  private final TrainingListener listener;
  private final SkippedImages skipped;
  private final FeatureExtractor extractor;
  private final BackgroundCentres background;
  private final long epochSteps;
  private final long steps;
  private Optional<MinedOods> mined = Optional.empty();
  private long kept;

  TrainingRun(
      TrainingBatches batches,
      NetworkInTraining inTraining,
      TrainingListener listener,
      SkippedImages skipped) {
    this.batches = batches;
    this.parameters = batches.parameters();
    this.data = batches.data();
    this.inTraining = inTraining;
    this.listener = listener;
    this.skipped = skipped;
    TrainingParameters.Schedule schedule = parameters.schedule();
    this.extractor =
        new FeatureExtractor(
            inTraining.network(),
            parameters.augmentation(),
            schedule.batchSize(),
            skipped,
            listener);
    this.background = new BackgroundCentres(parameters, data, inTraining.network(), listener);
    this.epochSteps = Math.max(1, data.train().size() / schedule.batchSize());
    this.steps = schedule.steps() > 0 ? schedule.steps() : schedule.epochs() * epochSteps;
  }

  /**
   * From the network as it is.
   *
   * @param start the centres before the first step; empty for an arm without a metric loss
   */
  TrainedClassifier fromStart(Optional<StartCentres> start) {
    return train(Optional.empty(), start);
  }

  /** From a checkpoint, whose weights the network already has. */
  TrainedClassifier from(Checkpoint checkpoint) {
    return train(Optional.of(checkpoint), Optional.empty());
  }

  private TrainedClassifier train(Optional<Checkpoint> checkpoint, Optional<StartCentres> start) {
    try (NDManager manager = inTraining.network().manager().newSubManager();
        CurrentCentres centres = new CurrentCentres(manager);
        PolySgd optimiser = optimiser(manager)) {
      if (checkpoint.isPresent()) {
        optimiser.restore(checkpoint.get());
        centres.replace(checkpoint.get()::centres);
        mined = checkpoint.get().minedOods();
        background.restore(checkpoint.get());
      } else {
        start.ifPresent(from -> centres.replace(owner -> centres(owner, from)));
        background.learn(0);
      }
      DivergenceGuard guard =
          new DivergenceGuard(
              parameters,
              inTraining.statistics() == BatchNormStatistics.RUNNING,
              checkpoint.map(Checkpoint::firstNorm).orElse(Double.NaN));
      kept = optimiser.taken();
      try {
        descend(centres, optimiser, guard);
        guard.check(optimiser.taken(), inTraining);
        centres.current().ifPresent(at -> listener.clusterUse(at.use().read()));
        return new TrainedClassifier(inTraining.network().toSafetensors(), metrics());
      } catch (TrainingCancelledException e) {
        // Also during feature extraction, which takes as long as many steps.
        if (optimiser.taken() > kept && listener.checkpointDue()) {
          keep(centres, optimiser, guard);
        }
        throw e;
      }
    }
  }

  private void descend(CurrentCentres centres, PolySgd optimiser, DivergenceGuard guard) {
    StepRunner runner = new StepRunner(parameters, data.train(), inTraining, optimiser, guard);
    while (optimiser.taken() < steps) {
      long first = optimiser.taken();
      long last = lastPlanned(first);
      if (parameters.arm().drawsByConfidence() && first % epochSteps == 0) {
        ImageFeatures oods = extractor.of(OODS, data.oods(), first);
        mined = Optional.of(MinedOods.of(oods, data.oods().size()));
      }
      listener.phase(TRAIN, steps, "steps");
      descend(centres, optimiser, guard, runner, last);
    }
  }

  /** The end of the batches that can be planned: of the epoch, where the next one's OoDs differ. */
  private long lastPlanned(long step) {
    long epoch = step / epochSteps;
    return parameters.arm().drawsByConfidence() ? Math.min(steps, (epoch + 1) * epochSteps) : steps;
  }

  private void descend(
      CurrentCentres centres,
      PolySgd optimiser,
      DivergenceGuard guard,
      StepRunner runner,
      long last) {
    try (BatchLoader<?> loader = batches.loader(optimiser.taken(), last, mined)) {
      while (optimiser.taken() < last) {
        long step = optimiser.taken();
        if (listener.cancelled()) {
          throw new TrainingCancelledException(step);
        }
        if (refreshes(step)) {
          refresh(centres, step);
        }
        try (ImageBatch batch = loader.next()) {
          skipped.add(batch.skipped());
          ArmLoss loss =
              new ArmLoss(parameters, inTraining, centres.current(), background.current());
          Map<String, Double> figures = runner.run(batch, loss);
          listener.step(new StepReport(TRAIN, step + 1, steps, figures));
        }
        if (keeps(step + 1)) {
          keep(centres, optimiser, guard);
        }
      }
    }
  }

  private boolean keeps(long done) {
    boolean due = done % parameters.schedule().checkpointSteps() == 0 || listener.checkpointDue();
    return due && done < steps;
  }

  private boolean refreshes(long step) {
    return parameters.metricLoss().refreshCentres() && step > 0 && step % epochSteps == 0;
  }

  private void refresh(CurrentCentres centres, long step) {
    if (parameters.arm().usesMetricLoss()) {
      centres.replace(owner -> centres(owner, step));
    }
    background.learn(step);
  }

  private PolySgd optimiser(NDManager manager) {
    TrainingParameters.Optimiser settings = parameters.optimiser();
    NDList trunk = new NDList();
    NDList classifier = new NDList();
    for (Parameter parameter : inTraining.trained()) {
      (parameter.isClassifier() ? classifier : trunk).add(parameter.value());
    }
    return new PolySgd(
        manager,
        List.of(
            new Group(trunk, settings.trunkRate()),
            new Group(classifier, settings.classifierRate())),
        new PolySgd.Settings(settings.momentum(), settings.weightDecay(), settings.power(), steps));
  }

  private Optional<MetricCentres> centres(NDManager owner, long step) {
    ImageFeatures labelled = extractor.of(CENTRES, data.train().images(), step);
    ImageFeatures oods = extractor.of(OODS, data.oods(), step);
    Optional<MetricCentres> centres =
        MetricCentres.of(owner, parameters, labelled, data.train().labels(), oods);
    centres.ifPresent(at -> listener.clusters(map(step, at, labelled, oods)));
    return centres;
  }

  private ClusterMap map(
      long step, MetricCentres centres, ImageFeatures labelled, ImageFeatures oods) {
    return new ClusterMapping(parameters, data, labelled, oods).of(step, centres);
  }

  /** The same before the first step, as far as another training has computed it. */
  private Optional<MetricCentres> centres(NDManager owner, StartCentres start) {
    Supplier<Boolean> complete = () -> skipped.count() == 0;
    Optional<MetricCentres> centres =
        start.centres(
            owner,
            () ->
                MetricCentres.of(
                    owner,
                    parameters,
                    start.labelled(() -> extractor.of(CENTRES, data.train().images(), 0)),
                    data.train().labels(),
                    start.oods(() -> extractor.of(OODS, data.oods(), 0))),
            complete);
    centres
        .flatMap(at -> start.map(at, known -> map(0, at, known.labelled(), known.oods()), complete))
        .ifPresent(listener::clusters);
    start.release();
    return centres;
  }

  private void keep(CurrentCentres centres, PolySgd optimiser, DivergenceGuard guard) {
    guard.check(optimiser.taken(), inTraining);
    Checkpoint checkpoint =
        new Checkpoint(
            data.fingerprint(parameters),
            optimiser.taken(),
            guard.first(),
            inTraining.network().toSafetensors(),
            state(centres, optimiser),
            skipped.known());
    kept = optimiser.taken();
    listener.checkpoint(kept, checkpoint.toBytes());
  }

  private byte[] state(CurrentCentres centres, PolySgd optimiser) {
    try (NDManager owner = inTraining.network().manager().newSubManager()) {
      return Checkpoint.state(
          optimiser.velocities(),
          centres.current(),
          mined.map(oods -> oods.array(owner)),
          background.arrays(owner));
    }
  }

  private Map<String, Double> metrics() {
    ImageSource images = data.validation().images();
    SampleTransform<RgbImage> blurred = ImageTransforms.blurred(parameters.augmentation());
    Map<String, Double> metrics =
        new TreeMap<>(
            ValidationScores.metrics(
                data.classes(), extractor.of("validate", images, steps), data.validation()));
    metrics.putAll(
        ValidationScores.blurredMetrics(
            extractor.of("validate blurred", images, blurred, steps), data.validation()));
    metrics.put("train.steps", (double) steps);
    metrics.put("train.images", (double) data.train().size());
    metrics.put("train.oods", (double) data.oods().size());
    metrics.put("train.skipped", (double) skipped.count());
    return metrics;
  }
}
