package io.wood.ranker.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.Arm;
import io.wood.ranker.Samples;
import io.wood.ranker.rank.BrightnessScorer;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelLoaderTest {
  private static final Instant EARLY = Samples.NOW;
  private static final Instant LATE = EARLY.plusSeconds(60);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final ModelCatalog catalog = new ModelCatalog();
  private final ModelSelection selection = new ModelSelection(store);
  private final ActiveModel active = new ActiveModel();
  private final List<String> loaded = new ArrayList<>();
  private final ModelLoader loader = new ModelLoader(store, this::load, catalog, selection, active);

  @Test
  void saysThatThereIsNoModelYet() {
    loader.refresh();

    assertThat(active.model()).isEmpty();
    assertThat(loader.problem()).isEqualTo("no base classifier has been trained yet");
  }

  @Test
  void followsTheLatestBaseClassifierInWhateverOrderTheyArrive() {
    add("base-2", Arm.BASE, LATE);
    add("base-1", Arm.BASE, EARLY);
    add("wood-1", Arm.WOOD, LATE.plusSeconds(60));

    loader.refresh();

    assertThat(active.model().orElseThrow().experiment()).isEqualTo("base-2");
    assertThat(loader.problem()).isEmpty();
  }

  @Test
  void loadsAModelOnce() {
    add("base-1", Arm.BASE, EARLY);

    loader.refresh();
    loader.refresh();

    assertThat(loaded).containsExactly("base-1");
  }

  @Test
  void takesTheChosenExperimentAndTheChoiceOutlivesARestart() {
    add("base-1", Arm.BASE, EARLY);
    add("wood-1", Arm.WOOD, EARLY);
    selection.write(new ModelChoice("wood-1"));

    new ModelLoader(store, this::load, catalog, new ModelSelection(store), active).refresh();

    assertThat(active.model().orElseThrow().experiment()).isEqualTo("wood-1");
  }

  @Test
  void keepsTheOldModelWhenTheNewOneCannotBeUsedAndTriesItOnce() {
    add("base-1", Arm.BASE, EARLY);
    loader.refresh();
    add("broken", Arm.BASE, LATE);

    loader.refresh();
    loader.refresh();

    assertThat(active.model().orElseThrow().experiment()).isEqualTo("base-1");
    assertThat(loader.problem())
        .isEqualTo("the classifier of broken cannot be used: missing keys: conv1.weight");
    assertThat(loaded).containsExactly("base-1", "broken");
  }

  @Test
  void keepsTheModelWhileTheStoreIsAway() {
    add("base-1", Arm.BASE, EARLY);
    loader.refresh();
    store.failNext(1);

    loader.refresh();

    assertThat(active.model()).isPresent();
    assertThat(loader.problem()).contains("fail");
    loader.refresh();
    assertThat(loader.problem()).isEmpty();
  }

  private void add(String experiment, Arm arm, Instant at) {
    ModelRef model = Samples.model(experiment);
    ModelRef stored =
        new ModelRef(
            experiment,
            model.network(),
            model.classes(),
            Weights.store(store, experiment.getBytes(UTF_8)));
    catalog.add(Samples.trained(stored, arm, at));
  }

  private ImageScorer load(ModelRef model, byte[] weights) {
    loaded.add(new String(weights, UTF_8));
    if (model.experiment().equals("broken")) {
      throw new IllegalArgumentException("missing keys: conv1.weight");
    }
    return new BrightnessScorer(model);
  }
}
