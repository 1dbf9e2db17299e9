package io.wood.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.contracts.parameter.Arm;
import io.wood.kit.event.TransientFailure;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.training.TrainingCancelledException;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.engine.TrainingEngine;
import io.wood.trainer.experiment.DecisionLog;
import io.wood.trainer.experiment.FakeBroker;
import io.wood.trainer.experiment.PlanManifest;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RegisterExperiment;
import io.wood.trainer.run.World.Trainer;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunAttempts;
import io.wood.trainer.store.RunResult;
import io.wood.trainer.store.StoredCheckpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of an experiment, with a training that does nothing. */
final class ExperimentRunsTest {
  private final World world = new World();

  @Test
  void trainsARequestedExperimentAndPublishesIt() {
    world.request("base", Arm.BASE);

    assertThat(world.trainer("a", new FakeTraining()).work()).containsExactly("base");

    ClassifierTrained trained = onlyTrained();
    assertThat(trained.metrics()).containsEntry("validation.mAP", .75);
    assertThat(trained.model().classes()).containsExactly("boat", "bird");
    assertThat(world.store.get(trained.model().weights())).isNotEmpty();
    assertThat(result("base").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result("base").curve()).hasSize(FakeTraining.STEPS);
    assertThat(lastProgress("base").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(world.store.keys(Buckets.EXPERIMENTS))
        .doesNotContain("runs/base/attempts.json", "runs/base/unannounced.json");
  }

  @Test
  void doesNothingForARequestThatIsRepeated() {
    world.request("base", Arm.BASE);
    world.request("base", Arm.BASE);
    Trainer trainer = world.trainer("a", new FakeTraining());

    assertThat(trainer.work()).containsExactly("base");
    world.request("base", Arm.BASE);

    assertThat(trainer.work()).isEmpty();
    assertThat(world.trainer("b", new FakeTraining()).work()).isEmpty();
    assertThat(world.broker.all(ClassifierTrained.class)).hasSize(1);
  }

  @Test
  void neverRunsOneExperimentOnTwoTrainers() {
    world.request("base", Arm.BASE);
    Trainer second = world.trainer("b", new FakeTraining());
    List<String> takenInBetween = new ArrayList<>();
    Trainer first =
        world.trainer("a", new FakeTraining(step -> takenInBetween.addAll(second.work())));

    assertThat(first.work()).containsExactly("base");

    assertThat(takenInBetween).isEmpty();
    assertThat(world.broker.all(ClassifierTrained.class)).hasSize(1);
  }

  @Test
  void aCutBeyondTheLogFailsTheRunWithTheRemedy() {
    world.broker.publish(
        new ExperimentRequested(
            "cut",
            world.dataset,
            world.initial,
            World.parameters(Arm.WOOD),
            Map.of(0, 99L),
            null,
            null,
            null,
            null,
            "tester",
            world.clock.instant()));

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("cut").state()).isEqualTo(RunState.FAILED);
    assertThat(result("cut").message())
        .isEqualTo(
            "decisionsUpTo: offset 99 of partition 0 is beyond its end 0."
                + " Name offsets inside the log");
  }

  @Test
  void keepsAManifestOfAnOlderVersionAlthoughTheLogIsAnotherOneNow() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    ExperimentRequested request = world.request("wood", Arm.WOOD);
    FrozenManifest frozen = world.files.freeze("wood", world.plan().of(request));
    PlanManifest otherLog =
        new PlanManifest(new DecisionLog(new FakeBroker(), Map::of), "of another log");

    assertThat(new FreezeManifest(world.files, otherLog, Runnable::run).freeze(request))
        .isEqualTo(frozen);

    assertThat(world.files.oodSummary("wood")).isEmpty();
  }

  @Test
  void startsARunBeforeItsOodsAreDivided() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    ExperimentRequested request = world.request("wood", Arm.WOOD);
    List<Runnable> later = new ArrayList<>();

    new FreezeManifest(world.files, world.plan(), later::add).freeze(request);

    String prefix = ObjectKeys.ofRun("wood", "oods");
    assertThat(world.store.list(Buckets.EXPERIMENTS, prefix)).containsExactly(prefix + ".json");
    later.forEach(Runnable::run);
    assertThat(world.store.list(Buckets.EXPERIMENTS, prefix))
        .containsExactly(prefix + "-summary.json", prefix + ".json");
  }

  @Test
  void takesOverFromADeadTrainerAndEndsWithTheSameWeights() {
    world.request("undisturbed", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    String expected = onlyTrained().model().weights().sha256();
    world.request("killed", Arm.BASE);
    FakeTraining dies =
        new FakeTraining(
            step -> {
              if (step == 7) {
                throw new ProcessDeath();
              }
            });
    FakeTraining resumes = new FakeTraining();
    Trainer other = world.trainer("b", resumes);

    assertThatThrownBy(() -> dieHolding("killed", dies)).isInstanceOf(ProcessDeath.class);
    assertThat(other.work()).as("while the dead trainer's lease lasts").isEmpty();
    world.clock.pass(World.LEASE);
    assertThat(other.work()).containsExactly("killed");

    assertThat(resumes.startedAt).containsExactly(6L);
    assertThat(result("killed").model().weights().sha256()).isEqualTo(expected);
    assertThat(result("killed").curve()).hasSize(FakeTraining.STEPS);
  }

  @Test
  void leavesTheResultToTheOtherOnceItsLeaseIsTaken() {
    world.request("base", Arm.BASE);
    Trainer other = world.trainer("b", new FakeTraining());
    List<String> takenOver = new ArrayList<>();
    FakeTraining sleeps =
        new FakeTraining(
            step -> {
              if (step == 4) {
                world.clock.pass(World.LEASE);
                takenOver.addAll(other.work());
              }
            });

    world.trainer("a", sleeps).work();

    assertThat(takenOver).containsExactly("base");
    assertThat(onlyTrained().experiment()).isEqualTo("base");
    assertThat(world.broker.all(TrainingProgressed.class))
        .filteredOn(progress -> progress.state().ended())
        .hasSize(1);
  }

  @Test
  void trainsOnWhileTheStoreIsAwayAndPublishesOnceItIsBack() {
    world.request("base", Arm.BASE);
    FakeTraining training =
        new FakeTraining(
            step -> {
              if (step == 4) {
                world.clock.pass(World.LEASE);
              }
              if (step == FakeTraining.STEPS) {
                world.store.failNext(1);
              }
            });

    assertThat(world.trainer("a", training).work()).containsExactly("base");

    assertThat(training.startedAt).containsExactly(0L);
    assertThat(result("base").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void neitherReplacesNorDeletesTheSuccessorsCheckpointAfterASuspension() {
    world.request("base", Arm.BASE);
    FakeTraining successor =
        new FakeTraining(
            step -> {
              if (step == 7) {
                throw new ProcessDeath();
              }
            });
    TrainingEngine sleeps =
        (input, checkpoint, listener) -> {
          listener.phase("train", FakeTraining.STEPS, "steps");
          listener.checkpoint(1, FakeTraining.checkpoint(1));
          world.clock.pass(World.LEASE);
          assertThatThrownBy(() -> dieHolding("base", successor)).isInstanceOf(ProcessDeath.class);
          assertThat(listener.checkpointDue()).as("awake again, before it asks").isTrue();
          listener.checkpoint(2, FakeTraining.checkpoint(2));
          throw new TrainingCancelledException(2);
        };

    world.trainer("a", sleeps).work();

    assertThat(successor.startedAt).containsExactly(1L);
    assertThat(checkpoint("base").step()).isEqualTo(6);
    assertThat(world.store.get(checkpoint("base").bytes())).isEqualTo(FakeTraining.checkpoint(6));
    assertThat(world.files.attempts("base")).isEqualTo(new RunAttempts(1, 1));
  }

  @Test
  void stopsACancelledRunAtItsNextStep() {
    world.request("base", Arm.BASE);
    AtomicReference<CancelExperiment> cancels = new AtomicReference<>();
    FakeTraining training =
        new FakeTraining(
            step -> {
              if (step == 4) {
                cancels.get().cancel("base", "operator");
              }
            });
    Trainer trainer = world.trainer("a", training);
    cancels.set(cancels(trainer));

    trainer.work();

    assertThat(result("base").state()).isEqualTo(RunState.CANCELLED);
    assertThat(lastProgress("base").state()).isEqualTo(RunState.CANCELLED);
    assertThat(lastProgress("base").progress().done()).isEqualTo(4);
    assertThat(lastProgress("base").message()).isEqualTo("cancelled by operator");
    assertThatThrownBy(() -> cancels.get().cancel("base", "operator"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void neverStartsAnExperimentThatWasCancelledBefore() {
    world.request("base", Arm.BASE);
    FakeTraining training = new FakeTraining();
    Trainer trainer = world.trainer("a", training);
    cancels(trainer).cancel("base", "operator");

    assertThat(training.startedAt).isEmpty();
    assertThat(result("base").state()).isEqualTo(RunState.CANCELLED);
    assertThat(trainer.work()).isEmpty();
  }

  @Test
  void cancelsWhatWaitsBehindARunWithoutDisturbingIt() {
    world.request("first", Arm.BASE);
    world.clock.pass(Duration.ofSeconds(1));
    world.request("second", Arm.BASE);
    AtomicReference<CancelExperiment> cancels = new AtomicReference<>();
    Trainer trainer =
        world.trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (step == 2) {
                    cancels.get().cancel("second", "operator");
                    assertThat(result("second").state()).isEqualTo(RunState.CANCELLED);
                  }
                }));
    cancels.set(cancels(trainer));

    trainer.work();

    assertThat(result("first").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(world.broker.all(ClassifierTrained.class)).hasSize(1);
  }

  @Test
  void goesOnFromTheStepOfAnOrderlyStop() {
    world.request("base", Arm.BASE);
    AtomicReference<Trainer> first = new AtomicReference<>();
    first.set(
        world.trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (step == 4) {
                    first.get().claim().shutDown();
                  }
                })));
    first.get().work();
    FakeTraining resumes = new FakeTraining();

    assertThat(world.trainer("b", resumes).work()).containsExactly("base");

    assertThat(resumes.startedAt).as("step 3 is the schedule's").containsExactly(4L);
    assertThat(result("base").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void keepsACheckpointEverySoManyMinutesToo() {
    world.request("slow", Arm.BASE);
    FakeTraining dies =
        new FakeTraining(
            step -> {
              world.clock.pass(World.LEASE.dividedBy(20));
              if (step == 4) {
                world.clock.pass(World.LEASE.dividedBy(2));
              }
              if (step == 5) {
                throw new ProcessDeath();
              }
            });
    assertThatThrownBy(() -> dieHolding("slow", dies)).isInstanceOf(ProcessDeath.class);
    world.clock.pass(World.LEASE);
    FakeTraining resumes = new FakeTraining();

    world.trainer("b", resumes).work();

    assertThat(resumes.startedAt).as("step 3 is the schedule's, step 5 the clock's").contains(5L);
  }

  @Test
  void saysWhyATrainingFailed() {
    world.request("base", Arm.BASE);
    FakeTraining collapses =
        new FakeTraining(
            step -> {
              throw new TrainingFailedException(
                  "the features collapsed", step, Map.of("featureNorm", 0.0), "Lower lambda.");
            });

    world.trainer("a", collapses).work();

    assertThat(result("base").state()).isEqualTo(RunState.FAILED);
    assertThat(lastProgress("base").message())
        .contains("the features collapsed", "step 1", "Lower lambda.");
    assertThat(lastProgress("base").figures()).containsEntry("featureNorm", 0.0);
  }

  @Test
  void triesAgainLaterWhenTheStoreIsAway() {
    world.request("base", Arm.BASE);
    Trainer trainer =
        world.trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (step == 5) {
                    throw new IllegalStateException(
                        "a loader thread", new StoreUnavailableException("away", null));
                  }
                }));

    assertThatThrownBy(trainer::work).isInstanceOf(IllegalStateException.class);

    assertThat(world.files.result("base")).isEmpty();
    assertThat(world.trainer("b", new FakeTraining()).work()).containsExactly("base");
    assertThat(result("base").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLostDeviceFailsNoExperimentAndMakesTheTrainerLeave() {
    world.request("base", Arm.BASE);
    world.deviceLost = true;
    for (int start = 0; start < 5; start++) {
      Trainer trainer = world.trainer("a", failing("CUDA error: unspecified launch failure"));
      assertThatThrownBy(trainer::work)
          .isInstanceOf(TransientFailure.class)
          .hasMessageContaining("unspecified launch failure");
    }

    assertThat(world.files.result("base")).isEmpty();
    assertThat(world.engine.isAlive()).isFalse();
    assertThat(world.left).hasValue(1);
    world.deviceLost = false;
    world.trainer("b", new FakeTraining()).work();
    assertThat(result("base").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anEngineThatWorksOrLacksMemoryMeansThatTheExperimentFailed() {
    world.request("shapes", Arm.BASE);
    world.trainer("a", failing("shapes [3, 4] and [5] do not match")).work();
    assertThat(result("shapes").state()).isEqualTo(RunState.FAILED);

    world.request("large", Arm.BASE);
    world.deviceLost = true;
    world.trainer("a", failing("CUDA out of memory. Tried to allocate 2 GiB")).work();

    assertThat(result("large").state()).isEqualTo(RunState.FAILED);
    assertThat(result("large").message()).contains("batchSize");
  }

  private static FakeTraining failing(String message) {
    return new FakeTraining(
        step -> {
          throw new EngineException(message);
        });
  }

  @Test
  void publishesAgainWhenTheBrokerWasAwayAtTheEnd() {
    world.request("base", Arm.BASE);
    Trainer trainer =
        world.trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (step == FakeTraining.STEPS) {
                    world.broker.failNext(1);
                  }
                }));

    assertThatThrownBy(trainer::work).isInstanceOf(TransientFailure.class);
    assertThat(world.files.result("base")).isEmpty();
    assertThat(world.files.model("base")).as("the classifier is there before").isPresent();

    world.trainer("b", new FakeTraining()).work();
    assertThat(onlyTrained().experiment()).isEqualTo("base");
  }

  @ParameterizedTest
  @EnumSource(names = "RUNNING", mode = EnumSource.Mode.EXCLUDE)
  void publishesTheEndOfAResultThatADeadTrainerStored(RunState end) {
    world.request("base", Arm.BASE);
    AtomicReference<CancelExperiment> cancels = new AtomicReference<>();
    Trainer doomed =
        world.trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (end == RunState.FAILED) {
                    throw new TrainingFailedException("it diverged", step, Map.of("loss", 9.0), "");
                  }
                  if (end == RunState.CANCELLED) {
                    cancels.get().cancel("base", "operator");
                  }
                }));
    cancels.set(cancels(doomed));
    world.refuse(event -> event instanceof TrainingProgressed last && last.state().ended());
    assertThatThrownBy(doomed::work).isInstanceOf(TransientFailure.class);
    RunResult stored = result("base");
    assertThat(stored.state()).isEqualTo(end);
    assertThat(lastProgress("base").state()).isEqualTo(RunState.RUNNING);
    world.refuse(event -> false);
    FakeTraining again = new FakeTraining();

    world.trainer("b", again).work();
    world.trainer("c", again).work();

    assertThat(again.startedAt).isEmpty();
    assertThat(result("base")).isEqualTo(stored);
    assertThat(world.broker.all(TrainingProgressed.class))
        .filteredOn(progress -> progress.state().ended())
        .containsExactly(stored.lastEvent());
    assertThat(stored.lastEvent().progress().done()).isPositive();
    assertThat(world.store.keys(Buckets.EXPERIMENTS))
        .doesNotContain("runs/base/attempts.json", "runs/base/checkpoint.json")
        .doesNotContain("runs/base/unannounced.json");
  }

  @Test
  void givesUpAnExperimentThatKeepsKillingItsTrainer() {
    world.request("huge", Arm.BASE);
    for (int start = 0; start < 3; start++) {
      FakeTraining dies =
          new FakeTraining(
              step -> {
                throw new ProcessDeath();
              });
      assertThatThrownBy(() -> dieHolding("huge", dies)).isInstanceOf(ProcessDeath.class);
      world.clock.pass(World.LEASE);
    }

    world.trainer("b", new FakeTraining()).work();

    assertThat(result("huge").state()).isEqualTo(RunState.FAILED);
    assertThat(result("huge").message()).contains("started 3 times", "batchSize");
  }

  @Test
  void givesUpAnExperimentWhoseDecisionsKillItsTrainer() {
    world.request("huge", Arm.WOOD);
    Trainer doomed = world.trainer("doomed", new FakeTraining());
    ExperimentRequested request = requested("huge").orElseThrow();
    world.broker.killReaders(new ProcessDeath());
    for (int start = 0; start < 3; start++) {
      assertThatThrownBy(() -> doomed.claim().tryRun(request)).isInstanceOf(ProcessDeath.class);
    }
    world.broker.killReaders(null);

    world.trainer("b", new FakeTraining()).work();

    assertThat(result("huge").state()).isEqualTo(RunState.FAILED);
    assertThat(result("huge").message()).contains("started 3 times", "-Xmx");
  }

  @Test
  void announcesTheClassifierThatWasTrainedFirst() {
    world.request("base", Arm.BASE);
    FakeTraining first =
        new FakeTraining(
            step -> {
              if (step == FakeTraining.STEPS) {
                world.broker.failNext(1);
              }
            });
    assertThatThrownBy(() -> world.trainer("a", first).work()).isInstanceOf(TransientFailure.class);
    List<String> trainedAgain = new ArrayList<>();
    TrainingEngine other =
        (input, checkpoint, listener) -> {
          trainedAgain.add(input.frozen().experiment());
          return new TrainingEngine.TrainingOutput("another GPU".getBytes(UTF_8), Map.of());
        };

    world.trainer("b", other).work();

    assertThat(trainedAgain).isEmpty();
    assertThat(result("base").model()).isEqualTo(onlyTrained().model());
  }

  @Test
  void deletesTheCheckpointsOfKilledProcessesAtTheEnd() {
    world.request("base", Arm.BASE);
    world.store.put(
        Buckets.EXPERIMENTS, "runs/base/checkpoints/3-lost", new byte[1], "application/octet");

    world.trainer("a", new FakeTraining()).work();

    assertThat(world.store.list(Buckets.EXPERIMENTS, "runs/base/checkpoints/")).isEmpty();
  }

  @Test
  void usesTheDecisionsMadeBeforeItFirstStarted() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    world.decide("d3", "train after all", Verdict.PRUNED, 3);
    world.request("wood", Arm.WOOD);
    FakeTraining dies =
        new FakeTraining(
            step -> {
              throw new ProcessDeath();
            });
    assertThatThrownBy(() -> dieHolding("wood", dies)).isInstanceOf(ProcessDeath.class);
    world.decide("d4", "meadow", Verdict.APPROVED, 4);
    world.clock.pass(World.LEASE);

    world.trainer("b", new FakeTraining()).work();

    assertThat(onlyTrained().oods()).isEqualTo(2);
    assertThat(world.files.frozen("wood").orElseThrow().manifest().oods())
        .isSortedAccordingTo((a, b) -> a.sha256().compareTo(b.sha256()));
  }

  @Test
  void refusesAnArmThatNeedsOodsWithoutAny() {
    world.request("wood", Arm.WOOD);

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("wood").message())
        .contains("the decisions contain no approved one", "Approve candidates in curation");
  }

  @Test
  void refusesMoreClustersThanOods() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.request("wood", Arm.WOOD);

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("wood").message()).contains("K = 2 clusters, but only 1 approved OoDs");
    assertThat(lastProgress("wood").figures()).containsEntry("K", 2.0).containsEntry("oods", 1.0);
  }

  @Test
  void groupsFewerOodsThanClustersByTheClassTheyWereMistakenFor() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.request("by-class", Arm.PREDICTED_CLASS);

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("by-class").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void refusesAKeptCheckpointOfAnotherClassList() {
    ArtifactRef kept = world.keptOfAFailedBase("diverged").bytes();
    world.request("calmer", world.renamed(), kept, World.parameters(Arm.CONTROL));

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("calmer").message())
        .contains("experiment 'diverged' have the classes [boat, bird]", "of the same class list");
  }

  @Test
  void saysWhenTheClassesOfTheInitialWeightsAreUnknown() {
    ArtifactRef kept = world.keptOfAFailedBase("diverged").bytes();
    world.request("unknown", Arm.CONTROL);
    world.request("trunk", world.dataset, world.initial, World.parameters(Arm.BASE));
    world.request("known", world.dataset, kept, World.parameters(Arm.CONTROL));

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("unknown").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result("unknown").message())
        .contains("models/weights/given", "[boat, bird]", "could not be checked");
    assertThat(result("trunk").message()).as("its classifier is left aside").isEmpty();
    assertThat(result("known").message()).isEmpty();
  }

  private ArtifactRef trainedBase() {
    world.request("base", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    return world.files.model("base").orElseThrow().weights();
  }

  @Test
  void saysWhenAClassifierHasForgottenItsClasses() {
    ArtifactRef base = trainedBase();
    world.request("good", world.dataset, base, World.parameters(Arm.CONTROL));
    world.trainer("a", new FakeTraining(.66)).work();
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.request("bad", world.dataset, base, World.parameters(Arm.BACKGROUND));
    world.trainer("a", new FakeTraining(.36)).work();
    world.request("control", world.dataset, base, World.parameters(Arm.CONTROL));
    world.trainer("a", new FakeTraining(.36)).work();
    world.request("trunk", world.dataset, base, World.parameters(Arm.BASE));
    world.trainer("a", new FakeTraining(.36)).work();

    assertThat(result("good").message()).isEmpty();
    assertThat(result("bad").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result("bad").message())
        .isEqualTo(
            "the classifier has forgotten classes: validation.mAP is 0.36, and was 0.75 in 'base',"
                + " which it started from; its CAMs are hardly worth refining. Train it again with"
                + " lower rates (optimiser) or metricLoss.oodWeight (now 1.0)");
    assertThat(result("control").message())
        .contains("with lower rates (optimiser)")
        .doesNotContain("metricLoss");
    assertThat(result("trunk").message()).as("its last layer is new").isEmpty();
  }

  @Test
  void saysSoTooWhenTheProcessDiesAfterTheClassifierIsAnnounced() {
    ArtifactRef base = trainedBase();
    world.request("bad", world.dataset, base, World.parameters(Arm.CONTROL));
    ClassifierTrained announced = world.files.announced("base").orElseThrow();
    world.files.announce(
        new ClassifierTrained(
            "bad",
            Arm.CONTROL,
            announced.model(),
            announced.dataset(),
            announced.manifest(),
            0,
            Map.of("validation.mAP", .36),
            null,
            world.clock.instant()));

    world.trainer("b", new FakeTraining()).work();

    assertThat(result("bad").message()).contains("the classifier has forgotten classes");
  }

  @Test
  void namesTheImageThatIsMissing() {
    world.store.delete(Buckets.DATASETS, world.dataset().images().get(0).artifact().key());
    world.request("base", Arm.BASE);

    world.trainer("a", new FakeTraining()).work();

    assertThat(result("base").message())
        .contains("1 of 3 images cannot be read", "images/", "Import the dataset");
  }

  @Test
  void startsFromTheBeginningWhenTheCheckpointIsDamaged() {
    world.request("base", Arm.BASE);
    FakeTraining dies =
        new FakeTraining(
            step -> {
              if (step == 4) {
                throw new ProcessDeath();
              }
            });
    assertThatThrownBy(() -> dieHolding("base", dies)).isInstanceOf(ProcessDeath.class);
    String key = checkpoint("base").bytes().key();
    world.store.put(Buckets.EXPERIMENTS, key, "torn".getBytes(UTF_8), "text/plain");
    world.clock.pass(World.LEASE);
    FakeTraining resumes = new FakeTraining();

    world.trainer("b", resumes).work();

    assertThat(resumes.startedAt).containsExactly(0L);
    assertThat(result("base").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void runsOnItsOwnThreadWhenItIsWoken() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Trainer trainer = world.trainer("a", new FakeTraining(step -> ran.countDown()));
    TrainingWorker worker =
        new TrainingWorker(trainer.open(), trainer.claim(), World.LEASE.multipliedBy(10));
    worker.start();
    new RegisterExperiment(world.files, worker::wake).register(world.request("base", Arm.BASE));

    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    worker.close(World.LEASE);
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void anExperimentThatCannotRunNowDoesNotHoldUpTheNext() throws InterruptedException {
    world.request("a-waits", Arm.BASE);
    world.request("b-runs", Arm.BASE);
    AtomicBoolean away = new AtomicBoolean(true);
    // All steps of the one that runs, and the first of the one that had to wait.
    CountDownLatch steps = new CountDownLatch(FakeTraining.STEPS + 1);
    Trainer trainer =
        world.trainer(
            "a",
            new FakeTraining(
                step -> {
                  if (away.getAndSet(false)) {
                    throw new StoreUnavailableException("away", null);
                  }
                  steps.countDown();
                }));
    TrainingWorker worker =
        new TrainingWorker(trainer.open(), trainer.claim(), Duration.ofHours(1));

    worker.start();

    assertThat(steps.await(30, TimeUnit.SECONDS)).isTrue();
    worker.close(World.LEASE);
    assertThat(world.broker.all(ClassifierTrained.class).get(0).experiment()).isEqualTo("b-runs");
  }

  private CancelExperiment cancels(Trainer trainer) {
    return new CancelExperiment(world.files, this::requested, trainer.claim(), world.clock);
  }

  private Optional<ExperimentRequested> requested(String experiment) {
    return world.broker.all(ExperimentRequested.class).stream()
        .filter(request -> request.experiment().equals(experiment))
        .findFirst();
  }

  /** Runs as a process that dies in the middle: nothing is cleaned up, the lease stays. */
  private void dieHolding(String experiment, FakeTraining training) {
    Trainer doomed = world.trainer("doomed", training);
    var request =
        doomed.open().list().stream()
            .filter(open -> open.experiment().equals(experiment))
            .findFirst()
            .orElseThrow();
    try {
      doomed.claim().tryRun(request);
    } finally {
      // The orderly release that a dead process does not get to do.
      world.store.put(
          Buckets.EXPERIMENTS,
          "runs/" + experiment + "/lease.json",
          """
          {"holder":"doomed/1","until":"%s"}\
          """
              .formatted(world.clock.instant().plus(World.LEASE))
              .getBytes(UTF_8),
          "application/json");
    }
  }

  private ClassifierTrained onlyTrained() {
    List<ClassifierTrained> all = world.broker.all(ClassifierTrained.class);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private StoredCheckpoint checkpoint(String experiment) {
    return world.files.checkpoint(world.files.frozen(experiment).orElseThrow()).orElseThrow();
  }

  private RunResult result(String experiment) {
    return world.files.result(experiment).orElseThrow();
  }

  private TrainingProgressed lastProgress(String experiment) {
    return world.broker.all(TrainingProgressed.class).stream()
        .filter(progress -> progress.experiment().equals(experiment))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** Not an exception that anyone handles. */
  private static final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1;
  }
}
