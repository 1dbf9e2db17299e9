package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Sailing boats, motor boats, rowing boats and ships. */
public final class DrawnBoat implements DrawnObject {
  @Override
  public void ground(Brush brush, SceneStage stage, ObjectSpot spot) {
    Color shade = new Color(10, 20, 40, 80);
    double half = spot.size() * .5;
    for (int i = 0; i < 7; i++) {
      double wide = half * (1 - i * .09) * brush.between(.7, 1.05);
      brush.oval(
          spot.x() + brush.between(-.06, .06) * half,
          spot.y() + i * spot.size() * .045,
          wide,
          spot.size() * .02,
          shade);
    }
    brush.oval(
        spot.x(), spot.y() + .4, half * 1.1, spot.size() * .02, new Color(255, 255, 255, 130));
  }

  @Override
  public void paint(Brush brush, SceneStage stage, ObjectSpot spot) {
    double flip = brush.chance(.5) ? 1 : -1;
    int kind = brush.count(0, 4);
    double size = spot.size() * (kind == 3 ? 1.5 : 1);
    brush.at(
        spot.x(),
        spot.y(),
        brush.between(-.06, .06),
        flip * size,
        size,
        () -> {
          switch (kind) {
            case 0, 1 -> sailing(brush);
            case 2 -> motor(brush);
            case 3 -> ship(brush);
            default -> rowing(brush);
          }
        });
  }

  private static Color paint(Brush brush) {
    return brush.chance(.5)
        ? ColourTint.of(brush.between(20, 60), brush.between(0, .1), brush.between(.88, 1))
        : ColourTint.of(
            brush.between(-15, 25) + brush.pick(0, 220),
            brush.between(.6, .95),
            brush.between(.35, .85));
  }

  private static void hull(Brush brush, double tall, double rake, Color colour) {
    Path2D hull = new Path2D.Double();
    hull.moveTo(-.48, -tall * .85);
    hull.lineTo(.5, -tall);
    hull.quadTo(.5 - rake * .4, -.01, .5 - rake, .01);
    hull.lineTo(-.42, .01);
    hull.closePath();
    brush.fill(
        hull,
        Brush.gradient(-tall, ColourTint.times(colour, 1.15), 0, ColourTint.times(colour, .65)));
    Color stripe = paint(brush);
    brush.inside(hull, () -> brush.box(-.6, -tall * .38, 1.2, tall * .16, stripe));
    brush.line(-.48, -tall * .85, .5, -tall, .016, ColourTint.mix(colour, Color.WHITE, .5));
  }

  private static void sailing(Brush brush) {
    hull(brush, brush.between(.1, .17), brush.between(.1, .25), paint(brush));
    double mast = brush.between(.8, 1.25);
    double x = brush.between(-.02, .1);
    brush.line(x, -.1, x, -mast, .018, ColourTint.of(30, .4, .4));
    Color sail =
        brush.chance(.6)
            ? ColourTint.of(brush.between(30, 60), brush.between(0, .15), .96)
            : paint(brush);
    Path2D main = new Path2D.Double();
    main.moveTo(x - .02, -mast * .97);
    main.quadTo(x - .28, -mast * .5, -.44, -.2);
    main.lineTo(x - .02, -.18);
    main.closePath();
    brush.fill(main, Brush.gradient(-mast, sail, -.1, ColourTint.times(sail, .78)));
    if (brush.chance(.75)) {
      Color jib = brush.chance(.6) ? ColourTint.times(sail, .9) : paint(brush);
      Path2D fore = new Path2D.Double();
      fore.moveTo(x + .02, -mast * brush.between(.75, .95));
      fore.quadTo(x + .3, -mast * .4, .46, -.17);
      fore.lineTo(x + .03, -.18);
      fore.closePath();
      brush.fill(fore, jib);
    }
    for (int seam = 1; seam < 4; seam++) {
      double y = -.2 - (mast - .25) * seam / 4;
      brush.inside(main, () -> brush.line(-.6, y, x, y - .03, .008, ColourTint.times(sail, .65)));
    }
  }

  private static void motor(Brush brush) {
    hull(brush, brush.between(.18, .26), brush.between(.2, .35), paint(brush));
    Color cabin = brush.chance(.6) ? ColourTint.of(0, 0, .95) : paint(brush);
    double top = -brush.between(.4, .5);
    brush.polygon(cabin, -.3, -.17, -.26, top, .02, top, .2, -.2);
    brush.polygon(
        ColourTint.of(205, .45, .25), -.03, top + .04, .01, top + .04, .13, -.24, -.03, -.24);
    brush.polygon(
        ColourTint.of(205, .45, .25), -.24, top + .05, -.08, top + .05, -.08, -.25, -.25, -.25);
    brush.box(-.33, top - .03, .38, .04, ColourTint.times(cabin, .75));
    brush.line(-.2, top, -.23, top - .2, .012, ColourTint.of(0, 0, .3));
    if (brush.chance(.5)) {
      brush.polygon(paint(brush), -.23, top - .2, -.36, top - .16, -.22, top - .12);
    }
  }

  private static void ship(Brush brush) {
    hull(brush, brush.between(.15, .2), brush.between(.08, .15), paint(brush));
    Color house = ColourTint.of(45, .06, .93);
    double tall = brush.between(.22, .36);
    brush.box(-.42, -.16 - tall, .2, tall, house);
    for (double y = -.13 - tall; y < -.2; y += .07) {
      brush.box(-.4, y, .16, .025, ColourTint.of(205, .4, .25));
    }
    brush.box(-.37, -.26 - tall, .09, .1, paint(brush));
    for (double x = -.18; x < .38; x += .1) {
      int stack = brush.count(0, 3);
      for (int i = 0; i < stack; i++) {
        brush.box(x, -.24 - i * .075, .094, .07, paint(brush));
      }
    }
    brush.line(.3, -.17, .3, -.45, .012, ColourTint.of(0, 0, .3));
  }

  private static void rowing(Brush brush) {
    Color colour = paint(brush);
    Path2D hull = new Path2D.Double();
    hull.moveTo(-.5, -.2);
    hull.quadTo(0, -.06, .5, -.22);
    hull.quadTo(.4, 0, .25, .01);
    hull.lineTo(-.3, .01);
    hull.quadTo(-.45, -.02, -.5, -.2);
    brush.fill(hull, Brush.gradient(-.2, colour, 0, ColourTint.times(colour, .6)));
    brush.inside(
        hull,
        () -> {
          for (double y = -.14; y < 0; y += .05) {
            brush.line(-.5, y, .5, y, .008, ColourTint.times(colour, .55));
          }
        });
    brush.line(-.05, -.15, -.34, .0, .022, ColourTint.of(30, .5, .65));
    brush.line(.1, -.15, .36, .0, .022, ColourTint.of(30, .5, .65));
    brush.box(-.2, -.16, .08, .05, ColourTint.of(30, .5, .5));
    brush.box(.1, -.16, .08, .05, ColourTint.of(30, .5, .5));
    if (brush.chance(.4)) {
      brush.line(0, -.1, 0, -.7, .018, ColourTint.of(30, .4, .4));
      brush.polygon(paint(brush), .02, -.68, .34, -.2, .02, -.2);
    }
  }
}
