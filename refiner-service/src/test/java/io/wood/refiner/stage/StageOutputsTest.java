package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.lead.InlineReplica;
import io.wood.store.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageOutputsTest {
  private static final String IMAGE = "a".repeat(64);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final StageOutputs outputs = new StageOutputs(store);

  @Test
  void keepsTheFirstOfTwoWritesAndGivesItsReferenceToBoth() {
    ArtifactRef first = put("one replica");
    ArtifactRef second = put("another, off by a bit");

    assertThat(second).isEqualTo(first);
    assertThat(store.get(second)).isEqualTo("one replica".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsTheFirstResultOfAnImage() {
    ImageRefined first = result("");
    ImageRefined second = result("another replica could not");

    assertThat(outputs.storeResult(first)).isEqualTo(first);
    assertThat(outputs.storeResult(second)).isEqualTo(first);
    assertThat(outputs.result("run", RefinementStage.CAM, IMAGE)).contains(first);
  }

  @Test
  void keepsTheThresholdThatTheFirstMasksHave() {
    assertThat(outputs.threshold("run", () -> .17)).isEqualTo(.17);
    assertThat(outputs.threshold("another", () -> .23)).isEqualTo(.23);
    assertThat(outputs.threshold("run", () -> fail("there is one"))).isEqualTo(.17);
  }

  @Test
  void keepsTheThresholdThatAnotherReplicaStoresMeanwhile() {
    assertThat(outputs.threshold("run", () -> outputs.threshold("run", () -> .17) + 1))
        .isEqualTo(.17);
  }

  private ArtifactRef put(String text) {
    return outputs.put(
        "run",
        RefinementStage.CAM,
        IMAGE,
        "cam.npz",
        text.getBytes(StandardCharsets.UTF_8),
        "application/octet-stream");
  }

  private static ImageRefined result(String problem) {
    return new ImageRefined(
        "run", RefinementStage.CAM, IMAGE, Map.of(), problem, InlineReplica.NOW);
  }
}
