package io.wood.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.method.training.SharedResults;
import io.wood.store.InMemoryArtifactStore;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoredResultsTest {
  private static final String KEY = "a".repeat(64);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();

  @Test
  void keepsAResultForEveryRunOfTheSameCode() {
    StoredResults.of(store, "abc").keep(KEY, new byte[] {1, 2});

    assertThat(StoredResults.of(store, "abc").find(KEY)).contains(new byte[] {1, 2});
    assertThat(StoredResults.of(store, "abd").find(KEY)).isEmpty();
    assertThat(StoredResults.of(store, "abc").find("b".repeat(64))).isEmpty();
  }

  @Test
  void keepsAMapAndComputesADamagedOneAgain() {
    ClusterMap map = new ClusterMap(0, 3, 2, 1, .5, List.of(), List.of(), List.of());
    StoredResults.of(store, "abc").keepMap(KEY, map);

    assertThat(StoredResults.of(store, "abc").findMap(KEY)).contains(map);
    assertThat(StoredResults.of(store, "abd").findMap(KEY)).isEmpty();

    StoredResults.of(store, "abc").keep("b".repeat(64), new byte[] {'{'});
    assertThat(StoredResults.of(store, "abc").findMap("b".repeat(64))).isEmpty();

    StoredResults.of(store, "abc").keepMap("b".repeat(64), map);
    assertThat(StoredResults.of(store, "abc").findMap("b".repeat(64))).contains(map);
  }

  @Test
  void keepsNothingOfCodeWhoseVersionNamesMoreThanOneBuild() {
    assertThat(StoredResults.of(store, "abc-dirty")).isSameAs(SharedResults.NONE);
    assertThat(StoredResults.of(store, "1.0.0-SNAPSHOT")).isSameAs(SharedResults.NONE);
    assertThat(StoredResults.of(store, null)).isSameAs(SharedResults.NONE);
  }
}
