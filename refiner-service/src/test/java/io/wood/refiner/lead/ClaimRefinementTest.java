package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.event.RunState;
import io.wood.kit.event.DeviceFaults;
import io.wood.kit.event.ProgressPublisher;
import io.wood.kit.thread.EngineHealth;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.request.EndedRefinements;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.StoreUnavailableException;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ClaimRefinementTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private boolean deviceLost;
  private final AtomicInteger left = new AtomicInteger();
  private final EngineHealth health =
      new EngineHealth(
          EngineException.class,
          () -> {
            if (deviceLost) {
              throw new EngineException("no CUDA device");
            }
          },
          left::incrementAndGet);
  private final Leases leases = new Leases(store, Clock.systemUTC(), Duration.ZERO);

  @Test
  void runsARefinementToItsEndAndThenNoMore() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    ClaimRefinement claims = claims(replica);

    assertThat(claims.runOne()).isTrue();
    assertThat(claims.runOne()).isFalse();

    assertThat(replica.published(RefinementCompleted.class)).hasSize(1);
    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void leavesARefinementToTheReplicaThatHoldsItsLease() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    Lease held =
        leases
            .acquire(Buckets.OUTPUTS, ObjectKeys.ofRun("run", "lease.json"), "other", LEASE)
            .orElseThrow();

    assertThat(claims(replica).runOne()).isFalse();
    assertThat(replica.published).isEmpty();

    held.release();
    assertThat(claims(replica).runOne()).isTrue();
  }

  @Test
  void publishesTheResultAgainWhenAReplicaDiedBeforePublishingIt() throws InterruptedException {
    // Given a replica whose result is in the store, but was never published
    RefinementRequested request = request("run", drawn.model());
    replica.view.accept(request);
    claims(replica).runOne();
    InlineReplica successor = new InlineReplica(store);
    successor.view.accept(request);

    // When
    claims(successor).runOne();

    // Then
    assertThat(successor.published(RefinementTask.class)).isEmpty();
    assertThat(successor.published(RefinementCompleted.class))
        .isEqualTo(replica.published(RefinementCompleted.class));
  }

  @Test
  void aReplicaWithACopyOfTheTopicsRefinesAndPublishesNothingAgain() throws InterruptedException {
    RefinementRequested request = request("run", drawn.model());
    replica.view.accept(request);
    claims(replica).runOne();
    InlineReplica copy = new InlineReplica(store);
    copy.view.accept(request);
    replica.published(RefinementCompleted.class).forEach(copy.view::accept);

    // Its group reads the trained classifier again, which requests the refinement again.
    copy.view.accept(request);

    assertThat(claims(copy).runOne()).isFalse();
    assertThat(copy.published).isEmpty();
  }

  @Test
  void aReplicaThatIsStoppedAndInterruptedLeavesTheRefinementToItsSuccessor()
      throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    ClaimRefinement claims = claims(replica);
    replica.lost =
        task -> {
          claims.shutDown();
          throw new IllegalStateException("interrupted while waiting for images");
        };

    assertThat(claims.runOne()).isFalse();

    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.endsWith("outcome.json"));
    assertThat(replica.published(RefinementProgressed.class))
        .noneMatch(event -> event.state().ended());
    replica.lost = task -> false;
    assertThat(claims(replica).runOne()).isTrue();
    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void publishesWhyARefinementFailedAndContinuesWithTheNext() throws InterruptedException {
    ModelRef model = drawn.model();
    ModelRef other = new ModelRef("other", model.network(), List.of("cat"), model.weights());
    replica.view.accept(request("bad", other));
    replica.view.accept(request("good", model));
    ClaimRefinement claims = claims(replica);

    assertThat(claims.runOne()).isTrue();
    assertThat(claims.runOne()).isTrue();

    assertThat(replica.published(RefinementProgressed.class))
        .filteredOn(event -> event.state() == RunState.FAILED)
        .singleElement()
        .satisfies(event -> assertThat(event.message()).contains("[cat]"));
    assertThat(replica.published(RefinementCompleted.class))
        .extracting(RefinementCompleted::refinement)
        .containsExactly("good");
  }

  @Test
  void retriesARefinementWhenTheStoreIsAway() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    InlineReplica unlucky = new InlineReplica(store);
    unlucky.view.accept(request("run", drawn.model()));
    unlucky.lost =
        task -> {
          store.failNext(1);
          return false;
        };

    assertThat(claims(unlucky).runOne()).isFalse();
    assertThat(unlucky.published(RefinementProgressed.class))
        .noneMatch(event -> event.state().ended());

    assertThat(claims(replica).runOne()).isTrue();
    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aCancelledRefinementStopsAndItsTasksAreSkipped() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    AtomicInteger tasks = new AtomicInteger();
    replica.lost =
        task -> {
          if (tasks.incrementAndGet() == 3) {
            ended().cancel(replica.view.find("run").orElseThrow(), "ann");
          }
          return false;
        };
    ClaimRefinement claims = claims(replica);

    assertThat(claims.runOne()).isFalse();
    assertThat(claims.runOne()).isFalse();

    assertThat(lastState(replica)).isEqualTo(RunState.CANCELLED);
    assertThat(replica.published(RefinementCompleted.class)).isEmpty();
    assertThat(replica.published(ImageRefined.class)).hasSize(2);
  }

  @Test
  void keepsNoCountOfStartsOfWhatWasCancelled() throws InterruptedException {
    replica.view.accept(request("waiting", drawn.model()));
    replica.lost = dyingAt(RefinementStage.CAM);
    assertThatThrownBy(() -> claims(replica).runOne()).isInstanceOf(ProcessDeath.class);
    ended().cancel(replica.view.find("waiting").orElseThrow(), "ann");
    replica.view.accept(request("running", drawn.model()));
    replica.lost =
        task -> {
          ended().cancel(replica.view.find("running").orElseThrow(), "ann");
          return false;
        };

    claims(replica).runOne();

    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.endsWith("starts.json"));
  }

  @Test
  void deletesTheCountOfStartsThatADeadReplicaLeftBesideItsResult() throws InterruptedException {
    RefinementRequested request = request("run", drawn.model());
    replica.view.accept(request);
    claims(replica).runOne();
    new LeadStarts(store, request).count();
    InlineReplica successor = new InlineReplica(store);
    successor.view.accept(request);

    claims(successor).runOne();

    assertThat(store.keys(Buckets.OUTPUTS)).doesNotContain(RefinementOutcomes.starts(request));
  }

  @Test
  void retriesWhatFailedUnderTheSameIdAndKeepsTheRest() throws InterruptedException {
    // Given: a refinement of which one image fails
    List<Image> images = new ArrayList<>(drawn.good());
    images.add(drawn.broken());
    replica.view.accept(
        InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.MASKS));
    ClaimRefinement claims = claims(replica);
    claims.runOne();
    RefinementSummary first = replica.view.find("run").orElseThrow();
    assertThat(first.completed().failed()).isEqualTo(1);
    List<String> before = store.keys(Buckets.OUTPUTS);

    // When
    ended().retry(first, "ann");
    assertThat(replica.view.find("run").orElseThrow().ended()).isFalse();
    assertThat(claims.runOne()).isTrue();

    // Then
    RefinementSummary second = replica.view.find("run").orElseThrow();
    assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(second.completed().completedAt()).isAfter(first.completed().completedAt());
    assertThat(store.keys(Buckets.OUTPUTS)).containsAll(before);
    assertThat(claims.runOne()).isFalse();
  }

  @Test
  void retriesARefinementThatFailed() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    replica.lost = task -> true;
    ClaimRefinement claims = claims(replica);
    claims.runOne();
    assertThat(lastState(replica)).isEqualTo(RunState.FAILED);
    replica.lost = task -> false;

    ended().retry(replica.view.find("run").orElseThrow(), "ann");

    assertThat(claims.runOne()).isTrue();
    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLeaderThatWasReplacedWritesNoOutcome() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    replica.lost =
        task -> {
          store.put(
              Buckets.OUTPUTS,
              ObjectKeys.ofRun("run", "lease.json"),
              "{\"holder\":\"other/1\",\"until\":\"2099-01-01T00:00:00Z\"}"
                  .getBytes(StandardCharsets.UTF_8),
              "application/json");
          return false;
        };

    assertThat(claims(replica).runOne()).isFalse();

    assertThat(replica.published(RefinementCompleted.class)).isEmpty();
    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.endsWith("outcome.json"));
  }

  @Test
  void refusesToRetryOrCancelWhatMakesNoSense() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    RefinementSummary running = replica.view.find("run").orElseThrow();
    assertThatThrownBy(() -> ended().retry(running, "ann")).hasMessageContaining("has not ended");

    claims(replica).runOne();

    RefinementSummary done = replica.view.find("run").orElseThrow();
    assertThatThrownBy(() -> ended().retry(done, "ann")).hasMessageContaining("nothing to retry");
    assertThatThrownBy(() -> ended().cancel(done, "ann")).hasMessageContaining("nothing to cancel");
  }

  @Test
  void givesUpARefinementThatKeepsEndingItsLeader() throws InterruptedException {
    replica.view.accept(request("huge", drawn.model()));
    replica.lost = dyingAt(RefinementStage.CAM);
    for (int start = 0; start < 3; start++) {
      assertThatThrownBy(() -> claims(replica).runOne()).isInstanceOf(ProcessDeath.class);
    }

    assertThat(claims(replica).runOne()).isTrue();

    assertThat(lastState(replica)).isEqualTo(RunState.FAILED);
    assertThat(lastMessage(replica)).contains("started 3 times", "irn.batchSize", "--name NEW");
    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.endsWith("starts.json"));

    replica.lost = task -> false;
    ended().retry(replica.view.find("huge").orElseThrow(), "ann");
    assertThat(claims(replica).runOne()).isTrue();
    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void countsOnlyTheStartsSinceItLastGotFurther() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    replica.lost = dyingAt(RefinementStage.CAM);
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> claims(replica).runOne()).isInstanceOf(ProcessDeath.class);
    }
    replica.lost = dyingAt(RefinementStage.MASK);
    for (int start = 0; start < 3; start++) {
      assertThatThrownBy(() -> claims(replica).runOne()).isInstanceOf(ProcessDeath.class);
    }

    assertThat(claims(replica).runOne()).isTrue();

    assertThat(lastState(replica)).isEqualTo(RunState.FAILED);
    assertThat(lastMessage(replica)).contains("started 3 times");
  }

  @Test
  void countsNoStartThatAStopOrTheStoreEnded() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    ClaimRefinement unlucky = claims(replica);
    for (int start = 0; start < 5; start++) {
      ClaimRefinement stopped = claims(replica);
      replica.lost =
          task -> {
            stopped.shutDown();
            return true;
          };
      assertThat(stopped.runOne()).isFalse();
      replica.lost =
          task -> {
            // also when the start is taken back
            store.failNext(1);
            throw new StoreUnavailableException("the store is away", null);
          };
      assertThat(unlucky.runOne()).isFalse();
    }
    replica.lost = task -> false;

    assertThat(claims(replica).runOne()).isTrue();

    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLostDeviceFailsNoRefinementAndMakesTheReplicaLeave() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    deviceLost = true;
    replica.lost = failing("CUDA error: unspecified launch failure");
    for (int start = 0; start < 5; start++) {
      assertThat(claims(replica).runOne()).isFalse();
    }

    assertThat(health.isAlive()).isFalse();
    assertThat(left).hasValue(1);
    deviceLost = false;
    replica.lost = task -> false;
    assertThat(claims(replica).runOne()).isTrue();
    assertThat(lastState(replica)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anEngineThatWorksMeansThatTheRefinementFailed() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    replica.lost =
        task -> {
          throw new EngineException("shapes [3, 4] and [5] do not match");
        };

    assertThat(claims(replica).runOne()).isTrue();

    assertThat(lastState(replica)).isEqualTo(RunState.FAILED);
    assertThat(lastMessage(replica)).contains("do not match");
  }

  @Test
  void aDeviceWithoutMemoryGetsThreeTriesWithAPauseBetweenThem() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    replica.lost = failing("CUDA out of memory. Tried to allocate 2 GiB");
    ClaimRefinement first = claims(replica);
    assertThat(first.runOne()).isFalse();
    int tasks = replica.published(RefinementTask.class).size();
    assertThat(first.runOne()).as("is not due").isFalse();
    assertThat(replica.published(RefinementTask.class)).hasSize(tasks);
    for (int start = 0; start < 2; start++) {
      assertThat(claims(replica).runOne()).isFalse();
    }

    assertThat(claims(replica).runOne()).isTrue();

    assertThat(lastState(replica)).isEqualTo(RunState.FAILED);
    assertThat(lastMessage(replica)).contains("started 3 times", "CUDA out of memory");
    assertThat(health.isAlive()).isTrue();
  }

  private static Predicate<RefinementTask> dyingAt(RefinementStage stage) {
    return task -> {
      if (task.stage() == stage) {
        throw new ProcessDeath();
      }
      return false;
    };
  }

  /** A training that fails wraps what its loader threads met. */
  private static Predicate<RefinementTask> failing(String message) {
    return task -> {
      throw new IllegalStateException("loading images failed", new EngineException(message));
    };
  }

  private static String lastMessage(InlineReplica at) {
    List<RefinementProgressed> progress = at.published(RefinementProgressed.class);
    return progress.get(progress.size() - 1).message();
  }

  /** Not an exception that anyone handles. */
  private static final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;
  }

  private EndedRefinements ended() {
    return new EndedRefinements(new RefinementOutcomes(store), replica, InlineReplica.CLOCK);
  }

  @Test
  void namesARefinementWhileItLeadsIt() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    ClaimRefinement claims = claims(replica);
    Set<String> seen = new HashSet<>();
    replica.lost =
        task -> {
          seen.add(claims.leading());
          return false;
        };

    assertThat(claims.leading()).isEmpty();
    claims.runOne();

    assertThat(seen).containsExactly("run");
    assertThat(claims.leading()).isEmpty();
  }

  private RefinementRequested request(String id, ModelRef model) {
    return InlineReplica.request(id, model, drawn.manifest(drawn.good()), Tiny.MASKS);
  }

  private ClaimRefinement claims(InlineReplica at) {
    return new ClaimRefinement(
        at.view,
        store,
        leases,
        at.run(),
        at,
        new ProgressPublisher(at, Runnable::run),
        new DeviceFaults(health),
        InlineReplica.CLOCK,
        new ClaimRefinement.Holder("me", LEASE));
  }

  private static RunState lastState(InlineReplica at) {
    List<RefinementProgressed> progress = at.published(RefinementProgressed.class);
    return progress.get(progress.size() - 1).state();
  }
}
