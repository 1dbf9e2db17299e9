package io.wood.refiner.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.RefinementStage;
import io.wood.store.ArtifactStore;
import io.wood.store.InMemoryArtifactStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EqualOutputsTest {
  private static final String CONTENT = "content";
  private static final String NAME = "cam.npz";

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final EqualOutputs equal = new EqualOutputs(store);
  private final StageOutputs outputs = new StageOutputs(store);

  @Test
  void namesTheNewestCopyAndLeavesAnIndexOfOwnOutputsAlone() {
    share("first");

    StageResult copied = equal.copy(CONTENT, place("second")).orElseThrow();
    String index = index();
    StageResult again = equal.copy(CONTENT, place("second")).orElseThrow();

    assertThat(copied.reused()).containsExactly(NAME);
    assertThat(again.outputs()).isEqualTo(copied.outputs());
    assertThat(again.reused()).isEmpty();
    assertThat(index()).isEqualTo(index);
    assertThat(store.find(Buckets.OUTPUTS, indexKey()).orElseThrow().bytes())
        .asString(UTF_8)
        .contains("runs/second/");
  }

  @Test
  void copiesThoughAnotherRefinementReplacesTheIndexMeanwhile() {
    share("first");
    ArtifactStore busy =
        (ArtifactStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(store, arguments);
                  if (method.getName().equals("stat")) {
                    share("third");
                  }
                  return answer;
                });

    assertThat(new EqualOutputs(busy).copy(CONTENT, place("second"))).isPresent();
  }

  private void share(String refinement) {
    ArtifactRef output = place(refinement).put(NAME, "maps".getBytes(UTF_8), "text/plain");
    equal.share(CONTENT, StageResult.computed(Map.of(NAME, output)));
  }

  private StageOutputs.Place place(String refinement) {
    return new StageOutputs.Place(outputs, refinement, RefinementStage.CAM, "a".repeat(64));
  }

  /** Another one after every write. */
  private String index() {
    return store.find(Buckets.OUTPUTS, indexKey()).orElseThrow().etag();
  }

  private String indexKey() {
    List<String> keys = store.list(Buckets.OUTPUTS, "shared/");
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }
}
