package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.BackgroundCells;
import io.wood.method.data.BatchSplit;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.LabelledImages;
import io.wood.method.loss.ArmLoss;
import io.wood.method.loss.ArmLoss.WholeBatch;
import io.wood.method.loss.NetworkInTraining;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes an optimiser step: forward and backward in as many parts as memory requires. */
final class StepRunner {
  private final TrainingParameters parameters;
  private final LabelledImages train;
  private final NetworkInTraining inTraining;
  private final PolySgd optimiser;
  private final DivergenceGuard guard;

  StepRunner(
      TrainingParameters parameters,
      LabelledImages train,
      NetworkInTraining inTraining,
      PolySgd optimiser,
      DivergenceGuard guard) {
    this.parameters = parameters;
    this.train = train;
    this.inTraining = inTraining;
    this.optimiser = optimiser;
    this.guard = guard;
  }

  /** Takes the step; its figures are from before it changes the weights. */
  Map<String, Double> run(ImageBatch batch, ArmLoss loss) {
    batch.requireFull(optimiser.taken());
    Map<String, Double> figures = new TreeMap<>();
    BatchSplit split =
        new BatchSplit(parameters.schedule().batchSize(), parameters.schedule().accumulation());
    try (GradientMode on = GradientMode.on();
        NDManager manager = inTraining.network().manager().newSubManager();
        NDScope step = new NDScope()) {
      step.suppressNotUsedWarning();
      NDArray labels = labels(batch, manager);
      Optional<NDArray> background = background(batch, manager);
      WholeBatch whole = loss.prepare(batch.images(manager), split);
      for (int part = 0; part < split.parts(); part++) {
        float share = split.share(part);
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          ArmLoss.Outcome outcome =
              loss.evaluate(
                  split.images(whole.images(), part),
                  split.rows(labels, part),
                  rows(background, split, part),
                  whole.threshold());
          Gradients.backward(
              outcome.total().mul(EngineConstants.scalar(outcome.total().getManager(), share)));
          // Last, because reading waits for a GPU that could have gone on with the gradients.
          outcome
              .parts()
              .forEach(
                  (name, value) ->
                      figures.merge(name, (double) value.getFloat() * share, Double::sum));
        }
      }
    }
    figures.put("rate.trunk", optimiser.rate(parameters.optimiser().trunkRate()));
    figures.put("rate.classifier", optimiser.rate(parameters.optimiser().classifierRate()));
    guard.check(optimiser.taken(), figures);
    optimiser.step();
    return figures;
  }

  private Optional<NDArray> background(ImageBatch batch, NDManager manager) {
    return batch.labels().isEmpty()
        ? Optional.empty()
        : Optional.of(
            BackgroundCells.of(manager, batch.labels(), inTraining.network().outputStride()));
  }

  private static Optional<NDArray> rows(Optional<NDArray> each, BatchSplit split, int part) {
    return each.map(array -> split.rows(array, part));
  }

  private NDArray labels(ImageBatch batch, NDManager manager) {
    int size = parameters.schedule().batchSize();
    int classes = inTraining.network().classes();
    float[] labels = new float[size * classes];
    for (int i = 0; i < size; i++) {
      for (int label : train.labels().get(batch.indices().get(i).getAsInt())) {
        labels[i * classes + label] = 1;
      }
    }
    return manager.create(labels, new Shape(size, classes));
  }
}
