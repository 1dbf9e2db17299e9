package io.wood.local.demo;

import java.awt.Color;

/** Sea or lake with waves: what boats float on. */
final class Water implements Scenery {
  @Override
  public Stage paint(Brush brush) {
    double horizon = brush.height() * brush.between(.34, .6);
    Backdrop.paint(brush, horizon);
    Color deep = Tint.of(brush.between(175, 225), brush.between(.35, .75), brush.between(.35, .7));
    Color light = Tint.mix(deep, Tint.of(brush.between(30, 210), .12, .95), brush.between(.3, .6));
    Ground.paint(brush, horizon, light, deep);
    swell(brush, horizon);
    waves(brush, horizon, Tint.times(deep, .7), Tint.mix(light, Color.WHITE, .5));
    for (int i = brush.count(0, 2); i > 0; i--) {
      double near = brush.between(.1, .9);
      double x = brush.between(0, brush.width());
      double y = horizon + near * (brush.height() - horizon);
      if (brush.chance(.5)) {
        Props.rock(brush, x, y, 3 + 9 * near);
      } else {
        Props.buoy(brush, x, y, 2 + 5 * near);
      }
    }
    return new Stage(
        Stage.View.SIDE,
        brush.width() / 2,
        horizon,
        Places.plane(brush, horizon, brush.between(84, 124)),
        Places.air(brush, horizon));
  }

  private static void swell(Brush brush, double horizon) {
    Noise noise = brush.noise();
    double depth = brush.height() - horizon;
    double strength = brush.between(.15, .4);
    brush.shade(
        horizon,
        brush.height(),
        (x, y) -> {
          double near = Math.max(.05, (y - horizon) / depth);
          double u = (x - 64) / (near * 16 + 3);
          double v = 9 * Math.log(near) * 2.2;
          return 1 + strength * Math.min(1, near * 5) * 2 * (noise.at(u, v, 3) - .5);
        });
  }

  private static void waves(Brush brush, double horizon, Color trough, Color crest) {
    double depth = brush.height() - horizon;
    int strokes = (int) (depth * brush.between(2.2, 4));
    double bend = brush.between(.4, 1.2);
    for (int i = 0; i < strokes; i++) {
      double near = Math.pow(brush.between(0, 1), 1.4);
      double y = horizon + depth * near;
      double x = brush.between(-10, brush.width() + 10);
      double length = (2 + 13 * near) * brush.between(.5, 1.4);
      double thick = .35 + 1.1 * near;
      Color colour = Tint.faded(brush.chance(.55) ? crest : trough, brush.between(.25, .75));
      brush.draw(
          new java.awt.geom.QuadCurve2D.Double(
              x - length / 2, y, x, y - bend * thick * 2, x + length / 2, y),
          thick,
          colour);
    }
  }

  @Override
  public void cover(Brush brush, Stage stage) {
    if (brush.chance(.25)) {
      Props.reeds(brush, brush.height());
    }
  }
}
