package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BicubicResizeTest {
  @Test
  void neverShrinksToNothing() {
    RgbImage line = new RgbImage(1, 9, new byte[27]);

    assertThat(BicubicResize.scale(line, .25).width()).isEqualTo(1);
  }

  @Test
  void scalesToNoMoreThanALimitOfPixels() {
    RgbImage image = new RgbImage(100, 50, new byte[15_000]);

    assertThat(BicubicResize.scaleAtMost(image, 2, 5_000)).isSameAs(image);
    assertThat(BicubicResize.scaleAtMost(image, .5, 5_000).width()).isEqualTo(50);
    assertThat(BicubicResize.scaleAtMost(image, 2, 1_250).width()).isEqualTo(50);
    assertThat(BicubicResize.scaleAtMost(image, 2, 20_000).width()).isEqualTo(200);
  }

  @Test
  void reducesOnlyWhatIsLarger() {
    RgbImage image = new RgbImage(20, 10, new byte[600]);

    assertThat(BicubicResize.atMostLongSide(image, 20)).isSameAs(image);
    RgbImage reduced = BicubicResize.atMostLongSide(image, 10);
    assertThat(reduced.width()).isEqualTo(10);
    assertThat(reduced.height()).isEqualTo(5);
  }
}
