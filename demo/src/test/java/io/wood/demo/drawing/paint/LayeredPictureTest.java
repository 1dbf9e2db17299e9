package io.wood.demo.drawing.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayeredPictureTest {
  private final LayeredPicture picture = new LayeredPicture(8, 6, new Random(1));

  private int at(int x, int y) {
    return picture.mask()[y * 8 + x];
  }

  @Test
  void anObjectClaimsThePixelsItCovers() {
    picture.over(3, brush -> brush.box(2, 1, 4, 3, Color.RED));

    int claimed = 0;
    for (byte value : picture.mask()) {
      claimed += value == 3 ? 1 : 0;
    }
    assertEquals(12, claimed);
    assertEquals(3, at(2, 1));
    assertEquals(0, at(6, 1));
  }

  @Test
  void whatStandsInFrontTakesPixelsBack() {
    picture.over(3, brush -> brush.box(2, 1, 4, 3, Color.RED));
    picture.over(0, brush -> brush.box(3, 0, 1, 6, Color.GREEN));

    assertEquals(3, at(2, 2));
    assertEquals(0, at(3, 2));
    assertEquals(3, at(4, 2));
  }

  @Test
  void theNearerOfTwoObjectsIsSeen() {
    picture.over(1, brush -> brush.box(0, 0, 5, 6, Color.RED));
    picture.over(2, brush -> brush.box(3, 0, 5, 6, Color.BLUE));

    assertEquals(1, at(2, 3));
    assertEquals(2, at(3, 3));
  }

  @Test
  void aFaintVeilLeavesTheMaskAlone() {
    picture.over(1, brush -> brush.box(0, 0, 8, 6, Color.RED));
    picture.over(0, brush -> brush.box(0, 0, 8, 6, new Color(255, 255, 255, 60)));

    assertEquals(1, at(4, 4));
  }

  @Test
  void anObjectShowsInThePaintWhereItShowsInTheMask() {
    picture.background(
        brush -> {
          brush.box(0, 0, 8, 6, Color.BLACK);
          return null;
        });
    picture.over(1, brush -> brush.box(4, 0, 4, 6, Color.WHITE));

    float[] paint = picture.reduced();
    for (int i = 0; i < picture.mask().length; i++) {
      assertEquals(picture.mask()[i] == 1 ? 255 : 0, paint[i * 3], 1e-3);
    }
  }
}
