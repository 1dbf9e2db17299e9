package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Birds, perched or in flight. */
public final class DrawnBird implements DrawnObject {
  @Override
  public void ground(Brush brush, SceneStage stage, ObjectSpot spot) {}

  /** Colours of one bird. */
  private record Plumage(Color back, Color belly, Color wing, Color beak) {}

  @Override
  public void paint(Brush brush, SceneStage stage, ObjectSpot spot) {
    double hue = brush.pick(5, 30, 210, 235, 290) + brush.between(-12, 12);
    Color back = ColourTint.of(hue, brush.between(.5, .95), brush.between(.4, .95));
    Plumage plumage =
        new Plumage(
            back,
            brush.chance(.7)
                ? ColourTint.of(
                    brush.between(15, 60), brush.between(.05, .8), brush.between(.6, .98))
                : ColourTint.times(back, 1.3),
            ColourTint.times(back, brush.between(.5, .85)),
            brush.pick(
                ColourTint.of(40, .9, .95), ColourTint.of(15, .8, .8), ColourTint.of(30, .9, .8)));
    double flip = brush.chance(.5) ? 1 : -1;
    boolean flying = stage.air().contains(spot);
    brush.at(
        spot.x(),
        spot.y(),
        flip * (flying ? brush.between(-.4, .3) : brush.between(-.15, .15)),
        flip * spot.size(),
        spot.size(),
        () -> {
          if (flying) {
            flying(brush, plumage);
          } else {
            perched(brush, plumage);
          }
        });
  }

  private static void perched(Brush brush, Plumage plumage) {
    double lean = brush.between(-.75, -.15);
    double stout = brush.between(.16, .25);
    Color leg = ColourTint.of(25, .5, .4);
    brush.line(-.03, -.16, -.05, 0, .022, leg);
    brush.line(.05, -.16, .05, 0, .022, leg);
    brush.line(-.1, 0, .0, 0, .018, leg);
    brush.line(.0, 0, .11, 0, .018, leg);
    brush.at(
        0,
        -.14 - stout,
        lean,
        1,
        1,
        () -> {
          tail(brush, plumage, brush.between(.3, .55));
          brush.oval(
              0, 0, .33, stout, Brush.gradient(-stout, plumage.back(), stout, plumage.belly()));
          wing(brush, plumage, brush.between(.9, 1.2));
        });
    double headX = .3 * Math.cos(lean);
    double headY = -.14 - stout + .3 * Math.sin(lean) - .1;
    head(brush, plumage, headX, headY, brush.between(.12, .16));
  }

  private static void tail(Brush brush, Plumage plumage, double length) {
    brush.polygon(
        plumage.wing(),
        -.2,
        -.08,
        -.3 - length,
        -.05,
        -.32 - length,
        .05,
        -.28 - length,
        .09,
        -.2,
        .07);
    brush.line(-.25, 0, -.29 - length, .02, .012, ColourTint.times(plumage.wing(), .6));
  }

  private static void wing(Brush brush, Plumage plumage, double length) {
    Path2D wing = new Path2D.Double();
    wing.moveTo(.2, -.07);
    wing.quadTo(-.05, -.2, -.42 * length, .02);
    wing.quadTo(-.1, .15, .2, -.07);
    brush.fill(wing, plumage.wing());
    for (int feather = 0; feather < 4; feather++) {
      double y = -.06 + feather * .04;
      brush.inside(
          wing,
          () -> brush.line(.1, y - .03, -.45, y + .05, .012, ColourTint.times(plumage.wing(), .6)));
    }
    if (brush.chance(.4)) {
      brush.inside(wing, () -> brush.line(-.02, -.2, -.1, .2, .04, plumage.belly()));
    }
  }

  private static void head(Brush brush, Plumage plumage, double x, double y, double radius) {
    double beak = brush.between(.08, .22);
    brush.polygon(
        plumage.beak(),
        x + radius * .7,
        y - .04,
        x + radius + beak,
        y + .02,
        x + radius * .7,
        y + .05);
    brush.oval(x, y, radius, radius * .95, brush.chance(.6) ? plumage.back() : plumage.wing());
    if (brush.chance(.5)) {
      brush.oval(x + radius * .35, y + radius * .3, radius * .55, radius * .5, plumage.belly());
    }
    if (brush.chance(.2)) {
      brush.polygon(
          plumage.back(),
          x - .02,
          y - radius * .7,
          x - .14,
          y - radius * 1.9,
          x + .06,
          y - radius * .8);
    }
    brush.oval(x + radius * .35, y - radius * .18, .036, .036, ColourTint.of(45, .2, .95));
    brush.oval(x + radius * .38, y - radius * .18, .024, .024, Color.BLACK);
  }

  private static void flying(Brush brush, Plumage plumage) {
    double beat = brush.between(-.9, .35);
    farWing(brush, plumage, beat);
    tail(brush, plumage, .2);
    brush.oval(0, 0, .3, .12, Brush.gradient(-.12, plumage.back(), .12, plumage.belly()));
    head(brush, plumage, .3, -.05, .1);
    Path2D near = new Path2D.Double();
    near.moveTo(.16, -.03);
    near.quadTo(.12, beat * .55, -.12, beat * .9);
    near.lineTo(-.26, beat * .8);
    near.quadTo(-.2, beat * .3, -.18, .03);
    near.closePath();
    brush.fill(near, plumage.wing());
    for (int feather = 0; feather < 4; feather++) {
      double x = -.2 + feather * .08;
      brush.inside(
          near,
          () -> brush.line(x + .05, 0, x - .05, beat, .012, ColourTint.times(plumage.wing(), .6)));
    }
  }

  private static void farWing(Brush brush, Plumage plumage, double beat) {
    brush.polygon(
        ColourTint.times(plumage.wing(), .75), .18, -.03, .3, beat * .75, .12, beat * .8, -.06, 0);
  }
}
