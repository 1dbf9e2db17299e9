package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.tensor.ImagePlanes;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.store.InMemoryArtifactStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bad input that only the middle of the pipeline can meet. */
class StagesTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final List<Image> images = drawn.good();
  private final RefinementRequested request =
      InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.MASKS);

  @Test
  void namesNotANumberInACamAndMasksTheNeighbour() {
    // Given
    cam(images.get(0), Float.NaN);
    cam(images.get(1), .5f);

    // When
    List<ImageRefined> results = mask(images.get(0), images.get(1));

    // Then
    assertThat(results.get(0).problem())
        .contains("image0")
        .contains("CAM holds NaN")
        .contains("row 0");
    assertThat(results.get(1).problem()).isEmpty();
    assertThat(results.get(1).outputs()).containsKey(OutputNames.MASK);
  }

  @Test
  void namesACamThatIsGoneAndMasksTheNeighbour() {
    cam(images.get(1), .5f);

    List<ImageRefined> results = mask(images.get(0), images.get(1));

    assertThat(results.get(0).problem()).contains("image0").contains(OutputNames.CAM);
    assertThat(results.get(1).problem()).isEmpty();
  }

  @Test
  void passesABlankImageThroughTheNetworkAndStoresNothing() {
    ArtifactRef irn = untrainedHeads();
    List<String> before = store.keys("outputs");

    new CamStage(replica.context).probe(new StageInput(request, RefinementStage.CAM, null, null));
    new MaskStage(replica.context).probe(new StageInput(request, RefinementStage.MASK, irn, null));

    assertThat(store.keys("outputs")).isEqualTo(before);
    StageInput lost = new StageInput(request, RefinementStage.MASK, irn, null);
    store.delete(irn.bucket(), irn.key());
    MaskStage fresh = new MaskStage(new InlineReplica(store).context);
    assertThatThrownBy(() -> fresh.probe(lost)).hasMessageContaining(irn.key());
  }

  private void cam(Image image, float value) {
    ImagePlanes strided = new ImagePlanes(1, 10, 12);
    java.util.Arrays.fill(strided.values(), value);
    ImagePlanes high = new ImagePlanes(1, DrawnDataset.HEIGHT, DrawnDataset.WIDTH);
    replica.outputs.put(
        "run",
        RefinementStage.CAM,
        image.artifact().sha256(),
        OutputNames.CAM,
        new ActivationMaps(List.of(0), strided, high).toNpz(),
        "application/octet-stream");
  }

  private List<ImageRefined> mask(Image... asked) {
    ArtifactRef irn = untrainedHeads();
    ArtifactRef input =
        replica.inputs.store(new StageInput(request, RefinementStage.MASK, irn, null));
    for (Image image : asked) {
      replica.publish(
          new RefinementTask("run", RefinementStage.MASK, image.artifact().sha256(), input));
    }
    return replica.published(ImageRefined.class);
  }

  private ArtifactRef untrainedHeads() {
    byte[] heads =
        replica
            .context
            .networks()
            .withClassifier(
                request.model(),
                trunk -> {
                  try (IrnNetwork untrained = IrnNetwork.create(trunk, true, 1)) {
                    return untrained.toSafetensors();
                  }
                });
    return new TrainingFiles(store).keep("run", "irn", heads);
  }
}
