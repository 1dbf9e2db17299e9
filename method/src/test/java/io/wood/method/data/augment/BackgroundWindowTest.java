package io.wood.method.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackgroundWindowTest {
  /** Pixels of an image for a cell of its maps. */
  private static final int CELL = 4;

  @Test
  void isTheLargestRectangleWithoutAnObject() {
    ImagePlanes maps =
        maps(
            "........", //
            "........",
            ".....###",
            ".....##.",
            "........",
            "........");

    // 5 × 6 cells on the left; above and below the object there are 8 × 2
    assertThat(BackgroundWindow.of(maps, CELL, 32, 24)).contains(new ImageWindow(0, 0, 20, 24));
  }

  @Test
  void endsWithTheImageInACellThatIsCut() {
    ImagePlanes maps =
        maps(
            "##......", //
            "###.....",
            "###.....",
            "........");

    assertThat(BackgroundWindow.of(maps, CELL, 30, 13)).contains(new ImageWindow(12, 0, 18, 13));
  }

  @Test
  void isTheMiddleOfAStripThatIsMoreThanTwiceAsLongAsWide() {
    ImagePlanes strip =
        maps(
            "############", //
            "............",
            "............",
            "............",
            "############");
    ImagePlanes pillar =
        maps(
            "#..#", //
            "#..#", "#..#", "#..#", "#..#", "#..#", "####");

    assertThat(BackgroundWindow.of(strip, CELL, 48, 20)).contains(new ImageWindow(12, 4, 24, 12));
    assertThat(BackgroundWindow.of(pillar, CELL, 16, 28)).contains(new ImageWindow(4, 4, 8, 16));
  }

  @Test
  void isAtLeastHalfAsLongAsTheImage() {
    ImagePlanes four =
        maps(
            "....####", //
            "....####",
            "########");
    ImagePlanes three =
        maps(
            "...#####", //
            "...#####",
            "...#####");

    assertThat(BackgroundWindow.of(four, CELL, 32, 12)).contains(new ImageWindow(0, 0, 16, 8));
    assertThat(BackgroundWindow.of(three, CELL, 32, 12)).isEmpty();
  }

  @Test
  void aLongOneIsPreferredToALargerOneThatIsTooShort() {
    ImagePlanes maps =
        maps(
            "...#........#...", //
            "...#........#...",
            "...#........#...",
            "...#........####",
            "################",
            ".......#########",
            ".......#########",
            ".......#########",
            ".......#########",
            ".......#########");

    // 8 × 4 cells are fewer than 7 × 5
    assertThat(BackgroundWindow.of(maps, CELL, 64, 40)).contains(new ImageWindow(16, 0, 32, 16));
  }

  @Test
  void everyMapIsBelowATwentiethOfItsMaximumThere() {
    ImagePlanes two = new ImagePlanes(2, 2, 4);
    two.values()[3] = 1;
    two.values()[8 + 7] = 1;
    two.values()[8 + 2] = .05f;
    two.values()[6] = .049f;

    // Free of the first map but for column 3, of the second but for the middle and the end
    assertThat(BackgroundWindow.of(two, CELL, 16, 8)).contains(new ImageWindow(0, 0, 8, 8));
    assertThat(BackgroundWindow.of(two.plane(0), CELL, 16, 8))
        .contains(new ImageWindow(0, 0, 12, 8));
  }

  @Test
  void thereIsNoneWhereSomeObjectIsNowhereSeenOrOneIsEverywhere() {
    ImagePlanes seen = new ImagePlanes(2, 4, 4);
    seen.values()[0] = 1;
    ImagePlanes everywhere = new ImagePlanes(1, 4, 4);
    Arrays.fill(everywhere.values(), .05f);

    assertThat(BackgroundWindow.of(seen.plane(0), CELL, 16, 16)).isPresent();
    assertThat(BackgroundWindow.of(seen, CELL, 16, 16)).isEmpty();
    assertThat(BackgroundWindow.of(everywhere, CELL, 16, 16)).isEmpty();
  }

  @Test
  void noOtherRectangleOfItsShapeIsLarger() {
    Random random = new Random(3);
    int found = 0;
    for (int trial = 0; trial < 400; trial++) {
      ImagePlanes maps = new ImagePlanes(1, 3 + random.nextInt(7), 3 + random.nextInt(7));
      for (int i = 0; i < maps.area(); i++) {
        maps.values()[i] = random.nextInt(8) == 0 ? 1 : 0;
      }
      maps.values()[0] = 1;
      Optional<ImageWindow> window = BackgroundWindow.of(maps, 1, maps.width(), maps.height());

      assertThat(window.map(each -> each.width() * each.height()).orElse(0))
          .isEqualTo(largest(maps));
      window.ifPresent(
          each ->
              assertThat(isAllowed(maps, each.left(), each.top(), each.width(), each.height()))
                  .isTrue());
      found += window.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(100, 399);
  }

  @Test
  void imagesWithoutAWindowAreLeftOut() throws UnusableImageException {
    ImageWindow window = new ImageWindow(1, 0, 1, 2);
    RgbImage image = new RgbImage(2, 2, new byte[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4});
    WindowImages images =
        new WindowImages(
            new Pictures(List.of(image, image)), List.of(Optional.empty(), Optional.of(window)));

    assertThat(images.size()).isEqualTo(1);
    assertThat(images.id(0)).isEqualTo("%064x".formatted(1));
    assertThat(images.load(0)).isEqualTo(new RgbImage(1, 2, new byte[] {2, 2, 2, 4, 4, 4}));
  }

  @Test
  void isTheSameAfterItWasStored() {
    ImageWindow window = new ImageWindow(70_000, 3, 300, 4);

    assertThat(ImageWindow.stored(window.toBytes())).isEqualTo(window);
  }

  /** Cells of the largest allowed rectangle, of all that there are. */
  private static int largest(ImagePlanes maps) {
    int largest = 0;
    for (int top = 0; top < maps.height(); top++) {
      for (int left = 0; left < maps.width(); left++) {
        for (int height = 1; top + height <= maps.height(); height++) {
          for (int width = 1; left + width <= maps.width(); width++) {
            if (width * height > largest && isAllowed(maps, left, top, width, height)) {
              largest = width * height;
            }
          }
        }
      }
    }
    return largest;
  }

  private static boolean isAllowed(ImagePlanes maps, int left, int top, int width, int height) {
    int longSide = Math.max(width, height);
    if (longSide > 2 * Math.min(width, height)
        || 2 * longSide < Math.max(maps.width(), maps.height())) {
      return false;
    }
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        if (maps.at(0, y, x) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** One map: 1 at each #, 0 elsewhere. */
  private static ImagePlanes maps(String... rows) {
    ImagePlanes maps = new ImagePlanes(1, rows.length, rows[0].length());
    for (int i = 0; i < maps.area(); i++) {
      maps.values()[i] = rows[i / maps.width()].charAt(i % maps.width()) == '#' ? 1 : 0;
    }
    return maps;
  }
}
