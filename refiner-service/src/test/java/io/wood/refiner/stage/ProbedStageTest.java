package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.RefinementStage;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.EngineHealth;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.MissingObjectException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbedStageTest {
  private final DrawnDataset drawn = new DrawnDataset(new InMemoryArtifactStore());
  private final List<Image> images = drawn.good();
  private final StageInput input =
      new StageInput(
          InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.MASKS),
          RefinementStage.CAM,
          null,
          null);
  private boolean lost;
  private final Set<String> bad = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> copied = new HashSet<>();
  private StageInput last;
  private final AtomicInteger left = new AtomicInteger();
  private final EngineHealth health =
      new EngineHealth(EngineException.class, () -> {}, left::incrementAndGet);
  private final ProbedStage stage =
      new ProbedStage(
          new StageProcessor() {
            @Override
            public StageResult refine(StageInput given, DatasetManifest dataset, Image image) {
              last = given;
              if (copied.contains(image.name())) {
                return new StageResult(Map.of("cam.npz", image.artifact()), List.of("cam.npz"));
              }
              if (gone.contains(image.name())) {
                throw new MissingObjectException("datasets", image.name());
              }
              if (lost || bad.contains(image.name())) {
                throw new EngineException("CUDA out of memory");
              }
              return StageResult.computed(Map.of());
            }

            @Override
            public void probe(StageInput given) {
              if (lost) {
                throw new EngineException("CUDA out of memory");
              }
            }
          },
          health);

  @Test
  void blamesTheDeviceOfAFreshReplicaWhenABlankImageFailsToo() {
    lost = true;

    for (int failure = 0; failure < 5; failure++) {
      assertThatThrownBy(() -> refine(1)).isInstanceOf(TransientFailure.class);
    }

    assertThat(health.isAlive()).isFalse();
  }

  @Test
  void blamesTheFirstImageOfAFreshReplicaWhenABlankOneSucceeds() {
    bad.add(images.get(0).name());

    assertThatThrownBy(() -> refine(0)).isInstanceOf(EngineException.class);
    assertThat(health.isAlive()).isTrue();
  }

  @Test
  void takesABlankImageWhenTheKnownOneIsGone() throws Exception {
    refine(0);
    gone.add(images.get(0).name());
    bad.add(images.get(1).name());

    assertThatThrownBy(() -> refine(1)).isInstanceOf(EngineException.class);

    lost = true;
    assertThatThrownBy(() -> refine(1)).isInstanceOf(TransientFailure.class);
  }

  @Test
  void blamesTheImageWhenAnotherOneStillSucceeds() throws Exception {
    refine(0);
    bad.add(images.get(1).name());

    assertThatThrownBy(() -> refine(1)).isInstanceOf(EngineException.class);
    assertThat(health.isAlive()).isTrue();
    assertThat(refine(2).outputs()).isEmpty();
  }

  @Test
  void blamesTheDeviceWhenAKnownImageFailsTooAndLeavesAfterFiveInARow() throws Exception {
    refine(0);
    lost = true;

    for (int failure = 0; failure < 100; failure++) {
      assertThatThrownBy(() -> refine(1)).isInstanceOf(TransientFailure.class);
    }

    assertThat(health.isAlive()).isFalse();
    assertThat(health.problem().orElseThrow()).contains("CUDA out of memory");
    assertThat(left).hasValue(1);
  }

  @Test
  void computesAKnownImageAgainInsteadOfCopyingIt() throws Exception {
    refine(0);
    assertThat(last.recompute()).isNull();
    bad.add(images.get(1).name());

    assertThatThrownBy(() -> refine(1)).isInstanceOf(EngineException.class);

    assertThat(last.recompute()).isTrue();
  }

  @Test
  void takesCopiedOutputsForNoSignOfAWorkingDevice() throws Exception {
    refine(0);
    lost = true;
    copied.add(images.get(2).name());

    for (int failure = 0; failure < 5; failure++) {
      assertThatThrownBy(() -> refine(1)).isInstanceOf(TransientFailure.class);
      refine(2);
    }

    assertThat(health.isAlive()).isFalse();
  }

  @Test
  void staysWhenTheDeviceRecovers() throws Exception {
    refine(0);
    for (int fault = 0; fault < 10; fault++) {
      lost = true;
      assertThatThrownBy(() -> refine(1)).isInstanceOf(TransientFailure.class);
      lost = false;
      refine(1);
    }

    assertThat(health.isAlive()).isTrue();
    assertThat(health.problem()).isEmpty();
    assertThat(left).hasValue(0);
  }

  private StageResult refine(int image) throws Exception {
    return stage.refine(input, null, images.get(image));
  }
}
