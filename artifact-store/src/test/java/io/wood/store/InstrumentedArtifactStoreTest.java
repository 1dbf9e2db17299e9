package io.wood.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentedArtifactStoreTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ArtifactStore store =
      new InstrumentedArtifactStore(new InMemoryArtifactStore(), meters);

  /** An operation that is added to the port is timed, or named here. */
  @Test
  void everyOperationIsTimedButThoseThatMoveNoObject() {
    List<String> expected =
        new ArrayList<>(
            Arrays.stream(ArtifactStore.class.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .toList());
    expected.removeAll(List.of("presignGet", "presignPut", "createBuckets", "check"));

    assertThat(InstrumentedArtifactStore.TIMED).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Prometheus computes a rate between two samples: the first failure needs a 0 before it. */
  @Test
  void everyOutcomeIsThereBeforeTheFirstRequest() {
    assertThat(meters.get("wood.store.requests").timers())
        .hasSize(2 * InstrumentedArtifactStore.TIMED.size())
        .allSatisfy(timer -> assertThat(timer.count()).isZero());
  }

  @Test
  void countsRequestsByOutcomeAndTheBytesThatTravelled() {
    ArtifactRef ref = store.put(Buckets.MODELS, "one", new byte[] {1, 2, 3}, "text/plain");
    store.get(ref);
    assertThatThrownBy(
            () -> store.get(new ArtifactRef(Buckets.MODELS, "two", ref.sha256(), 3, "text/plain")))
        .isInstanceOf(StoreException.class);

    assertThat(requests("put", "ok").count()).isOne();
    assertThat(requests("get", "ok").count()).isOne();
    assertThat(requests("get", "failed").count()).isOne();
    assertThat(meters.get("wood.store.bytes").tag("direction", "written").counter().count())
        .isEqualTo(3);
    assertThat(meters.get("wood.store.bytes").tag("direction", "read").counter().count())
        .isEqualTo(3);
  }

  private Timer requests(String operation, String outcome) {
    return meters
        .get("wood.store.requests")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer();
  }
}
