package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.store.InMemoryArtifactStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingFilesTest {
  private static final String CONTENT = "c".repeat(64);

  private final TrainingFiles files = new TrainingFiles(new InMemoryArtifactStore());

  @Test
  void keepsTheNumberOfStepsThatATrainingBeganWith() {
    assertThat(files.saveSteps("run", "irn", 400)).isEqualTo(400);
    assertThat(files.saveSteps("run", "irn", 900)).isEqualTo(400);
    assertThat(files.steps("run", "irn")).hasValue(400);
  }

  @Test
  void givesTheFiguresOfASharedTrainingWithItsWeights() {
    ArtifactRef weights = files.keep("first", "irn", new byte[] {1, 2, 3});
    assertThat(files.shared(CONTENT)).isEmpty();
    assertThat(files.sharedFigures(CONTENT)).isEmpty();

    files.share(CONTENT, weights, Map.of("irn.loss.positive", .4));

    assertThat(files.shared(CONTENT)).contains(weights);
    assertThat(files.sharedFigures(CONTENT)).containsExactly(Map.entry("irn.loss.positive", .4));
  }
}
