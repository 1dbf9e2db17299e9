package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.ObjectPlacement;
import io.wood.demo.drawing.object.SceneProps;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;

/** Grass, flowers and a fence: the typical background of cows. */
public final class MeadowBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    double horizon = brush.height() * brush.between(.34, .58);
    SkyBackdrop.paint(brush, horizon);
    Color grass =
        ColourTint.of(brush.between(68, 125), brush.between(.4, .7), brush.between(.4, .68));
    GroundPlane.paint(
        brush,
        horizon,
        ColourTint.mix(grass, ColourTint.of(60, .2, .8), .3),
        ColourTint.times(grass, .75));
    GroundPlane.grain(brush, horizon, 9, .25);
    if (brush.chance(.6)) {
      fence(brush, horizon);
    }
    if (brush.chance(.35)) {
      double near = brush.between(.1, .5);
      SceneProps.bale(
          brush,
          brush.between(0, brush.width()),
          horizon + near * (brush.height() - horizon),
          5 + 14 * near);
    }
    for (int i = brush.count(0, 2); i > 0; i--) {
      SceneProps.bush(
          brush,
          brush.between(0, brush.width()),
          horizon + brush.between(2, 14),
          brush.between(5, 11));
    }
    blades(brush, horizon, grass, 0, brush.between(5, 9));
    if (brush.chance(.55)) {
      flowers(brush, horizon);
    }
    return new SceneStage(
        SceneStage.View.SIDE,
        brush.width() / 2,
        horizon,
        ObjectPlacement.plane(brush, horizon, brush.between(80, 118)),
        ObjectPlacement.air(brush, horizon));
  }

  private static void blades(
      Brush brush, double horizon, Color grass, double from, double density) {
    double depth = brush.height() - horizon;
    int number = (int) (density * brush.width());
    for (int i = 0; i < number; i++) {
      double near = from + (1 - from) * Math.sqrt(i / (double) number);
      double y = horizon + depth * near;
      double x = brush.between(-2, brush.width() + 2);
      double length = (1 + 7 * near) * brush.between(.6, 1.3);
      Color colour = ColourTint.times(grass, brush.between(.7, 1.25));
      brush.line(x, y, x + brush.between(-.35, .35) * length, y - length, .25 + .7 * near, colour);
    }
  }

  private static void flowers(Brush brush, double horizon) {
    Color colour =
        brush.pick(
            ColourTint.of(50, .85, .95),
            ColourTint.of(0, 0, .97),
            ColourTint.of(330, .5, .9),
            ColourTint.of(265, .5, .8));
    double depth = brush.height() - horizon;
    for (int i = brush.count(15, 60); i > 0; i--) {
      double near = brush.between(.1, 1);
      double size = .4 + 1.1 * near;
      brush.oval(brush.between(0, brush.width()), horizon + depth * near, size, size * .8, colour);
    }
  }

  private static void fence(Brush brush, double horizon) {
    Color wood =
        ColourTint.of(brush.between(20, 40), brush.between(.1, .45), brush.between(.3, .7));
    double y = horizon + (brush.height() - horizon) * brush.between(.08, .3);
    double tall = brush.between(6, 13);
    for (double x = brush.between(-10, 0); x < brush.width(); x += tall * 1.7) {
      brush.box(x, y - tall, tall * .16, tall, ColourTint.times(wood, brush.between(.8, 1.1)));
    }
    brush.line(0, y - tall * .8, brush.width(), y - tall * .82, tall * .1, wood);
    brush.line(0, y - tall * .4, brush.width(), y - tall * .42, tall * .1, wood);
  }

  @Override
  public void cover(Brush brush, SceneStage stage) {
    if (brush.chance(.75)) {
      Color grass = ColourTint.of(brush.between(70, 120), .6, brush.between(.35, .6));
      blades(brush, stage.horizon(), grass, .8, brush.between(.4, 1.4));
    }
  }
}
