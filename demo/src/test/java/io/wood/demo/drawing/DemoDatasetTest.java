package io.wood.demo.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DemoDatasetTest {
  private static final DemoSpec SMALL = new DemoSpec(11, 1, 2, 1, 4, 4, .2, .3);
  private static final List<DemoImage> DRAWN = new DemoDataset(SMALL).images().toList();

  @Test
  void theDefaultHoldsEnoughOfEverything() {
    DemoSpec spec = DemoSpec.DEFAULT;
    int classes = DemoDataset.CLASSES.size();

    assertTrue(classes >= 6);
    assertTrue(spec.trainPerClass() * classes >= 600);
    assertTrue(spec.validationPerClass() * classes >= 150);
    assertTrue(spec.hardPerClass() * classes + spec.easy() + spec.missingPositives() >= 600);
  }

  @Test
  void oneSeedDrawsTheSameBytesAloneAndInParallel() {
    DemoDataset again = new DemoDataset(SMALL);

    for (int i = DRAWN.size() - 1; i >= 0; i--) {
      assertArrayEquals(DRAWN.get(i).jpeg(), again.draw(i).jpeg(), DRAWN.get(i).name());
    }
  }

  @Test
  void anotherSeedDrawsOtherPictures() {
    DemoSpec other = new DemoSpec(12, 1, 2, 1, 4, 4, .2, .3);

    assertFalse(Arrays.equals(DRAWN.get(0).jpeg(), new DemoDataset(other).draw(0).jpeg()));
  }

  @Test
  void aMaskShowsExactlyTheLabelledClasses() throws IOException {
    List<DemoImage> validation =
        DRAWN.stream().filter(image -> image.kind() == DemoImage.Kind.VALIDATION).toList();

    assertEquals(2 * DemoDataset.CLASSES.size(), validation.size());
    for (DemoImage image : validation) {
      BufferedImage mask = ImageIO.read(new ByteArrayInputStream(image.mask().orElseThrow()));
      assertEquals(image.width(), mask.getWidth());
      assertEquals(image.height(), mask.getHeight());
      Set<String> seen = new TreeSet<>();
      int[] values =
          mask.getRaster().getSamples(0, 0, mask.getWidth(), mask.getHeight(), 0, (int[]) null);
      for (int value : values) {
        if (value > 0) {
          seen.add(DemoDataset.CLASSES.get(value - 1));
        }
      }
      assertEquals(new TreeSet<>(image.labels()), seen, image.name());
    }
  }

  @Test
  void thePoolMixesAllKindsUnderNamesThatDoNotTell() {
    List<DemoImage> pool = DRAWN.stream().filter(image -> image.kind().candidate()).toList();

    assertEquals(14, pool.size());
    assertTrue(pool.stream().allMatch(image -> image.name().matches("candidate-\\d{4}")));
    assertEquals(3, pool.stream().map(DemoImage::kind).collect(Collectors.toSet()).size());
    for (DemoImage image : pool) {
      assertEquals(
          image.kind() == DemoImage.Kind.MISSING_POSITIVE, !image.labels().isEmpty(), image.name());
      assertTrue(image.mask().isEmpty());
    }
  }

  @Test
  void noTwoPicturesAreTheSame() {
    assertEquals(
        DRAWN.size(),
        DRAWN.stream().map(image -> Arrays.hashCode(image.jpeg())).distinct().count());
  }

  @Test
  void refusesSharesThatExceedTheWhole() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new DemoSpec(1, 1, 1, 1, 1, 1, .8, .4));

    assertNotEquals("", refused.getMessage());
    assertTrue(refused.getMessage().contains("strayShare"));
  }
}
