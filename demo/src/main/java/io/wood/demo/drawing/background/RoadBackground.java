package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.ObjectPlacement;
import io.wood.demo.drawing.object.ObjectSpot;
import io.wood.demo.drawing.object.SceneProps;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Asphalt with markings, kerbs and verges: the typical background of cars. */
public final class RoadBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    double horizon = brush.height() * brush.between(.34, .56);
    SkyBackdrop.paint(brush, horizon);
    Color verge =
        brush.pick(
            ColourTint.of(brush.between(60, 120), brush.between(.2, .5), brush.between(.3, .55)),
            ColourTint.of(brush.between(25, 50), brush.between(.15, .4), brush.between(.45, .7)),
            ColourTint.of(30, .04, brush.between(.55, .75)));
    GroundPlane.paint(brush, horizon, ColourTint.times(verge, 1.15), verge);
    Color asphalt = ColourTint.of(brush.between(200, 260), .05, brush.between(.24, .45));
    return brush.chance(.45) ? along(brush, horizon, asphalt) : across(brush, horizon, asphalt);
  }

  private static SceneStage along(Brush brush, double horizon, Color asphalt) {
    double vanishing = brush.width() * brush.between(.25, .75);
    double left = -brush.width() * brush.between(.1, .8);
    double right = brush.width() * (1 + brush.between(.1, .8));
    double bottom = brush.height();
    brush.polygon(
        asphalt, vanishing - .6, horizon, vanishing + .6, horizon, right, bottom, left, bottom);
    GroundPlane.grain(brush, horizon, 1.6, .22);
    Color paint = brush.pick(ColourTint.of(50, .05, .92), ColourTint.of(48, .65, .92));
    int lanes = brush.count(2, 4);
    for (int mark = 0; mark <= lanes; mark++) {
      double foot = left + (right - left) * (.04 + .92 * mark / lanes);
      boolean edge = mark == 0 || mark == lanes;
      for (double distance = 1; distance < 16; distance += edge ? .5 : .62) {
        double near = 1 / distance;
        double far = 1 / (distance + (edge ? .5 : .3));
        double wide = 3.2;
        brush.polygon(
            paint,
            vanishing + (foot - wide - vanishing) * near,
            horizon + (bottom - horizon) * near,
            vanishing + (foot + wide - vanishing) * near,
            horizon + (bottom - horizon) * near,
            vanishing + (foot + wide - vanishing) * far,
            horizon + (bottom - horizon) * far,
            vanishing + (foot - wide - vanishing) * far,
            horizon + (bottom - horizon) * far);
      }
    }
    if (brush.chance(.4)) {
      SceneProps.rail(brush, vanishing, horizon, brush.chance(.5) ? left - 12 : right + 12);
    }
    List<ObjectSpot> spots = new ArrayList<>();
    double lane = (right - left) * .92 / lanes;
    for (int i = 0; i < 3; i++) {
      double near = brush.between(.35, .95);
      double foot = left + (right - left) * .04 + lane * (brush.count(0, lanes - 1) + .5);
      double x = vanishing + (foot - vanishing) * near;
      if (x > 8 && x < brush.width() - 8) {
        spots.add(
            new ObjectSpot(x, horizon + (bottom - horizon) * near, lane * near * .86, lane * near));
      }
    }
    if (spots.isEmpty()) {
      spots.add(new ObjectSpot(vanishing, horizon + (bottom - horizon) * .6, lane * .5, lane * .6));
    }
    return new SceneStage(
        SceneStage.View.FRONT, vanishing, horizon, spots, ObjectPlacement.air(brush, horizon));
  }

  private static SceneStage across(Brush brush, double horizon, Color asphalt) {
    double ground = brush.height() - horizon;
    double top = horizon + ground * brush.between(.1, .4);
    double bottom = Math.min(brush.height() + 4, top + ground * brush.between(.5, .9));
    brush.box(0, top, brush.width(), bottom - top, asphalt);
    GroundPlane.flatGrain(brush, horizon, brush.height(), 1.1, .16);
    Color kerb = ColourTint.of(40, .05, brush.between(.62, .85));
    brush.box(0, top - 1.6, brush.width(), 1.6, kerb);
    brush.box(0, bottom, brush.width(), 2.2, kerb);
    Color paint = brush.pick(ColourTint.of(50, .05, .92), ColourTint.of(48, .65, .92));
    double middle = (top + bottom) / 2;
    double step = brush.between(14, 24);
    for (double x = brush.between(-step, 0); x < brush.width(); x += step) {
      brush.polygon(
          paint,
          x + 1.5,
          middle,
          x + step * .5 + 1.5,
          middle,
          x + step * .5,
          middle + 2,
          x,
          middle + 2);
    }
    brush.box(0, top + 1.5, brush.width(), 1, ColourTint.faded(paint, .8));
    if (brush.chance(.35)) {
      brush.box(0, bottom - 3.5, brush.width(), 1.3, ColourTint.faded(paint, .8));
    }
    if (brush.chance(.5)) {
      SceneProps.lamp(brush, brush.between(.1, .9) * brush.width(), top, brush.height() * .5);
    }
    List<ObjectSpot> spots = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double y = (i % 2 == 0 ? middle : bottom - 2) - brush.between(1, 5);
      spots.add(
          new ObjectSpot(
              brush.width() * brush.between(.2, .8), y, brush.between(72, 112), bottom - top));
    }
    return new SceneStage(
        SceneStage.View.SIDE,
        brush.width() / 2,
        horizon,
        spots,
        ObjectPlacement.air(brush, horizon));
  }

  @Override
  public void cover(Brush brush, SceneStage stage) {
    if (brush.chance(.3)) {
      SceneProps.roadSign(brush, brush.between(.05, .95) * brush.width(), brush.height());
    }
    if (brush.chance(.2)) {
      SceneProps.cone(brush, brush.between(.05, .95) * brush.width(), brush.height() * .97);
    }
  }
}
