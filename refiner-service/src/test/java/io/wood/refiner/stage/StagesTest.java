package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.image.MemoryBudget;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.tensor.ImagePlanes;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void processesAnImageOfManyClassesAtOneSmallerSizeFromTheCamToTheMask() {
    // Given a heap with room for 120,000 pixels of one class, and for 28,630 of 80
    List<String> classes = IntStream.range(0, 80).mapToObj(each -> "class" + each).toList();
    Image crowd = drawn.image("crowd", DrawnDataset.noise(400, 300, 1), classes, Split.TRAIN, null);
    InlineReplica small = new InlineReplica(store, new MemoryBudget(3L << 30, 128L << 20));
    ArtifactRef dataset =
        Manifests.store(
            store, Buckets.DATASETS, new DatasetManifest("crowds", classes, List.of(crowd)));
    RefinementRequested crowded =
        InlineReplica.request("run", drawn.model(1, classes), dataset, Tiny.MASKS);

    // When
    for (RefinementStage stage : List.of(RefinementStage.CAM, RefinementStage.MASK)) {
      ArtifactRef heads = new TrainingFiles(store).keep("run", "irn", heads(small, crowded));
      ArtifactRef input = small.inputs.store(new StageInput(crowded, stage, heads, null));
      small.publish(new RefinementTask("run", stage, crowd.artifact().sha256(), input));
    }

    // Then 400 and 300 times the root of 28,630/120,000 are 195 and 147
    assertThat(small.published(ImageRefined.class))
        .extracting(ImageRefined::problem)
        .containsOnly("");
    ActivationMaps cams =
        ActivationMaps.fromNpz(
            small.outputs.get(
                "run", RefinementStage.CAM, crowd.artifact().sha256(), OutputNames.CAM));
    assertThat(cams.highResolution().width()).isEqualTo(195);
    assertThat(cams.highResolution().height()).isEqualTo(147);
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
    return new TrainingFiles(store).keep("run", "irn", heads(replica, request));
  }

  private static byte[] heads(InlineReplica replica, RefinementRequested request) {
    return replica
        .context
        .networks()
        .withClassifier(
            request.model(),
            trunk -> {
              try (IrnNetwork untrained = IrnNetwork.create(trunk, true, 1)) {
                return untrained.toSafetensors();
              }
            });
  }
}
