package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BicubicResizeTest {
  @Test
  void neverShrinksToNothing() {
    RgbImage line = new RgbImage(1, 9, new byte[27]);

    assertThat(BicubicResize.scale(line, .25).width()).isEqualTo(1);
  }
}
