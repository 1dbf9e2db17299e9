package io.wood.method.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DegradationTest {
  private static final int SIDE = 64;

  private final RgbImage noise = noise();

  @Test
  void leavesImagesAloneUnlessItIsAskedFor() {
    Degradation none = new Degradation(0);
    for (long seed = 0; seed < 50; seed++) {
      assertThat(none.of(noise, SIDE, seed)).isSameAs(noise);
    }
  }

  @Test
  void takesDetailFromTheShareAndColourFromHalfOfThat() {
    Degradation half = new Degradation(.5);
    int degraded = 0;
    int grey = 0;
    for (long seed = 0; seed < 1000; seed++) {
      RgbImage image = half.of(noise, SIDE, seed);
      if (!image.equals(noise)) {
        degraded++;
        grey += isGrey(image) ? 1 : 0;
        assertThat(image.width()).isBetween(SIDE / 4, SIDE);
      }
    }
    assertThat(degraded).isCloseTo(500, within(50));
    assertThat(grey).isCloseTo(degraded / 2, within(50));
  }

  @Test
  void changesNoOtherChoiceOfTheAugmentation() {
    // A plain image looks the same without its detail, so only where it is placed can differ.
    RgbImage plain = new RgbImage(40, 40, new byte[3 * 40 * 40]);
    SampleTransform<RgbImage> with =
        ImageTransforms.augmented(new Augmentation(48, 20, 60, true, 1, null, null, null));
    SampleTransform<RgbImage> without =
        ImageTransforms.augmented(new Augmentation(48, 20, 60, true));
    for (long seed = 0; seed < 20; seed++) {
      assertThat(with.of(plain, seed).planes().values())
          .containsExactly(without.of(plain, seed).planes().values());
    }
  }

  @Test
  void theBlurredViewHasTheSizeOfTheOtherAndLessDetail() {
    Augmentation settings = new Augmentation(SIDE, SIDE, SIDE, false);
    float[] sharp = ImageTransforms.centred(settings).of(noise, 0).planes().values();
    float[] blurred = ImageTransforms.blurred(settings).of(noise, 0).planes().values();
    assertThat(blurred).hasSameSizeAs(sharp);
    assertThat(roughness(blurred)).isLessThan(.5 * roughness(sharp));
  }

  @Test
  void weighsColoursAsTheEyeDoes() {
    byte[] colours = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255};
    RgbImage grey = Degradation.grey(new RgbImage(3, 1, colours));
    assertThat(grey.at(0, 0, 0)).isEqualTo(76);
    assertThat(grey.at(1, 0, 1)).isEqualTo(150);
    assertThat(grey.at(2, 0, 2)).isEqualTo(29);
    assertThat(isGrey(grey)).isTrue();
  }

  private static double roughness(float[] planes) {
    double sum = 0;
    for (int i = 1; i < planes.length; i++) {
      sum += Math.abs(planes[i] - planes[i - 1]);
    }
    return sum;
  }

  private static boolean isGrey(RgbImage image) {
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i += 3) {
      if (bytes[i] != bytes[i + 1] || bytes[i] != bytes[i + 2]) {
        return false;
      }
    }
    return true;
  }

  private static RgbImage noise() {
    byte[] bytes = new byte[3 * SIDE * SIDE];
    new Random(1).nextBytes(bytes);
    return new RgbImage(SIDE, SIDE, bytes);
  }
}
