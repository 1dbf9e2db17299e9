package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.List;

/**
 * PyTorch's SGD under a poly schedule: g ← ∇ + weightDecay·p, v ← momentum·v + g (v = g at first),
 * p ← p − lr·v, lr = base·(1 − t/max)^power for t &lt; max and unchanged from then on.
 *
 * <p>The learning rate stays outside v, unlike in DJL's own optimiser, where an earlier step keeps
 * the rate of its time.
 */
public final class PolySgd implements AutoCloseable {
  /**
   * Parameters with a base learning rate of their own.
   *
   * @param parameters what is trained
   * @param rate base learning rate
   */
  public record Group(NDList parameters, double rate) {}

  /**
   * The knobs.
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
  private final NDList velocities = new NDList();
  private long step;

  /**
   * An optimiser before its first step.
   *
   * @param parent whose device holds the velocities
   */
  public PolySgd(NDManager parent, List<Group> groups, Settings settings) {
    this.groups = List.copyOf(groups);
    this.settings = settings;
    this.manager = parent.newSubManager();
  }

  /** Learning rate of the next step. */
  public double rate(double base) {
    long at = Math.min(step, settings.steps() - 1);
    return base * Math.pow(1 - (double) at / settings.steps(), settings.power());
  }

  /** Takes the step that the gathered gradients ask for, and clears them. */
  public void step() {
    try (GradientMode off = GradientMode.off();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      boolean first = velocities.isEmpty();
      int at = 0;
      for (Group group : groups) {
        double rate = rate(group.rate());
        for (NDArray parameter : group.parameters()) {
          NDArray gradient = parameter.getGradient().add(parameter.mul(settings.weightDecay()));
          if (first) {
            velocities.add(keep(gradient));
          } else {
            velocities.get(at).muli(settings.momentum()).addi(gradient);
          }
          parameter.subi(velocities.get(at++).mul(rate));
          Gradients.clear(parameter);
        }
      }
      step++;
    }
  }

  /** Steps taken. */
  public long taken() {
    return step;
  }

  /** v of every parameter in order; empty before the first step. */
  public NDList velocities() {
    return velocities;
  }

  /** Goes on where another left off. */
  public void restore(long taken, NDList stored) {
    step = taken;
    velocities.clear();
    for (NDArray velocity : stored) {
      velocities.add(keep(velocity.duplicate()));
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
