package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.event.RunState;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimRefinementTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
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
  void countsARefinementWhileItLeadsIt() throws InterruptedException {
    replica.view.accept(request("run", drawn.model()));
    ClaimRefinement claims = claims(replica);
    Set<Integer> seen = new HashSet<>();
    replica.lost =
        task -> {
          seen.add(claims.running());
          return false;
        };

    assertThat(claims.running()).isZero();
    claims.runOne();

    assertThat(seen).containsExactly(1);
    assertThat(claims.running()).isZero();
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
        InlineReplica.CLOCK,
        new ClaimRefinement.Holder("me", LEASE));
  }

  private static RunState lastState(InlineReplica at) {
    List<RefinementProgressed> progress = at.published(RefinementProgressed.class);
    return progress.get(progress.size() - 1).state();
  }
}
