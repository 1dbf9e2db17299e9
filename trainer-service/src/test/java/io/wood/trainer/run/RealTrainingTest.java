package io.wood.trainer.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.TinyDataset;
import io.wood.trainer.engine.MethodTrainingEngine;
import io.wood.trainer.engine.TrainingEngine;
import io.wood.trainer.store.ClusterFiles;
import io.wood.trainer.store.RunResult;
import io.wood.trainer.store.SkippedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** What a PNG begins with, and nothing more. */
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final World world = new World();
  private final TinyDataset tiny = new TinyDataset(world.store);
  private final ArtifactRef dataset = tiny.register("shapes");
  private final TrainingEngine training = new MethodTrainingEngine(world.store, Device.cpu());

  @Test
  void endsWithTheSameWeightsAfterADeathInMidTraining() {
    request("undisturbed");
    world.trainer("a", training).work();
    request("killed");
    TrainingEngine dies =
        (input, checkpoint, listener) ->
            training.train(input, checkpoint, new RunListener(listener, new Killer(4)));

    assertThatThrownBy(() -> world.trainer("b", dies).work()).isInstanceOf(ProcessDeath.class);
    world.clock.pass(World.LEASE);
    world.trainer("c", training).work();

    RunResult undisturbed = world.files.result("undisturbed").orElseThrow();
    RunResult killed = world.files.result("killed").orElseThrow();
    assertThat(killed.model().weights()).isEqualTo(undisturbed.model().weights());
    assertThat(killed.metrics()).isEqualTo(undisturbed.metrics());
    assertThat(killed.curve()).isEqualTo(undisturbed.curve());
  }

  /** The real training, which reports to another listener too. */
  private TrainingEngine reportingTo(TrainingListener other) {
    return (input, checkpoint, listener) ->
        training.train(input, checkpoint, new RunListener(listener, other));
  }

  @ParameterizedTest
  @CsvSource({"train,3", "validate,2"})
  void goesOnFromWhereAnOrderlyStopFoundIt(String phase, long done) {
    request("undisturbed");
    world.trainer("a", training).work();
    request("stopped");
    List<Long> kept = new ArrayList<>();
    AtomicReference<ClaimExperiment> claim = new AtomicReference<>();
    TrainingEngine asked =
        reportingTo(
            new TrainingListener() {
              @Override
              public void step(StepReport report) {
                if (report.phase().equals(phase) && report.done() == done) {
                  claim.get().shutDown();
                }
              }

              @Override
              public void checkpoint(long step, byte[] bytes) {
                kept.add(step);
              }
            });
    World.Trainer stopped = world.trainer("b", asked);
    claim.set(stopped.claim());
    stopped.work();
    assertThat(world.files.result("stopped")).isEmpty();
    assertThat(kept).isEqualTo(phase.equals("train") ? List.of(2L, 3L) : List.of(2L, 4L, 5L));
    assertThat(world.files.checkpoint(world.files.frozen("stopped").orElseThrow()).get().step())
        .isEqualTo(kept.get(kept.size() - 1));

    world.trainer("c", training).work();

    RunResult undisturbed = world.files.result("undisturbed").orElseThrow();
    RunResult resumed = world.files.result("stopped").orElseThrow();
    assertThat(resumed.model().weights()).isEqualTo(undisturbed.model().weights());
    assertThat(resumed.metrics()).isEqualTo(undisturbed.metrics());
  }

  @Test
  void namesSkipsAndCountsAnImageThatCannotBeDecoded() {
    ArtifactRef corrupt = world.store.put(Buckets.DATASETS, "images/corrupt", PNG, "image/png");
    world.request("corrupt", tiny.registerWith("corrupt", corrupt), null, PARAMETERS);
    world.trainer("a", training).work();

    RunResult outcome = world.files.result("corrupt").orElseThrow();
    assertThat(outcome.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(outcome.skipped()).extracting(SkippedImage::image).containsExactly(corrupt.sha256());
    assertThat(outcome.metrics()).containsEntry("train.skipped", 1.0);
    assertThat(outcome.message())
        .contains("random ones of seed 5", "1 images skipped, they cannot be decoded");
  }

  @Test
  void remembersAfterADeathWhichImagesWereLeftOutBefore() {
    ArtifactRef corrupt = tiny.registerWith("corrupt", corrupt(3));
    world.request("undisturbed", corrupt, null, PARAMETERS);
    world.trainer("a", training).work();
    world.request("killed", corrupt, null, PARAMETERS);
    TrainingEngine dies =
        (input, checkpoint, listener) ->
            training.train(input, checkpoint, new RunListener(listener, new Killer(5)));
    assertThatThrownBy(() -> world.trainer("b", dies).work()).isInstanceOf(ProcessDeath.class);
    world.clock.pass(World.LEASE);
    world.trainer("c", training).work();

    RunResult undisturbed = world.files.result("undisturbed").orElseThrow();
    RunResult killed = world.files.result("killed").orElseThrow();
    assertThat(undisturbed.skipped()).isNotEmpty();
    assertThat(killed.skipped()).isEqualTo(undisturbed.skipped());
    assertThat(killed.metrics()).isEqualTo(undisturbed.metrics());
    String skipped = killed.skipped().size() + " images skipped, they cannot be decoded";
    assertThat(undisturbed.message()).endsWith(skipped);
    assertThat(killed.message())
        .contains("the same weights as experiment 'undisturbed'")
        .endsWith(skipped);
  }

  @Test
  void failsWhenMoreImagesAreBrokenThanTheSettingAllows() {
    world.request("corrupt", tiny.registerWith("corrupt", corrupt(4)), null, PARAMETERS);
    world.trainer("a", training).work();

    RunResult outcome = world.files.result("corrupt").orElseThrow();
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.message())
        .contains("4 images cannot be decoded", "raise wood.trainer.skipped-share");
  }

  @Test
  void keepsTheLastGoodCheckpointOfARunThatDivergedAndStartsAnotherFromIt() {
    TrainingEngine diverges =
        reportingTo(
            new TrainingListener() {
              @Override
              public void step(StepReport report) {
                if (report.phase().equals("train") && report.done() == 4) {
                  throw new TrainingFailedException(
                      "the loss is not a number", 4, Map.of(), "Lower the rates.");
                }
              }
            });
    request("diverged");
    world.trainer("a", diverges).work();

    RunResult outcome = world.files.result("diverged").orElseThrow();
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.message())
        .contains("not a number (step 4", "The checkpoint of step 2 is kept as experiments/");
    assertThat(outcome.kept().step()).isEqualTo(2);
    world.request("calmer", dataset, outcome.kept().bytes(), PARAMETERS.withArm(Arm.CONTROL));
    world.trainer("a", training).work();
    assertThat(world.files.result("calmer").orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void startsFromTheBeginningWhenTheCheckpointIsOfAnotherVersion() {
    request("undisturbed");
    world.trainer("a", training).work();
    request("upgraded");
    TrainingEngine dies =
        (input, checkpoint, listener) ->
            training.train(input, checkpoint, new RunListener(listener, new Killer(4)));
    assertThatThrownBy(() -> world.trainer("b", dies).work()).isInstanceOf(ProcessDeath.class);
    world.clock.pass(World.LEASE);
    TrainingEngine upgraded =
        (input, checkpoint, listener) -> {
          byte[] old = checkpoint.orElseThrow().clone();
          // The character of the format that tells its version.
          old["..wood checkpoint 1".length() - 1]++;
          return training.train(input, Optional.of(old), listener);
        };
    world.trainer("c", upgraded).work();

    assertThat(world.files.result("upgraded").orElseThrow().model().weights())
        .isEqualTo(world.files.result("undisturbed").orElseThrow().model().weights());
  }

  @Test
  void computesNoFeatureBeforeTheFirstStepWhereTheyAreKept() {
    request("base");
    world.trainer("a", training).work();
    ArtifactRef base = world.files.result("base").orElseThrow().model().weights();
    for (int i = 0; i < 4; i++) {
      world.publish(world.decision("d" + i, tiny.candidate(i), Verdict.APPROVED, i));
    }
    List<String> phases = new ArrayList<>();
    TrainingEngine recorded =
        reportingTo(
            new TrainingListener() {
              @Override
              public void phase(String phase, long total, String unit) {
                phases.add(phase);
              }
            });
    world.request("first", dataset, base, wood(.007, .2));
    world.trainer("a", recorded).work();
    assertThat(phases).contains("class centres", "OoD features");
    phases.clear();

    world.request("second", dataset, base, wood(.01, .5));
    world.trainer("b", recorded).work();

    assertThat(world.files.result("second").orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(phases).startsWith("train").doesNotContain("class centres", "OoD features");
    ClusterFiles maps = new ClusterFiles(world.store);
    assertThat(maps.map("second")).isPresent().isEqualTo(maps.map("first"));
  }

  private static TrainingParameters wood(double lambda, double tau) {
    return new TrainingParameters(
        Arm.WOOD,
        PARAMETERS.network(),
        PARAMETERS.schedule(),
        PARAMETERS.optimiser(),
        PARAMETERS.augmentation(),
        new MetricLoss(
            lambda, tau, 2, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, false, 1, .07, -1),
        PARAMETERS.seed());
  }

  private ArtifactRef[] corrupt(int count) {
    ArtifactRef[] corrupt = new ArtifactRef[count];
    for (int i = 0; i < count; i++) {
      byte[] each = (new String(PNG, ISO_8859_1) + i).getBytes(ISO_8859_1);
      corrupt[i] = world.store.put(Buckets.DATASETS, "images/corrupt" + i, each, "image/png");
    }
    return corrupt;
  }

  private void request(String experiment) {
    world.request(experiment, dataset, null, PARAMETERS);
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
