package io.wood.demo.drawing.background;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Paints sky and horizon. All scenes share them, so they do not indicate a class. */
final class SkyBackdrop {
  private SkyBackdrop() {}

  /** Paints the sky down to the horizon, then hills, a wood, a town or nothing. */
  static void paint(Brush brush, double horizon) {
    Color high =
        brush.pick(
            ColourTint.of(
                brush.between(195, 220), brush.between(.25, .55), brush.between(.75, .95)),
            ColourTint.of(brush.between(200, 230), brush.between(.02, .12), brush.between(.6, .88)),
            ColourTint.of(brush.between(15, 45), brush.between(.2, .5), brush.between(.8, .98)));
    Color low =
        ColourTint.mix(
            high, ColourTint.of(brush.between(20, 220), .08, .97), brush.between(.4, .8));
    brush.box(0, 0, brush.width(), brush.height(), Brush.gradient(0, high, horizon, low));
    haze(brush, horizon);
    switch (brush.count(0, 4)) {
      case 0 -> hills(brush, horizon, low);
      case 1 -> wood(brush, horizon, low);
      case 2 -> town(brush, horizon, low);
      case 3 -> {
        hills(brush, horizon, low);
        wood(brush, horizon, low);
      }
      default -> {}
    }
  }

  private static void haze(Brush brush, double horizon) {
    if (brush.chance(.5)) {
      return;
    }
    ValueNoise noise = brush.noise();
    double depth = brush.between(.05, .16);
    brush.shade(0, horizon, (x, y) -> 1 + depth * (noise.at(x / 45, y / 14, 3) - .45) * 2);
  }

  private static void hills(Brush brush, double horizon, Color sky) {
    Color hill =
        ColourTint.of(brush.between(80, 240), brush.between(.15, .4), brush.between(.35, .6));
    for (int ridge = 0; ridge < brush.count(1, 3); ridge++) {
      ValueNoise noise = brush.noise();
      double rise = horizon * brush.between(.25, .7) / (ridge + 1);
      double stretch = brush.between(25, 60);
      Path2D path = new Path2D.Double();
      path.moveTo(0, horizon + 1);
      for (double x = 0; x <= brush.width() + 3; x += 3) {
        path.lineTo(x, horizon - rise * noise.at(x / stretch, ridge, 3));
      }
      path.lineTo(brush.width() + 3, horizon + 1);
      path.closePath();
      brush.fill(path, ColourTint.mix(hill, sky, .6 - .2 * ridge));
    }
  }

  private static void wood(Brush brush, double horizon, Color sky) {
    Color green =
        ColourTint.of(brush.between(70, 150), brush.between(.25, .5), brush.between(.2, .4));
    double size = brush.between(3, 9);
    for (double x = -size; x < brush.width() + size; x += size * brush.between(.3, .9)) {
      Color crown = ColourTint.mix(ColourTint.times(green, brush.between(.8, 1.25)), sky, .2);
      brush.fill(
          brush.blob(x, horizon - size * .6, size * .8, size * brush.between(.7, 1.3), .25), crown);
    }
    brush.box(0, horizon - size * .3, brush.width(), size * .4, ColourTint.times(green, .8));
  }

  private static void town(Brush brush, double horizon, Color sky) {
    double x = brush.between(-12, 10);
    while (x < brush.width()) {
      double width = brush.between(7, 22);
      double height = Math.min(horizon * .85, brush.between(8, 34));
      Color wall =
          ColourTint.mix(
              ColourTint.of(brush.between(5, 60), brush.between(.05, .35), brush.between(.45, .85)),
              sky,
              .25);
      brush.box(x, horizon - height, width, height + 1, wall);
      Color pane = ColourTint.times(wall, brush.between(.55, .8));
      for (double row = horizon - height + 2.5; row < horizon - 3; row += 4.5) {
        for (double column = x + 1.8; column < x + width - 2; column += 3.6) {
          brush.box(column, row, 1.6, 2.2, pane);
        }
      }
      x += width + (brush.chance(.3) ? brush.between(2, 12) : 0);
    }
  }
}
