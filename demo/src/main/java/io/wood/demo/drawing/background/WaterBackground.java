package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.ObjectPlacement;
import io.wood.demo.drawing.object.SceneProps;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;

/** Sea or lake with waves: the typical background of boats. */
public final class WaterBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    double horizon = brush.height() * brush.between(.34, .6);
    SkyBackdrop.paint(brush, horizon);
    Color deep =
        ColourTint.of(brush.between(175, 225), brush.between(.35, .75), brush.between(.35, .7));
    Color light =
        ColourTint.mix(
            deep, ColourTint.of(brush.between(30, 210), .12, .95), brush.between(.3, .6));
    GroundPlane.paint(brush, horizon, light, deep);
    swell(brush, horizon);
    waves(brush, horizon, ColourTint.times(deep, .7), ColourTint.mix(light, Color.WHITE, .5));
    for (int i = brush.count(0, 2); i > 0; i--) {
      double near = brush.between(.1, .9);
      double x = brush.between(0, brush.width());
      double y = horizon + near * (brush.height() - horizon);
      if (brush.chance(.5)) {
        SceneProps.rock(brush, x, y, 3 + 9 * near);
      } else {
        SceneProps.buoy(brush, x, y, 2 + 5 * near);
      }
    }
    return new SceneStage(
        SceneStage.View.SIDE,
        brush.width() / 2,
        horizon,
        ObjectPlacement.plane(brush, horizon, brush.between(84, 124)),
        ObjectPlacement.air(brush, horizon));
  }

  private static void swell(Brush brush, double horizon) {
    ValueNoise noise = brush.noise();
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
      Color colour = ColourTint.faded(brush.chance(.55) ? crest : trough, brush.between(.25, .75));
      brush.draw(
          new java.awt.geom.QuadCurve2D.Double(
              x - length / 2, y, x, y - bend * thick * 2, x + length / 2, y),
          thick,
          colour);
    }
  }

  @Override
  public void cover(Brush brush, SceneStage stage) {
    if (brush.chance(.25)) {
      SceneProps.reeds(brush, brush.height());
    }
  }
}
