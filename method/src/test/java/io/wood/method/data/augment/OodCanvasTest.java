package io.wood.method.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.NetworkInput;
import io.wood.method.image.LabelMap;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OodCanvasTest {
  /** As many pixels as a region has cells. */
  private static final int SIDE = 125;

  private static final int CROP = 192;
  private static final int OBJECT = 200;
  private static final int OOD = 40;

  /** Some images are cut by the canvas and others lie inside it. */
  private static final Augmentation SETTINGS = new Augmentation(CROP, 160, 320, true);

  private static final float BLACK = Normaliser.planes(plain(1, 1, 0))[0];
  private static final float WHITE = Normaliser.planes(plain(1, 1, 255))[0];

  private static final RgbImage IMAGE = plain(SIDE, SIDE, OBJECT);
  private static final RegionImage SAMPLE = new RegionImage(IMAGE, region(20, 30));

  @Test
  void blendsTheImageAndTheOodByTheWeightsOfTheRegion() {
    OodCanvas canvas = canvas(plain(30, 20, OOD));
    MaskedImage pasted = canvas.pasted(SAMPLE, new SplittableRandom(1)).orElseThrow();
    ImagePlanes weights = SAMPLE.region().orElseThrow().weights(SIDE, SIDE);

    int faded = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float weight = weights.at(0, y, x);
        int expected = Math.round(OOD + weight * (OBJECT - OOD));
        assertThat(pasted.image().at(x, y, y % 3)).isEqualTo(expected);
        assertThat(pasted.labels().at(x, y)).isEqualTo(weight > 0 ? OodCanvas.OWN : OodCanvas.OOD);
        faded += weight > 0 && weight < 1 ? 1 : 0;
      }
    }
    assertThat(faded).isPositive();
    assertThat(pasted.image().at(30, 20, 0)).isEqualTo(OBJECT);
    assertThat(pasted.image().at(30, 33, 0)).isEqualTo(OOD);
  }

  @Test
  void theOodCoversTheImageUndistortedFromARandomPlace() {
    // Each pixel of the OoD holds its column, 250 of them: twice the image's width, and its height
    byte[] bytes = new byte[3 * 250 * SIDE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 3 % 250);
    }
    OodCanvas canvas = canvas(new RgbImage(250, SIDE, bytes));
    Set<Integer> places = new HashSet<>();
    for (long seed = 0; seed < 30; seed++) {
      RgbImage image = canvas.pasted(SAMPLE, new SplittableRandom(seed)).orElseThrow().image();
      places.add(image.at(0, 100, 0));
      for (int x = 0; x < SIDE; x++) {
        assertThat(image.at(x, 100, 0)).isEqualTo(image.at(0, 100, 0) + x);
      }
    }
    assertThat(places).hasSizeGreaterThan(15).allMatch(place -> place <= SIDE);
  }

  @Test
  void theObjectIsAsBlurredAndAsGreyAsItsOod() {
    // Columns of one pixel, red and blue: gone in half the size
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      bytes[3 * i + 2 * (i % SIDE % 2)] = (byte) 255;
    }
    RgbImage striped = new RgbImage(SIDE, SIDE, bytes);
    RegionImage sample = new RegionImage(striped, region(60, 60));
    RgbImage coloured = plain(SIDE, SIDE, OOD);
    for (int i = 0; i < coloured.bytes().length; i += 3) {
      coloured.bytes()[i] = 0;
    }
    RgbImage sharp = canvas(coloured).pasted(sample, new SplittableRandom(1)).orElseThrow().image();
    assertThat(sharp.at(60, 60, 0) + sharp.at(61, 60, 0)).isEqualTo(255);
    assertThat(Math.abs(sharp.at(60, 60, 0) - sharp.at(61, 60, 0))).isEqualTo(255);

    RgbImage half = coloured.part(0, 0, SIDE / 2, SIDE / 2);
    RgbImage blurred = canvas(half).pasted(sample, new SplittableRandom(1)).orElseThrow().image();
    assertThat(Math.abs(blurred.at(60, 60, 0) - blurred.at(61, 60, 0))).isLessThan(40);
    assertThat(blurred.at(60, 60, 0)).isNotEqualTo(blurred.at(60, 60, 1));

    RgbImage grey =
        canvas(plain(SIDE, SIDE, OOD))
            .pasted(sample, new SplittableRandom(1))
            .orElseThrow()
            .image();
    assertThat(grey.at(60, 60, 0)).isEqualTo(grey.at(60, 60, 1)).isEqualTo(grey.at(60, 60, 2));
    assertThat(grey.at(60, 60, 0)).isNotEqualTo(grey.at(61, 60, 0));
  }

  @Test
  void theLabelsGoWhereTheirPixelsGo() {
    OodCanvas canvas = canvas(plain(60, 60, OOD));
    int background = 0;
    int object = 0;
    int shown = 0;
    double max = 0;
    for (long seed = 0; seed < 60; seed++) {
      NetworkInput input = canvas.of(SAMPLE, seed);
      LabelMap labels = input.labels().orElseThrow();
      if (known(labels)) {
        for (int i = 0; i < CROP * CROP; i++) {
          double value = value(input.planes(), i);
          int label = labels.labels()[i] & 0xff;
          boolean inside = input.planes().values()[i] != 0;
          assertThat(label == LabelMap.IGNORE).isEqualTo(!inside);
          max = label == OodCanvas.OOD ? Math.max(max, value) : max;
          background += label == OodCanvas.OOD ? 1 : 0;
          object += label == OodCanvas.OWN ? 1 : 0;
          shown += inside && value > OOD + 1 ? 1 : 0;
        }
      }
    }
    // Resizing takes some of a neighbour whose weight is small: never a third of the object
    assertThat(max).isLessThan(OOD + (OBJECT - OOD) / 3.);
    assertThat((double) shown).isCloseTo(object, within(.1 * object));
    assertThat(object).isGreaterThan(10_000);
    assertThat(background).isGreaterThan(10 * object);
  }

  @Test
  void aboutHalfOfTheImagesArePasted() {
    OodCanvas canvas = canvas(plain(60, 60, OOD));
    int pasted = 0;
    for (long seed = 0; seed < 400; seed++) {
      LabelMap labels = canvas.of(SAMPLE, seed).labels().orElseThrow();
      pasted += known(labels) ? 1 : 0;
    }
    assertThat(pasted).isCloseTo(200, within(40));
  }

  @Test
  void noOtherChoiceOfTheAugmentationChanges() {
    OodCanvas canvas = canvas(plain(60, 60, OBJECT));
    for (long seed = 0; seed < 40; seed++) {
      assertThat(canvas.of(SAMPLE, seed).planes().values())
          .isEqualTo(ImageTransforms.augmented(SETTINGS).of(IMAGE, seed).planes().values());
    }
  }

  @Test
  void anImageWithoutARegionKeepsItsSurroundings() {
    OodCanvas canvas = canvas(plain(60, 60, OOD));
    RegionImage plain = new RegionImage(IMAGE, Optional.empty());
    for (long seed = 0; seed < 20; seed++) {
      NetworkInput input = canvas.of(plain, seed);
      assertThat(known(input.labels().orElseThrow())).isFalse();
      assertThat(input.planes().values())
          .isEqualTo(ImageTransforms.augmented(SETTINGS).of(IMAGE, seed).planes().values());
    }
  }

  @Test
  void drawsAnotherOodForOneThatCannotBeRead() {
    OodCanvas half = new OodCanvas(SETTINGS, new Pictures(Arrays.asList(null, plain(9, 9, OOD))));
    OodCanvas none = new OodCanvas(SETTINGS, new Pictures(Arrays.asList(null, null)));
    for (long seed = 0; seed < 20; seed++) {
      assertThat(half.pasted(SAMPLE, new SplittableRandom(seed))).isPresent();
      assertThat(none.pasted(SAMPLE, new SplittableRandom(seed))).isEmpty();
    }
  }

  private static boolean known(LabelMap labels) {
    for (byte label : labels.labels()) {
      if ((label & 0xff) != LabelMap.IGNORE) {
        return true;
      }
    }
    return false;
  }

  /** Red of a pixel before normalisation. */
  private static double value(ImagePlanes planes, int pixel) {
    return 255 * (planes.values()[pixel] - BLACK) / (WHITE - BLACK);
  }

  private static Optional<ObjectRegion> region(int row, int column) {
    ImagePlanes maps = new ImagePlanes(1, SIDE, SIDE);
    maps.values()[row * SIDE + column] = 1;
    return ObjectRegion.of(maps, SIDE, SIDE);
  }

  private static OodCanvas canvas(RgbImage ood) {
    return new OodCanvas(SETTINGS, new Pictures(List.of(ood)));
  }

  private static RgbImage plain(int width, int height, int value) {
    byte[] bytes = new byte[3 * width * height];
    Arrays.fill(bytes, (byte) value);
    return new RgbImage(width, height, bytes);
  }
}
