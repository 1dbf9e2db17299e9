package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RgbImageTest {
  /** 4 × 3 pixels: red is the column, green the row, blue 7. */
  private static final RgbImage IMAGE = image();

  @Test
  void aPartHasItsPixelsAlone() {
    assertThat(IMAGE.part(1, 1, 2, 2))
        .isEqualTo(new RgbImage(2, 2, new byte[] {1, 1, 7, 2, 1, 7, 1, 2, 7, 2, 2, 7}));
    assertThat(IMAGE.part(3, 0, 1, 3))
        .isEqualTo(new RgbImage(1, 3, new byte[] {3, 0, 7, 3, 1, 7, 3, 2, 7}));
    assertThat(IMAGE.part(0, 0, 4, 3)).isEqualTo(IMAGE);
  }

  @Test
  void aPartLiesInsideTheImage() {
    assertThatThrownBy(() -> IMAGE.part(3, 0, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> IMAGE.part(0, -1, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static RgbImage image() {
    byte[] bytes = new byte[3 * 4 * 3];
    for (int i = 0; i < 4 * 3; i++) {
      bytes[3 * i] = (byte) (i % 4);
      bytes[3 * i + 1] = (byte) (i / 4);
      bytes[3 * i + 2] = 7;
    }
    return new RgbImage(4, 3, bytes);
  }
}
