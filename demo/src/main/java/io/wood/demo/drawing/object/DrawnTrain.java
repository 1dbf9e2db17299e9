package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;

/** Railcars, diesel, steam and freight; from the side or coming along the track. */
public final class DrawnTrain implements DrawnObject {
  @Override
  public void paint(Brush brush, SceneStage stage, ObjectSpot spot) {
    if (stage.view() == SceneStage.View.FRONT) {
      coming(brush, stage, spot);
    } else {
      passing(brush, spot);
    }
  }

  @Override
  public void ground(Brush brush, SceneStage stage, ObjectSpot spot) {
    double wide = stage.view() == SceneStage.View.FRONT ? spot.size() * .55 : spot.size() * 2;
    brush.oval(spot.x(), spot.y(), wide, spot.size() * .05, new Color(0, 0, 0, 110));
  }

  private static void coming(Brush brush, SceneStage stage, ObjectSpot spot) {
    double wide = Math.max(16, spot.size());
    double tall = wide * brush.between(1.05, 1.35);
    double left = spot.x() - wide / 2;
    double top = spot.y() - tall;
    Color livery = livery(brush);
    Color second = livery(brush);
    double far = brush.between(.12, .35);
    double aimX = stage.vanishingX();
    double aimY = stage.horizon() - 2;
    boolean rightSide = aimX > spot.x();
    double edge = rightSide ? left + wide : left;
    double farX = edge + (aimX - edge) * (1 - far);
    double farTop = top + (aimY - top) * (1 - far);
    double farBottom = spot.y() + (aimY - spot.y()) * (1 - far);
    Color side = ColourTint.times(livery, .7);
    brush.polygon(
        side, edge, top + tall * .06, farX, farTop, farX, farBottom, edge, spot.y() - tall * .08);
    for (double near = .9; near > .15; near *= .72) {
      double t1 = (1 - near) * (1 - far);
      double t2 = (1 - near * .84) * (1 - far);
      double x1 = edge + (aimX - edge) * t1;
      double x2 = edge + (aimX - edge) * Math.min(t2, 1 - far);
      double row1 = top + tall * .25 + (aimY - top - tall * .25) * t1;
      double row2 = top + tall * .48 + (aimY - top - tall * .48) * t1;
      brush.polygon(ColourTint.of(205, .35, .25), x1, row1, x2, row1, x2, row2, x1, row2);
    }
    brush.polygon(
        ColourTint.times(livery, .5),
        left,
        top + 1,
        left + wide,
        top + 1,
        farX,
        farTop,
        farX - wide * far,
        farTop);
    brush.rounded(left, top, wide, tall * .92, wide * brush.between(.15, .5), livery);
    face(brush, new ObjectSpot(left, top, wide, tall), second);
  }

  /** The front; the spot's x and y are its upper left corner, its lane the height. */
  private static void face(Brush brush, ObjectSpot box, Color second) {
    double left = box.x();
    double top = box.y();
    double wide = box.size();
    double tall = box.lane();
    if (brush.chance(.7)) {
      brush.inside(
          Brush.shape(
              left, top, left + wide, top, left + wide, top + tall * .9, left, top + tall * .9),
          () ->
              brush.atop(
                  () ->
                      brush.box(
                          left, top + tall * .55, wide, tall * brush.between(.1, .35), second)));
    }
    Color glass = ColourTint.of(205, brush.between(.2, .5), brush.between(.14, .35));
    int panes = brush.count(1, 3);
    double paneTall = tall * brush.between(.22, .34);
    for (int pane = 0; pane < panes; pane++) {
      double paneWide = wide * .78 / panes;
      brush.rounded(
          left + wide * .11 + pane * paneWide + .4,
          top + tall * .14,
          paneWide - .8,
          paneTall,
          wide * .08,
          glass);
    }
    brush.oval(
        left + wide * .5, top + tall * .08, wide * .05, wide * .05, ColourTint.of(50, .25, 1));
    for (int lamp = -1; lamp <= 1; lamp += 2) {
      double x = left + wide * (.5 + lamp * .33);
      brush.oval(x, top + tall * .72, wide * .075, wide * .075, ColourTint.of(0, 0, .25));
      brush.oval(x, top + tall * .72, wide * .055, wide * .055, ColourTint.of(50, .25, 1));
    }
    brush.rounded(
        left + wide * .04, top + tall * .84, wide * .92, tall * .12, 2, ColourTint.of(0, 0, .2));
    brush.box(left + wide * .42, top + tall * .82, wide * .16, tall * .12, ColourTint.of(0, 0, .1));
  }

  private static Color livery(Brush brush) {
    double hue = brush.pick(4, 45, 140, 215) + brush.between(-12, 12);
    return ColourTint.of(hue, brush.between(.6, .95), brush.between(.5, .92));
  }

  private static void passing(Brush brush, ObjectSpot spot) {
    double tall = spot.size() * brush.between(.5, .75);
    Color livery = livery(brush);
    Color second = livery(brush);
    int kind = brush.count(0, 3);
    double direction = brush.chance(.5) ? 1 : -1;
    double head = spot.x() + direction * tall * brush.between(0, 1.6);
    double tilt = brush.between(-.02, .02);
    brush.at(
        head,
        spot.y(),
        tilt,
        direction * tall,
        tall,
        () -> {
          double x = 0;
          int wagons = brush.count(1, 4);
          double length = locomotive(brush, kind, livery, second);
          x -= length;
          for (int wagon = 0; wagon < wagons; wagon++) {
            double here = x;
            double wagonLength = brush.between(1.9, 2.6);
            brush.at(
                here - .08,
                0,
                0,
                1,
                1,
                () -> {
                  if (kind == 3) {
                    freight(brush, wagonLength);
                  } else {
                    coach(brush, wagonLength, livery, second);
                  }
                });
            x -= wagonLength + .08;
          }
        });
  }

  /** Its nose is at 0, it extends to the left; returns its length. */
  private static double locomotive(Brush brush, int kind, Color livery, Color second) {
    if (kind == 2) {
      steam(brush, livery, second);
      return 2.1;
    }
    double length = brush.between(1.9, 2.5);
    double slope = kind == 0 ? brush.between(.3, .8) : brush.between(.02, .15);
    wheels(brush, -length, -.15 - slope * .4);
    brush.polygon(
        Brush.gradient(-1, ColourTint.times(livery, 1.15), -.1, ColourTint.times(livery, .75)),
        -length,
        -.14,
        -length,
        -.96,
        -slope,
        -.96,
        -.03,
        -.42,
        0,
        -.14);
    brush.polygon(second, -length, -.36, -.02, -.36, 0, -.22, -length, -.22);
    brush.polygon(
        ColourTint.of(205, .4, .22),
        -slope - .22,
        -.86,
        -slope + .01,
        -.86,
        -slope * .35,
        -.56,
        -slope - .22,
        -.56);
    if (kind == 0) {
      windows(brush, -length + .12, -slope - .35);
    } else {
      for (double x = -length + .2; x < -slope - .5; x += .16) {
        brush.box(x, -.8, .1, .3, ColourTint.times(livery, .5));
      }
    }
    brush.oval(-.09, -.3, .05, .05, ColourTint.of(50, .3, 1));
    if (brush.chance(.5)) {
      brush.line(-length * .6, -.96, -length * .5, -1.14, .03, ColourTint.of(0, 0, .2));
      brush.line(-length * .5, -1.14, -length * .6, -1.22, .03, ColourTint.of(0, 0, .2));
    }
    return length;
  }

  private static void steam(Brush brush, Color livery, Color second) {
    Color boiler = ColourTint.times(livery, .55);
    wheels(brush, -2.1, -.2);
    brush.rounded(
        -1.5,
        -.78,
        1.35,
        .5,
        .2,
        Brush.gradient(-.8, ColourTint.times(boiler, 1.6), -.25, ColourTint.times(boiler, .5)));
    brush.box(-2.1, -1.02, .62, .9, boiler);
    brush.box(-2.16, -1.06, .74, .08, ColourTint.of(0, 0, .15));
    brush.box(-1.95, -.9, .3, .26, ColourTint.of(205, .3, .3));
    brush.polygon(ColourTint.of(0, 0, .13), -.42, -.75, -.26, -.75, -.2, -1.15, -.48, -1.15);
    brush.oval(-.85, -.8, .12, .14, second);
    brush.box(-1.5, -.3, 1.45, .1, second);
    brush.polygon(ColourTint.of(0, 0, .15), -.15, -.3, .02, -.05, -.15, -.05);
    for (int wheel = 0; wheel < 3; wheel++) {
      double x = -1.35 + wheel * .4;
      brush.oval(x, -.18, .18, .18, ColourTint.of(0, 0, .12));
      brush.oval(x, -.18, .12, .12, ColourTint.of(2, .6, .5));
    }
  }

  private static void coach(Brush brush, double length, Color livery, Color second) {
    wheels(brush, -length, 0);
    brush.rounded(
        -length,
        -.97,
        length,
        .85,
        .12,
        Brush.gradient(-1, ColourTint.times(livery, 1.15), -.1, ColourTint.times(livery, .75)));
    brush.box(-length, -.36, length, .14, second);
    brush.rounded(-length, -1, length, .12, .1, ColourTint.of(0, 0, .45));
    windows(brush, -length + .12, -.15);
    Color door = ColourTint.times(second, .8);
    brush.box(-length * .5 - .1, -.82, .2, .66, door);
  }

  private static void windows(Brush brush, double from, double to) {
    Color glass = ColourTint.of(205, .35, brush.between(.15, .4));
    double step = brush.between(.2, .34);
    for (double x = from; x + step * .75 < to; x += step) {
      brush.box(x, -.8, step * .72, .3, glass);
    }
  }

  private static void freight(Brush brush, double length) {
    wheels(brush, -length, 0);
    Color colour = livery(brush);
    brush.box(-length, -.24, length, .1, ColourTint.of(0, 0, .2));
    switch (brush.count(0, 2)) {
      case 0 ->
          brush.rounded(
              -length + .05,
              -.8,
              length - .1,
              .6,
              .5,
              Brush.gradient(
                  -.8, ColourTint.times(colour, 1.4), -.2, ColourTint.times(colour, .5)));
      case 1 -> {
        brush.box(-length + .04, -.88, length - .08, .66, colour);
        for (double x = -length + .1; x < -.08; x += .12) {
          brush.box(x, -.85, .04, .6, ColourTint.times(colour, .75));
        }
      }
      default -> {
        brush.polygon(colour, -length, -.7, 0, -.7, -.18, -.2, -length + .18, -.2);
        brush.fill(
            brush.blob(-length / 2, -.7, length * .42, .14, .15), ColourTint.of(30, .2, .22));
      }
    }
  }

  private static void wheels(Brush brush, double from, double to) {
    brush.box(from + .04, -.2, to - from - .08, .1, ColourTint.of(0, 0, .16));
    for (double x : new double[] {from + .3, from + .58, to - .58, to - .3}) {
      brush.oval(x, -.11, .11, .11, ColourTint.of(0, 0, .1));
      brush.oval(x, -.11, .05, .05, ColourTint.of(0, 0, .5));
    }
  }
}
