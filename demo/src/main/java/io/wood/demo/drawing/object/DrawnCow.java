package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Cows, standing, grazing or lying. */
public final class DrawnCow implements DrawnObject {
  /** Colours of one cow. */
  private record Coat(Color hide, Color patch, Color muzzle) {}

  @Override
  public void paint(Brush brush, SceneStage stage, ObjectSpot spot) {
    Coat coat = coat(brush);
    double flip = brush.chance(.5) ? 1 : -1;
    double size = spot.size() * .95;
    brush.at(
        spot.x(),
        spot.y(),
        brush.between(-.04, .04),
        flip * size * brush.between(.85, 1.15),
        size,
        () -> {
          switch (brush.count(0, 3)) {
            case 0 -> body(brush, coat, 0, () -> head(brush, coat, .5, -.12));
            case 1 -> body(brush, coat, .28, () -> head(brush, coat, .46, -.62));
            default -> body(brush, coat, 0, () -> head(brush, coat, .5, -.68));
          }
        });
  }

  private static Coat coat(Brush brush) {
    Color pink = ColourTint.of(12, .3, .85);
    return switch (brush.count(0, 4)) {
      case 0 -> new Coat(ColourTint.of(40, .04, .94), ColourTint.of(0, 0, .12), pink);
      case 1 ->
          new Coat(ColourTint.of(0, 0, .14), ColourTint.of(40, .04, .94), ColourTint.of(0, 0, .35));
      case 2 ->
          new Coat(ColourTint.of(brush.between(15, 28), .65, .5), ColourTint.of(40, .1, .93), pink);
      case 3 ->
          new Coat(ColourTint.of(brush.between(28, 40), .4, .8), ColourTint.of(28, .45, .65), pink);
      default -> new Coat(ColourTint.of(20, .6, .35), ColourTint.of(40, .06, .94), pink);
    };
  }

  private static void body(Brush brush, Coat coat, double sunk, Runnable head) {
    double y = -.82 + sunk;
    if (sunk == 0) {
      double stride = brush.between(-.06, .06);
      legs(brush, ColourTint.times(coat.hide(), .65), .05 + stride);
      legs(brush, coat.hide(), -stride);
    }
    Path2D trunk = new Path2D.Double();
    trunk.moveTo(-.44, y + .06);
    trunk.quadTo(-.3, y - .03, 0, y + .03);
    trunk.quadTo(.3, y - .05, .42, y);
    trunk.quadTo(.5, y + .2, .4, y + .42);
    trunk.quadTo(.1, y + .56, -.2, y + .48);
    trunk.quadTo(-.5, y + .48, -.44, y + .06);
    brush.fill(
        trunk,
        Brush.gradient(
            y, ColourTint.times(coat.hide(), 1.1), y + .5, ColourTint.times(coat.hide(), .72)));
    brush.inside(
        trunk,
        () -> {
          for (int i = brush.count(3, 7); i > 0; i--) {
            brush.fill(
                brush.blob(
                    brush.between(-.42, .4),
                    y + brush.between(0, .45),
                    brush.between(.06, .18),
                    brush.between(.05, .16),
                    .3),
                coat.patch());
          }
        });
    if (sunk == 0 && brush.chance(.6)) {
      brush.oval(-.2, y + .5, .09, .06, ColourTint.of(12, .3, .85));
    } else if (sunk > 0) {
      brush.rounded(-.4, -.1, .34, .11, .1, ColourTint.times(coat.hide(), .8));
      brush.rounded(.1, -.1, .34, .11, .1, ColourTint.times(coat.hide(), .8));
    }
    brush.line(-.43, y + .08, -.5, y + .42, .025, coat.hide());
    brush.oval(-.505, y + .47, .03, .06, coat.patch());
    head.run();
  }

  private static void legs(Brush brush, Color colour, double shift) {
    for (double x : new double[] {-.34, .26}) {
      brush.polygon(
          colour,
          x + shift - .01,
          -.45,
          x + shift + .13,
          -.45,
          x + shift + .09,
          -.02,
          x + shift + .02,
          -.02);
      brush.box(x + shift + .01, -.05, .085, .05, ColourTint.of(20, .2, .15));
    }
  }

  /** The head with its middle at a point; the neck runs back to the shoulder. */
  private static void head(Brush brush, Coat coat, double x, double y) {
    brush.polygon(
        ColourTint.times(coat.hide(), .9),
        .26,
        -.78,
        .4,
        -.8,
        x + .02,
        y - .06,
        x - .06,
        y + .12,
        .3,
        -.48);
    brush.at(
        x,
        y,
        y > -.3 ? .9 : brush.between(-.1, .35),
        1,
        1,
        () -> {
          Color horn = ColourTint.of(45, .2, .85);
          if (brush.chance(.6)) {
            brush.line(-.05, -.1, -.1, -.2, .03, horn);
            brush.line(.03, -.1, .05, -.21, .03, horn);
          }
          brush.oval(-.14, -.06, .08, .035, ColourTint.times(coat.hide(), .75));
          brush.polygon(coat.hide(), -.1, -.11, .06, -.12, .19, .06, .12, .13, -.06, .1);
          if (brush.chance(.5)) {
            brush.polygon(coat.patch(), -.02, -.11, .05, -.11, .13, .04, .06, .04);
          }
          brush.oval(.16, .08, .06, .055, coat.muzzle());
          brush.oval(.185, .07, .012, .012, ColourTint.of(0, 0, .15));
          brush.oval(.02, -.03, .02, .02, Color.BLACK);
        });
  }
}
