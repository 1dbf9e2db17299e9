package io.wood.method.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.ImageSource;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final int SIDE = 96;
  private static final RgbImage NOISE = noise(SIDE, SIDE);

  /** Half of the OoDs have 20 pixels, a quarter 40 and is grey, a quarter 200. */
  private static final ImageSource OODS =
      new Pictures(
          List.of(noise(20, 10), noise(10, 20), Degradation.grey(noise(40, 30)), noise(200, 200)));

  @Test
  void labelledImagesFollowTheSizesOfTheOods() {
    NativeSize nativeSize = new NativeSize(.5, OODS);
    Map<Integer, Integer> sizes = new TreeMap<>();
    int grey = 0;
    for (long seed = 0; seed < 1000; seed++) {
      RgbImage image = nativeSize.of(NOISE, seed);
      sizes.merge(Math.max(image.width(), image.height()), 1, Integer::sum);
      if (isGrey(image)) {
        grey++;
        assertThat(image.width()).isEqualTo(40);
      }
    }
    // An image never gets more pixels than it has: with an OoD of 200 it stays as it is.
    assertThat(sizes).containsOnlyKeys(20, 40, SIDE);
    assertThat(sizes.get(20)).isCloseTo(250, within(40));
    assertThat(sizes.get(40)).isCloseTo(125, within(35));
    assertThat(sizes.get(SIDE)).isCloseTo(625, within(50));
    assertThat(grey).isEqualTo(sizes.get(40));
  }

  @Test
  void drawsAnotherOodForOneThatCannotBeRead() {
    ImageSource broken = new Pictures(Arrays.asList(null, noise(20, 20)));
    NativeSize all = new NativeSize(1, broken);
    NativeSize none = new NativeSize(1, new Pictures(Arrays.asList(null, null)));
    for (long seed = 0; seed < 50; seed++) {
      assertThat(all.of(NOISE, seed).width()).isEqualTo(20);
      assertThat(none.of(NOISE, seed)).isSameAs(NOISE);
    }
  }

  @Test
  void aShareOfZeroChangesNoImage() {
    NativeSize noSize = new NativeSize(0, OODS);
    NativeSize noOods = new NativeSize(1, ImageSource.EMPTY);
    Codec noCodec = new Codec(0);
    SampleTransform<RgbImage> before = ImageTransforms.augmented(augmentation(null, null));
    SampleTransform<RgbImage> labelled = ImageTransforms.augmented(augmentation(0.0, 0.0), OODS);
    for (long seed = 0; seed < 50; seed++) {
      assertThat(noSize.of(NOISE, seed)).isSameAs(NOISE);
      assertThat(noOods.of(NOISE, seed)).isSameAs(NOISE);
      assertThat(noCodec.of(NOISE, seed)).isSameAs(NOISE);
      assertThat(labelled.of(NOISE, seed).planes().values())
          .containsExactly(before.of(NOISE, seed).planes().values());
    }
  }

  @Test
  void theSameSeedGivesTheSameImage() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(seen(seed)).containsExactly(seen(seed));
    }
  }

  @Test
  void bothChangeNoOtherChoiceOfTheAugmentation() {
    // A plain image looks the same at every size and quality, so only its place can differ.
    RgbImage plain = plain();
    SampleTransform<RgbImage> with = ImageTransforms.augmented(augmentation(1.0, 1.0), OODS);
    SampleTransform<RgbImage> without = ImageTransforms.augmented(augmentation(null, null));
    for (long seed = 0; seed < 20; seed++) {
      assertThat(with.of(plain, seed).planes().values())
          .containsExactly(without.of(plain, seed).planes().values(), within(.05f));
    }
  }

  @Test
  void theCodecChangesItsShareAndKeepsTheSize() {
    Codec codec = new Codec(.5);
    int changed = 0;
    for (long seed = 0; seed < 400; seed++) {
      RgbImage image = codec.of(NOISE, seed);
      assertThat(image.width()).isEqualTo(SIDE);
      assertThat(image.height()).isEqualTo(SIDE);
      changed += image.equals(NOISE) ? 0 : 1;
    }
    assertThat(changed).isCloseTo(200, within(40));
  }

  private static float[] seen(long seed) {
    return ImageTransforms.augmented(augmentation(.5, .5), OODS).of(NOISE, seed).planes().values();
  }

  private static Augmentation augmentation(Double nativeSize, Double codec) {
    return new Augmentation(64, 48, 80, true, 0, nativeSize, codec, null);
  }

  private static boolean isGrey(RgbImage image) {
    return image.equals(Degradation.grey(image));
  }

  private static RgbImage plain() {
    byte[] bytes = new byte[3 * 80 * 80];
    Arrays.fill(bytes, (byte) 128);
    return new RgbImage(80, 80, bytes);
  }

  private static RgbImage noise(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    new Random(width).nextBytes(bytes);
    return new RgbImage(width, height, bytes);
  }
}
