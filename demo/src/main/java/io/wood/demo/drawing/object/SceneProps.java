package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;

/** Draws props: things of no class, in scenes with and without objects. */
public final class SceneProps {
  private SceneProps() {}

  public static void signal(Brush brush, double x, double foot) {
    double tall = brush.between(.4, .75) * brush.height();
    Color steel = ColourTint.of(210, .06, brush.between(.25, .5));
    brush.line(x, foot, x, foot - tall, 2, steel);
    brush.rounded(x - 3.2, foot - tall - 10, 6.4, 13, 2.5, ColourTint.of(0, 0, .12));
    brush.oval(
        x,
        foot - tall - 6.5,
        1.7,
        1.7,
        brush.pick(ColourTint.of(0, .9, .9), ColourTint.of(0, .3, .25)));
    brush.oval(
        x,
        foot - tall - 1.2,
        1.7,
        1.7,
        brush.pick(ColourTint.of(140, .8, .8), ColourTint.of(140, .3, .25)));
  }

  public static void roadSign(Brush brush, double x, double foot) {
    double tall = brush.between(.3, .6) * brush.height();
    brush.line(x, foot, x, foot - tall, 1.8, ColourTint.of(0, 0, .55));
    Color rim =
        brush.pick(
            ColourTint.of(2, .85, .8), ColourTint.of(215, .8, .65), ColourTint.of(48, .85, .9));
    if (brush.chance(.5)) {
      brush.oval(x, foot - tall, 6.5, 6.5, rim);
      brush.oval(x, foot - tall, 4.6, 4.6, Color.WHITE);
    } else {
      brush.polygon(rim, x - 7, foot - tall + 5, x + 7, foot - tall + 5, x, foot - tall - 7);
      brush.polygon(
          Color.WHITE, x - 4, foot - tall + 3.4, x + 4, foot - tall + 3.4, x, foot - tall - 3.6);
    }
  }

  public static void cone(Brush brush, double x, double foot) {
    Color orange = ColourTint.of(18, .9, .92);
    brush.polygon(orange, x - 4, foot, x + 4, foot, x, foot - 12);
    brush.polygon(
        Color.WHITE, x - 2.6, foot - 4, x + 2.6, foot - 4, x + 1.6, foot - 7, x - 1.6, foot - 7);
  }

  public static void lamp(Brush brush, double x, double foot, double tall) {
    Color steel = ColourTint.of(210, .05, brush.between(.3, .6));
    brush.line(x, foot, x, foot - tall, 1.4, steel);
    brush.line(x, foot - tall, x + 9, foot - tall - 2, 1.1, steel);
    brush.oval(x + 10, foot - tall - 1.6, 2.6, 1, ColourTint.of(50, .2, .95));
  }

  public static void rail(Brush brush, double vanishing, double horizon, double edge) {
    Color steel = ColourTint.of(210, .04, .72);
    double bottom = brush.height();
    for (double near = 1; near > .08; near *= .72) {
      double x = vanishing + (edge - vanishing) * near;
      double y = horizon + (bottom - horizon) * near;
      brush.line(x, y, x, y - 15 * near, 1.8 * near, ColourTint.times(steel, .7));
    }
    brush.polygon(
        steel, vanishing, horizon, edge, bottom - 15, edge, bottom - 9, vanishing, horizon + .2);
  }

  public static void rock(Brush brush, double x, double y, double size) {
    Color stone = ColourTint.of(brush.between(20, 220), .08, brush.between(.3, .55));
    var outline = brush.blob(x, y, size, size * .55, .25);
    brush.fill(
        outline,
        Brush.gradient(
            y - size * .5,
            ColourTint.times(stone, 1.35),
            y + size * .5,
            ColourTint.times(stone, .55)));
    brush.line(
        x - size,
        y + size * .45,
        x + size,
        y + size * .45,
        size * .14,
        new Color(255, 255, 255, 130));
  }

  public static void buoy(Brush brush, double x, double y, double size) {
    Color colour =
        brush.pick(
            ColourTint.of(5, .85, .85), ColourTint.of(120, .7, .5), ColourTint.of(48, .9, .9));
    brush.oval(x, y, size, size * .4, new Color(0, 0, 0, 70));
    brush.polygon(
        colour,
        x - size * .7,
        y,
        x + size * .7,
        y,
        x + size * .25,
        y - size * 1.9,
        x - size * .25,
        y - size * 1.9);
    brush.oval(x, y - size * 2, size * .3, size * .3, ColourTint.times(colour, .7));
  }

  public static void bale(Brush brush, double x, double y, double size) {
    Color straw = ColourTint.of(brush.between(38, 50), .5, brush.between(.65, .85));
    brush.oval(x, y, size * 1.1, size * .2, new Color(0, 0, 0, 80));
    brush.rounded(x - size, y - size * 1.3, size * 2, size * 1.35, size * .9, straw);
    brush.oval(x - size * .55, y - size * .64, size * .45, size * .65, ColourTint.times(straw, .8));
    brush.oval(
        x - size * .55, y - size * .64, size * .22, size * .34, ColourTint.times(straw, .65));
  }

  public static void bush(Brush brush, double x, double y, double size) {
    Color green = ColourTint.of(brush.between(75, 140), .5, brush.between(.22, .42));
    for (int i = 0; i < 7; i++) {
      brush.fill(
          brush.blob(
              x + brush.between(-.8, .8) * size,
              y - brush.between(.1, .9) * size,
              size * .5,
              size * .45,
              .25),
          ColourTint.times(green, brush.between(.75, 1.35)));
    }
  }

  public static void balloon(Brush brush, double x, double y, double size) {
    double hue = brush.between(0, 360);
    Color colour = ColourTint.of(hue, .75, .85);
    for (int i = 0; i < 4; i++) {
      Color stripe = i % 2 == 0 ? colour : ColourTint.of(hue + 60, .5, .95);
      brush.oval(x, y, size * (1 - .27 * i), size * 1.1, stripe);
    }
    brush.line(x - size * .5, y + size, x - size * .14, y + size * 1.6, .5, Color.DARK_GRAY);
    brush.line(x + size * .5, y + size, x + size * .14, y + size * 1.6, .5, Color.DARK_GRAY);
    brush.box(x - size * .18, y + size * 1.55, size * .36, size * .28, ColourTint.of(28, .6, .4));
  }

  public static void weeds(Brush brush, double foot) {
    double x = brush.between(0, brush.width());
    Color green = ColourTint.of(brush.between(60, 110), .5, brush.between(.3, .5));
    for (int i = brush.count(8, 22); i > 0; i--) {
      double length = brush.between(6, 18);
      brush.line(
          x + brush.between(-6, 6),
          foot,
          x + brush.between(-14, 14),
          foot - length,
          brush.between(.6, 1.3),
          ColourTint.times(green, brush.between(.7, 1.3)));
    }
  }

  public static void reeds(Brush brush, double foot) {
    double x = brush.chance(.5) ? brush.between(0, 24) : brush.width() - brush.between(0, 24);
    Color green = ColourTint.of(brush.between(50, 100), .45, brush.between(.25, .5));
    for (int i = brush.count(8, 20); i > 0; i--) {
      double here = x + brush.between(-14, 14);
      double length = brush.between(14, 38);
      double lean = brush.between(-5, 5);
      brush.line(
          here,
          foot,
          here + lean,
          foot - length,
          1.1,
          ColourTint.times(green, brush.between(.7, 1.3)));
      if (brush.chance(.3)) {
        brush.oval(here + lean, foot - length, 1.3, 3.4, ColourTint.of(25, .6, .3));
      }
    }
  }
}
