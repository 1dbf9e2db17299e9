package io.wood.curation.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.method.image.SampleImages;
import io.wood.store.InMemoryArtifactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCacheTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"turned6.jpg", "turned6.png", "turned6.webp", "turned6.tif"})
  void aThumbnailIsUprightWithoutATag(String name) throws Exception {
    RgbImage upright = ImageDecoder.decode(SampleImages.read(name));

    byte[] small = Files.readAllBytes(cache().small(stored(name), 5));

    RgbImage shown = ImageDecoder.decode(small);
    assertThat(ImageFormat.of(small)).contains(ImageFormat.JPEG);
    assertThat(shown.width()).isEqualTo(5);
    assertThat(shown.height()).isEqualTo(Math.round(5f * upright.height() / upright.width()));
    assertThat(ImageDecoder.decodeStored(small, ImageLimits.DEFAULT)).isEqualTo(shown);
  }

  @Test
  void anOriginalThatBrowsersTurnIsServedAsItIs() throws Exception {
    assertThat(Files.readAllBytes(cache().whole(stored("turned6.jpg"))))
        .isEqualTo(SampleImages.read("turned6.jpg"));
    assertThat(Files.readAllBytes(cache().whole(stored("rgb8.png"))))
        .isEqualTo(SampleImages.read("rgb8.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"turned6.png", "turned6.webp", "turned6.tif", "lzw.tif"})
  void whatBrowsersShowInAnotherWayOrNotAtAllIsServedAsAnUprightJpeg(String name) throws Exception {
    RgbImage upright = ImageDecoder.decode(SampleImages.read(name));

    byte[] whole = Files.readAllBytes(cache().whole(stored(name)));

    RgbImage shown = ImageDecoder.decode(whole);
    assertThat(ImageFormat.of(whole)).contains(ImageFormat.JPEG);
    assertThat(shown.width()).isEqualTo(upright.width());
    assertThat(shown.height()).isEqualTo(upright.height());
  }

  @Test
  void whatCannotBeDecodedIsServedAsItIs() throws Exception {
    ArtifactRef damaged =
        store.put(Buckets.CANDIDATES, "images/damaged", "GIF89a".getBytes(US_ASCII), "image/gif");

    assertThat(Files.readString(cache().small(damaged, 320))).isEqualTo("GIF89a");
  }

  private PictureCache cache() {
    return new PictureCache(store, folder);
  }

  private ArtifactRef stored(String name) {
    return store.put(Buckets.CANDIDATES, "images/" + name, SampleImages.read(name), "image/any");
  }
}
