package io.wood.refiner.lead;

import io.wood.contracts.parameter.TrainingLength;
import io.wood.method.training.TrainingListener;
import io.wood.refiner.stage.TrainingFiles;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Chooses the least number of steps of a training: those of its parameters, as far as they fit into
 * its minutes; the same ones after a restart.
 */
final class FittingSteps {
  private static final Logger LOG = Logger.getLogger(FittingSteps.class);
  private static final int SECONDS = 60;

  private final TrainingFiles files;
  private final String refinement;
  private final String network;
  private final LeadControl control;

  /**
   * For one training.
   *
   * @param network name of its files and of its parameters, such as {@code irn}
   */
  FittingSteps(TrainingFiles files, String refinement, String network, LeadControl control) {
    this.files = files;
    this.refinement = refinement;
    this.network = network;
    this.control = control;
  }

  /**
   * Returns the number.
   *
   * @param images how many there are to train on
   * @param training runs with a listener that ends it after a few steps
   */
  int of(TrainingLength length, int images, Consumer<TrainingListener> training) {
    long least = length.epochSteps(images);
    if (length.minutes() == 0 || length.leastSteps() <= least) {
      return length.leastSteps();
    }
    OptionalInt known = files.steps(refinement, network);
    if (known.isPresent()) {
      return known.getAsInt();
    }
    TrainingPace pace = new TrainingPace(System::nanoTime, control);
    double seconds = pace.of(() -> training.accept(pace));
    // A measurement that was cut short says nothing; a successor measures again.
    control.requireLead(refinement);
    long fitting =
        seconds > 0 ? (long) (length.minutes() * SECONDS / seconds) : length.leastSteps();
    int steps = (int) Math.max(least, Math.min(length.leastSteps(), fitting));
    LOG.infof(
        "refinement %1$s: %2$s takes %3$d steps of %4$.2f s, about %5$.0f minutes; %2$s.leastSteps is %6$d, %2$s.minutes %7$s, %8$d epochs of %9$d images are %10$d steps",
        refinement,
        network,
        steps,
        seconds,
        steps * seconds / SECONDS,
        length.leastSteps(),
        length.minutes(),
        length.epochs(),
        images,
        least);
    return files.saveSteps(refinement, network, steps);
  }
}
