package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.ObjectPlacement;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;

/** Grounds of no class: sand, snow, a paved square, bare earth. */
public final class PlainBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    double horizon = brush.height() * brush.between(.34, .58);
    SkyBackdrop.paint(brush, horizon);
    switch (brush.count(0, 3)) {
      case 0 -> sand(brush, horizon);
      case 1 -> snow(brush, horizon);
      case 2 -> square(brush, horizon);
      default -> earth(brush, horizon);
    }
    return new SceneStage(
        SceneStage.View.SIDE,
        brush.width() / 2,
        horizon,
        ObjectPlacement.plane(brush, horizon, brush.between(80, 116)),
        ObjectPlacement.air(brush, horizon));
  }

  private static void sand(Brush brush, double horizon) {
    Color sand =
        ColourTint.of(brush.between(32, 46), brush.between(.25, .5), brush.between(.75, .92));
    GroundPlane.paint(brush, horizon, ColourTint.mix(sand, Color.WHITE, .2), sand);
    ValueNoise noise = brush.noise();
    double ripple = brush.between(3, 6);
    brush.shade(
        horizon,
        brush.height(),
        (x, y) ->
            1
                + .1
                    * Math.sin((y + 9 * noise.at(x / 30, y / 30, 2)) * 6 / ripple)
                    * (y - horizon)
                    / (brush.height() - horizon));
    GroundPlane.grain(brush, horizon, 3, .1);
  }

  private static void snow(Brush brush, double horizon) {
    Color snow = ColourTint.of(brush.between(200, 225), brush.between(.02, .1), .97);
    GroundPlane.paint(brush, horizon, snow, ColourTint.times(snow, .9));
    GroundPlane.grain(brush, horizon, 26, .16);
  }

  private static void square(Brush brush, double horizon) {
    Color stone =
        ColourTint.of(brush.between(15, 50), brush.between(.06, .25), brush.between(.5, .78));
    GroundPlane.paint(brush, horizon, ColourTint.times(stone, 1.1), stone);
    double depth = brush.height() - horizon;
    double middle = brush.width() / 2;
    Color joint = ColourTint.faded(ColourTint.times(stone, .6), .8);
    for (double distance = 1; distance < 14; distance += .45) {
      double y = horizon + depth / distance;
      brush.line(0, y, brush.width(), y, .9 / distance + .2, joint);
    }
    for (double foot = -14; foot <= 14; foot++) {
      brush.line(middle, horizon, middle + foot * 26, brush.height(), .5, joint);
    }
    GroundPlane.grain(brush, horizon, 4, .12);
  }

  private static void earth(Brush brush, double horizon) {
    Color earth =
        ColourTint.of(brush.between(15, 32), brush.between(.3, .6), brush.between(.35, .6));
    GroundPlane.paint(brush, horizon, ColourTint.times(earth, 1.2), ColourTint.times(earth, .85));
    GroundPlane.grain(brush, horizon, 6, .35);
  }
}
