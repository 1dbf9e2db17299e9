package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KnownClassesTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  /** Two pixels, background and three classes. */
  private final ImagePlanes all =
      new ImagePlanes(
          4, 1, 2, new float[] {.4f, .7f, /* */ .3f, .1f, /* */ .2f, .2f, /* */ .1f, 0});

  @Test
  void givesTheShareOfAbsentClassesToThePresentOnes() {
    ImagePlanes known = KnownClasses.of(all, List.of(0));

    assertThat(known.values()).containsExactly(new float[] {.4f, .7f, .6f, .3f}, CLOSE);
    assertThat(Argmax.of(List.of(0), known).labels())
        .as("an object, though background alone has more than any class")
        .containsExactly(1, 0);
  }

  @Test
  void keepsTheProportionOfThePresentClasses() {
    // .6 is divided as .3 : .1, .3 as .1 : 0.
    assertThat(KnownClasses.of(all, List.of(0, 2)).values())
        .containsExactly(new float[] {.4f, .7f, .45f, .3f, .15f, 0}, CLOSE);
  }

  @Test
  void changesNothingWhereAllClassesArePresent() {
    assertThat(KnownClasses.of(all, List.of(0, 1, 2)).values())
        .containsExactly(all.values(), CLOSE);
  }

  @Test
  void sharesEquallyWhatNoPresentClassHas() {
    ImagePlanes certain = new ImagePlanes(4, 1, 1, new float[] {.2f, 0, .8f, 0});

    assertThat(KnownClasses.of(certain, List.of(0, 2)).values())
        .containsExactly(new float[] {.2f, .4f, .4f}, CLOSE);
  }

  @Test
  void leavesBackgroundAloneInAnImageWithoutClasses() {
    assertThat(KnownClasses.of(all, List.of()).values())
        .containsExactly(new float[] {.4f, .7f}, CLOSE);
  }

  @Test
  void survivesTheSmallestProbabilities() {
    float tiny = Float.MIN_VALUE;
    ImagePlanes small = new ImagePlanes(3, 1, 1, new float[] {.25f, tiny, .75f});

    assertThat(KnownClasses.of(small, List.of(0)).values())
        .containsExactly(new float[] {.25f, .75f}, CLOSE);
  }
}
