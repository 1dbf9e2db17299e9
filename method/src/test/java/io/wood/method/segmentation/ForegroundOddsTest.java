package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.tensor.ImagePlanes;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForegroundOddsTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  /** Two pixels, background and two classes. */
  private final ImagePlanes all =
      new ImagePlanes(3, 1, 2, new float[] {.5f, 1, /* */ .4f, 0, /* */ .1f, 0});

  @Test
  void multipliesTheOddsOfEveryClass() {
    // .5 : 1.2 : .3 of 2; a pixel of certain background stays background.
    assertThat(ForegroundOdds.times(3, all).values())
        .containsExactly(new float[] {.25f, 1, .6f, 0, .15f, 0}, CLOSE);
  }

  @Test
  void changesNothingWithAFactorOfOne() {
    assertThat(ForegroundOdds.times(1, all)).isSameAs(all);
  }

  @Test
  void isUndoneByTheInverse() {
    assertThat(ForegroundOdds.times(.25, ForegroundOdds.times(4, all)).values())
        .containsExactly(all.values(), CLOSE);
  }
}
