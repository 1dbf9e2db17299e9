package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.RefinementRequested;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Which starts of a refinement count against it. */
class LeadStartsTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final RefinementRequested request =
      InlineReplica.request("run", drawn.model(), drawn.manifest(drawn.good()), Tiny.MASKS);
  private final LeadStarts one = new LeadStarts(store, request);
  private final LeadStarts other = new LeadStarts(store, request);

  @Test
  void aStartThatCouldNotBeCountedTakesNoFailedOneBack() {
    for (int start = 0; start < LeadStarts.LIMIT; start++) {
      one.count();
      one.failed("out of memory");
      store.failNext(1);
      assertThatThrownBy(one::count).isInstanceOf(StoreUnavailableException.class);
      one.takeBack();
    }

    assertThatThrownBy(one::count)
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("started 3 times")
        .hasMessageContaining("the last time out of memory");
  }

  @Test
  void theCountOfAnEarlierVersionIsForgotten() {
    store.put(
        Buckets.OUTPUTS,
        RefinementOutcomes.starts(request),
        "{\"problem\":\"\",\"retries\":0,\"starts\":3}".getBytes(StandardCharsets.UTF_8),
        "application/json");

    one.count();
    one.gotFurther();
    one.takeBack();

    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.endsWith("starts.json"));
  }

  @Test
  void aStartThatEndedInOrderIsNotCountedHoweverOftenTheStoreIsAway() {
    for (int start = 0; start < 5; start++) {
      one.count();
      store.failNext(1);
      one.takeBack();
      store.failNext(1);
      assertThatThrownBy(one::count).isInstanceOf(StoreUnavailableException.class);
      one.takeBack();
    }
    for (int start = 0; start < LeadStarts.LIMIT; start++) {
      one.count();
    }

    assertThatThrownBy(one::count).isInstanceOf(RefinementFailedException.class);
  }

  @Test
  void takesItsOwnStartBackAfterAnotherReplicaHasCountedOne() {
    one.count();
    store.failNext(1);
    one.takeBack();
    other.count();
    other.failed("out of memory");

    one.count();
    other.count();

    assertThatThrownBy(one::count).hasMessageContaining("started 3 times");
  }

  @Test
  void aFailedStartOfAnotherReplicaStaysCounted() {
    one.count();
    store.failNext(1);
    one.takeBack();
    other.count();
    other.gotFurther();
    for (int start = 1; start < LeadStarts.LIMIT; start++) {
      one.count();
      one.failed("out of memory");
    }

    assertThatThrownBy(one::count).hasMessageContaining("started 3 times");
  }

  @Test
  void leavesNoObjectAfterAStartThatEndedInOrder() {
    one.count();
    one.takeBack();

    assertThat(store.keys(Buckets.OUTPUTS)).doesNotContain(RefinementOutcomes.starts(request));
  }
}
