package io.wood.method.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImagePlanesTest {

  @Test
  void interpolatesByHand() {
    ImagePlanes planes = new ImagePlanes(1, 1, 2, new float[] {0, 4});

    assertThat(planes.resized(1, 4).values()).containsExactly(0, 1, 3, 4);
    assertThat(planes.resized(3, 1).values()).containsExactly(2, 2, 2);
  }

  @Test
  void mirrorsAndCrops() {
    ImagePlanes planes = new ImagePlanes(1, 2, 3, new float[] {1, 2, 3, 4, 5, 6});

    assertThat(planes.mirrored().values()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(planes.crop(2, 2).values()).containsExactly(1, 2, 4, 5);
  }

  @Test
  void takesTheStrongestPlaneOfEachCell() {
    ImagePlanes planes = new ImagePlanes(2, 1, 3, new float[] {.5f, .25f, -1, .25f, .75f, -2});

    assertThat(planes.strongest().values()).containsExactly(.5f, .75f, 0);
    assertThat(new ImagePlanes(0, 1, 2).strongest().values()).containsExactly(0, 0);
  }

  @Test
  void saysWhereAValueIsNotFinite() {
    ImagePlanes planes = new ImagePlanes(2, 1, 2, new float[] {0, 0, 0, Float.NaN});

    assertThatThrownBy(() -> planes.requireFinite("CAM of photo.jpg"))
        .hasMessageContaining("CAM of photo.jpg holds NaN in channel 1 at row 0, column 1");
  }
}
