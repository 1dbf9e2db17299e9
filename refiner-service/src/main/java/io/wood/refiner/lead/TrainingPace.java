package io.wood.refiner.lead;

import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import java.util.function.LongSupplier;

/** Measures how long a step of a training takes: takes a few and leaves it. */
final class TrainingPace implements TrainingListener {
  /** The first step also loads the first batch, so it does not count. */
  private static final int STEPS = 4;

  private final LongSupplier nanoTime;
  private final LeadControl control;
  private long first;
  private long last;
  private long taken;

  TrainingPace(LongSupplier nanoTime, LeadControl control) {
    this.nanoTime = nanoTime;
    this.control = control;
  }

  /**
   * Seconds a step.
   *
   * @param training runs with this as its listener
   */
  double of(Runnable training) {
    try {
      training.run();
    } catch (TrainingCancelledException enough) {
      // As intended.
    }
    return taken < 2 ? 0 : (last - first) / 1e9 / (taken - 1);
  }

  @Override
  public void step(StepReport report) {
    last = nanoTime.getAsLong();
    first = taken == 0 ? last : first;
    taken++;
  }

  @Override
  public boolean cancelled() {
    return taken >= STEPS || !control.goesOn();
  }
}
