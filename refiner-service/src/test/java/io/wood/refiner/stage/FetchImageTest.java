package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.PixelMemory;
import io.wood.method.image.SampleImages;
import io.wood.store.InMemoryArtifactStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchImageTest {
  private static final PixelMemory ONE_CLASS = PixelMemory.ofMasks(1);
  private static final byte[] FILE = SampleImages.read("turned6.jpg");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final ArtifactRef artifact =
      store.put(Buckets.DATASETS, "images/portrait", FILE, "image/jpeg");
  private final FetchImage fetch =
      new FetchImage(store, 1_000_000, new MemoryBudget(2L << 30, 1L << 30));

  @Test
  void aTurnedPhotographIsUpright() throws Exception {
    assertThat(fetch.of(image(28, 44), ONE_CLASS)).isEqualTo(ImageDecoder.decode(FILE));
  }

  @Test
  void inADatasetOfAnEarlierVersionItStaysAsStoredUnderItsMask() throws Exception {
    assertThat(fetch.of(image(44, 28), ONE_CLASS))
        .isEqualTo(ImageDecoder.decodeStored(FILE, ImageLimits.DEFAULT));
  }

  private DatasetManifest.Image image(int width, int height) {
    return new DatasetManifest.Image(
        "portrait", artifact, width, height, List.of(), DatasetManifest.Split.TRAIN, null, null);
  }
}
