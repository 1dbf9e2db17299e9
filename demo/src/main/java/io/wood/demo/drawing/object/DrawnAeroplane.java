package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Airliners and propeller planes, from the side or from below. */
public final class DrawnAeroplane implements DrawnObject {
  @Override
  public void ground(Brush brush, SceneStage stage, ObjectSpot spot) {}

  @Override
  public void paint(Brush brush, SceneStage stage, ObjectSpot spot) {
    Color body =
        ColourTint.of(brush.between(0, 360), brush.chance(.8) ? .04 : .5, brush.between(.8, 1));
    Color trim = ColourTint.of(brush.between(0, 360), brush.between(.4, .9), brush.between(.3, .9));
    double flip = brush.chance(.5) ? 1 : -1;
    boolean flying = stage.air().contains(spot);
    boolean above = flying && brush.chance(.4);
    double turn = above ? brush.between(-3.1, 3.1) : flying ? brush.between(-.4, .25) : 0;
    brush.at(
        spot.x(),
        spot.y() - (flying ? 0 : spot.size() * .18),
        flip * turn,
        flip * spot.size(),
        spot.size(),
        () -> {
          if (above) {
            planform(brush, body, trim);
          } else if (brush.chance(.65)) {
            airliner(brush, body, trim, !flying || brush.chance(.2));
          } else {
            propeller(brush, body, trim, !flying || brush.chance(.5));
          }
        });
  }

  private static void planform(Brush brush, Color body, Color trim) {
    double sweep = brush.between(0, .3);
    double span = brush.between(.38, .52);
    boolean jet = brush.chance(.65);
    Color wing = brush.chance(.5) ? ColourTint.times(body, .85) : trim;
    for (int side = -1; side <= 1; side += 2) {
      brush.polygon(
          side < 0 ? wing : ColourTint.times(wing, .8),
          .13,
          0,
          -.02 - sweep,
          side * span,
          -.1 - sweep,
          side * span,
          -.1,
          0);
      brush.polygon(
          trim, -.36, 0, -.44 - sweep * .3, side * .17, -.5 - sweep * .3, side * .17, -.47, 0);
      if (jet) {
        brush.rounded(
            -.02 - sweep * .4, side * span * .42 - .03, .14, .06, .05, ColourTint.of(0, 0, .4));
      }
    }
    brush.oval(
        0,
        0,
        .5,
        brush.between(.06, .085),
        Brush.gradient(-.06, ColourTint.times(body, 1.1), .06, ColourTint.times(body, .7)));
    brush.line(-.48, 0, -.33, 0, .03, ColourTint.times(trim, .7));
    brush.oval(.4, 0, .035, .03, ColourTint.of(205, .4, .25));
    if (!jet) {
      brush.line(.5, -.1, .5, .1, .016, ColourTint.of(0, 0, .25));
    }
  }

  private static void airliner(Brush brush, Color body, Color trim, boolean gear) {
    double thick = brush.between(.075, .1);
    brush.polygon(ColourTint.times(body, .65), .06, -.01, -.1, -.2, -.17, -.2, -.08, -.01);
    brush.polygon(trim, -.36, -thick * .6, -.49, -.24, -.41, -.24, -.22, -thick * .8);
    Path2D hull = new Path2D.Double();
    hull.moveTo(-.52, -.05);
    hull.quadTo(-.3, -thick, -.2, -thick);
    hull.lineTo(.36, -thick);
    hull.quadTo(.48, -thick * .6, .51, .01);
    hull.quadTo(.48, thick, .34, thick);
    hull.lineTo(-.2, thick);
    hull.quadTo(-.38, .02, -.52, -.05);
    brush.fill(
        hull,
        Brush.gradient(-thick, ColourTint.times(body, 1.12), thick, ColourTint.times(body, .68)));
    brush.inside(hull, () -> brush.box(-.6, brush.between(-.01, .02), 1.2, thick * .35, trim));
    for (double x = -.3; x < .36; x += .04) {
      brush.box(x, -thick * .5, .018, .02, ColourTint.of(210, .4, .25));
    }
    brush.polygon(
        ColourTint.of(205, .4, .22), .42, -thick * .55, .465, -thick * .3, .41, -thick * .25);
    brush.polygon(ColourTint.times(body, .8), .08, .02, -.14, .21, -.22, .21, -.09, .02);
    brush.polygon(ColourTint.times(body, .75), -.38, -.03, -.5, .05, -.55, .05, -.48, -.04);
    brush.rounded(-.02, .08, .15, .065, .05, ColourTint.mix(trim, Color.GRAY, .5));
    brush.oval(.125, .112, .012, .032, ColourTint.of(0, 0, .15));
    if (gear) {
      gear(brush, .33);
      gear(brush, -.05);
    }
  }

  private static void gear(Brush brush, double x) {
    brush.line(x, .05, x, .15, .014, ColourTint.of(0, 0, .35));
    brush.oval(x, .16, .026, .026, ColourTint.of(0, 0, .1));
  }

  private static void propeller(Brush brush, Color body, Color trim, boolean gear) {
    brush.polygon(trim, -.34, -.04, -.46, -.22, -.38, -.23, -.22, -.05);
    Path2D hull = new Path2D.Double();
    hull.moveTo(-.48, -.04);
    hull.quadTo(-.1, -.11, .05, -.11);
    hull.lineTo(.32, -.08);
    hull.quadTo(.42, -.06, .42, .01);
    hull.quadTo(.4, .09, .25, .09);
    hull.quadTo(-.1, .09, -.48, .0);
    hull.closePath();
    brush.fill(
        hull, Brush.gradient(-.1, ColourTint.times(body, 1.1), .1, ColourTint.times(body, .7)));
    brush.inside(hull, () -> brush.box(-.6, -.01, 1.2, .04, trim));
    brush.polygon(ColourTint.of(205, .35, .3), -.08, -.1, -.03, -.18, .12, -.18, .2, -.1);
    if (brush.chance(.4)) {
      brush.box(-.12, -.24, .3, .03, ColourTint.times(body, .9));
      brush.line(-.04, -.22, -.02, .06, .012, ColourTint.of(0, 0, .3));
      brush.line(.12, -.22, .1, .06, .012, ColourTint.of(0, 0, .3));
    }
    brush.polygon(ColourTint.times(body, .75), .16, .03, -.02, .16, -.12, .16, -.02, .03);
    brush.polygon(ColourTint.times(trim, .85), -.36, -.02, -.46, .05, -.52, .05, -.46, -.02);
    brush.oval(.43, 0, .03, .035, ColourTint.times(trim, .7));
    brush.oval(.455, 0, .014, brush.between(.13, .18), new Color(60, 60, 60, 190));
    if (gear) {
      gear(brush, .2);
      gear(brush, .04);
    }
  }
}
