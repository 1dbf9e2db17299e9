package io.wood.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.wood.contracts.Arm;
import io.wood.contracts.ArtifactRef;
import io.wood.contracts.ExperimentRequested;
import io.wood.contracts.NetworkSpec;
import io.wood.contracts.TrainingParameters;
import io.wood.contracts.TrainingParameters.Augmentation;
import io.wood.contracts.TrainingParameters.Optimiser;
import io.wood.contracts.TrainingParameters.Schedule;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.Run.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life cycle around the method itself, on twelve images. */
final class RealTrainingTest {
  private static final TrainingParameters PARAMETERS =
      new TrainingParameters(
          Arm.BASE,
          new NetworkSpec("small", 8),
          new Schedule(0, 5, 2, 1, 2),
          new Optimiser(.01, .01, .9, 1e-4, .9, 0),
          new Augmentation(32, 32, 48, true),
          null,
          5);

  private final World world = new World();
  private final ArtifactRef dataset = new TinyDataset(world.store).register("shapes");
  private final Training training = new MethodTraining(world.store, Device::cpu);

  @Test
  void endsWithTheSameWeightsAfterADeathInMidTraining() {
    request("undisturbed");
    world.trainer("a", training).work();
    request("killed");
    Training dies =
        (job, checkpoint, listener) ->
            training.train(job, checkpoint, new RunListener(listener, new Killer(4)));

    assertThatThrownBy(() -> world.trainer("b", dies).work()).isInstanceOf(ProcessDeath.class);
    world.clock.pass(World.LEASE);
    world.trainer("c", training).work();

    Outcome undisturbed = world.files.outcome("undisturbed").orElseThrow();
    Outcome killed = world.files.outcome("killed").orElseThrow();
    assertThat(killed.model().weights()).isEqualTo(undisturbed.model().weights());
    assertThat(killed.metrics()).isEqualTo(undisturbed.metrics());
    assertThat(killed.curve()).isEqualTo(undisturbed.curve());
  }

  private void request(String experiment) {
    world.broker.publish(
        new ExperimentRequested(
            experiment,
            dataset,
            null,
            PARAMETERS,
            Map.of(),
            null,
            "tester",
            world.clock.instant()));
  }

  /** Dies at a step of the training. */
  private record Killer(long at) implements TrainingListener {
    @Override
    public void step(StepReport report) {
      if (report.phase().equals("train") && report.done() == at) {
        throw new ProcessDeath();
      }
    }
  }

  /** Not an exception that anyone handles. */
  private static final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1;
  }
}
