package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes the steps of PyTorch's SGD under a poly schedule: g ← ∇ + weightDecay·p, v ← momentum·v + g
 * (v = g at first), p ← p − lr·v, lr = base·(1 − t/max)^power for t &lt; max and unchanged from
 * then on.
 *
 * <p>The learning rate stays outside v, unlike in DJL's own optimiser, where a velocity keeps the
 * rates of earlier steps.
 */
public final class PolySgd implements AutoCloseable {
  /**
   * Parameters that share a base learning rate.
   *
   * @param parameters trained arrays
   * @param rate base learning rate
   */
  public record Group(NDList parameters, double rate) {}

  /**
   * The settings of the optimiser.
   *
   * @param momentum of the velocity
   * @param weightDecay added to the gradient
   * @param power of the schedule
   * @param steps max, the length of the schedule
   */
  public record Settings(double momentum, double weightDecay, double power, long steps) {}

  private final List<Group> groups;
  private final Settings settings;
  private final NDManager manager;

  /** v of each group in one array; empty before the first step. */
  private final NDList moving = new NDList();

  private final NDList velocities = new NDList();
  private long step;

  /**
   * An optimiser before its first step.
   *
   * @param parent whose device holds the velocities
   */
  public PolySgd(NDManager parent, List<Group> groups, Settings settings) {
    this.groups = groups.stream().filter(group -> !group.parameters().isEmpty()).toList();
    this.settings = settings;
    this.manager = parent.newSubManager();
  }

  /** Learning rate of the next step. */
  public double rate(double base) {
    long at = Math.min(step, settings.steps() - 1);
    return base * Math.pow(1 - (double) at / settings.steps(), settings.power());
  }

  /**
   * Takes a step along the accumulated gradients and clears them. A group is computed as one array:
   * most parameters are so small that an operation on one costs little more than its call.
   */
  public void step() {
    try (GradientMode off = GradientMode.off();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      boolean first = moving.isEmpty();
      for (int at = 0; at < groups.size(); at++) {
        NDList parameters = groups.get(at).parameters();
        NDArray gradient =
            joined(parameters, NDArray::getGradient)
                .addi(times(joined(parameters, each -> each), settings.weightDecay()));
        if (first) {
          move(parameters, gradient);
        } else {
          times(moving.get(at), settings.momentum()).addi(gradient);
        }
        NDArray change = times(moving.get(at).duplicate(), rate(groups.get(at).rate()));
        NDList changes = parts(change, parameters);
        for (int i = 0; i < parameters.size(); i++) {
          parameters.get(i).subi(changes.get(i));
          Gradients.clear(parameters.get(i));
        }
      }
      step++;
    }
  }

  private static NDArray joined(NDList arrays, UnaryOperator<NDArray> of) {
    NDList flat = new NDList(arrays.size());
    arrays.forEach(array -> flat.add(of.apply(array).reshape(-1)));
    return NDArrays.concat(flat);
  }

  /** In place. */
  private static NDArray times(NDArray array, double factor) {
    return array.muli(EngineConstants.scalar(array.getManager(), factor));
  }

  /** Views of what {@link #joined} would join. */
  private static NDList parts(NDArray array, NDList shapes) {
    long[] starts = new long[shapes.size() - 1];
    long start = 0;
    for (int i = 0; i < starts.length; i++) {
      start += shapes.get(i).size();
      starts[i] = start;
    }
    NDList flat = array.split(starts);
    NDList parts = new NDList(shapes.size());
    for (int i = 0; i < shapes.size(); i++) {
      parts.add(flat.get(i).reshape(shapes.get(i).getShape()));
    }
    return parts;
  }

  private void move(NDList parameters, NDArray velocity) {
    moving.add(keep(velocity));
    parts(velocity, parameters).forEach(part -> velocities.add(keep(part)));
  }

  /** Steps taken. */
  public long taken() {
    return step;
  }

  /** v of every parameter in order; empty before the first step. */
  public NDList velocities() {
    return velocities;
  }

  /** Continues from a checkpoint. */
  void restore(Checkpoint checkpoint) {
    restore(checkpoint.step(), checkpoint.velocities(manager));
  }

  /** Continues where another optimiser stopped. */
  public void restore(long taken, NDList stored) {
    step = taken;
    moving.clear();
    velocities.clear();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      for (int at = 0, from = 0; at < groups.size() && !stored.isEmpty(); at++) {
        NDList parameters = groups.get(at).parameters();
        int to = from + parameters.size();
        move(parameters, joined(stored.subNDList(from, to), each -> each));
        from = to;
      }
    }
  }

  private NDArray keep(NDArray array) {
    array.attach(manager);
    NDScope.unregister(array);
    return array;
  }

  @Override
  public void close() {
    manager.close();
  }
}
