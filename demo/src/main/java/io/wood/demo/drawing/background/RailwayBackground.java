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

/** Tracks on ballast, along the view or across it: the typical background of trains. */
public final class RailwayBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    double horizon = brush.height() * brush.between(.34, .56);
    SkyBackdrop.paint(brush, horizon);
    Color stone =
        ColourTint.of(brush.between(15, 45), brush.between(.06, .25), brush.between(.38, .62));
    GroundPlane.paint(brush, horizon, ColourTint.times(stone, 1.1), ColourTint.times(stone, .85));
    boolean along = brush.chance(.5);
    if (along) {
      GroundPlane.grain(brush, horizon, 2.2, .45);
    } else {
      GroundPlane.flatGrain(brush, horizon, brush.height(), 1.3, .4);
    }
    return along ? along(brush, horizon) : across(brush, horizon);
  }

  private static SceneStage along(Brush brush, double horizon) {
    double vanishing = brush.width() * brush.between(.25, .75);
    double depth = brush.height() - horizon;
    int tracks = brush.count(1, 3);
    double gauge = brush.between(.36, .6) * brush.width() / Math.sqrt(tracks);
    double offset = brush.between(-.2, .2) * brush.width();
    List<ObjectSpot> spots = new ArrayList<>();
    for (int track = 0; track < tracks; track++) {
      double middle = brush.width() / 2 + offset + (track - (tracks - 1) / 2.0) * gauge * 1.9;
      track(brush, new double[] {vanishing, horizon, middle, depth, gauge});
      double near = brush.between(.42, .95);
      spots.add(
          new ObjectSpot(
              vanishing + (middle - vanishing) * near,
              horizon + depth * near,
              gauge * near * 1.5,
              gauge * near));
    }
    masts(brush, horizon, vanishing);
    return new SceneStage(
        SceneStage.View.FRONT, vanishing, horizon, spots, ObjectPlacement.air(brush, horizon));
  }

  private static void track(Brush brush, double[] geometry) {
    double vanishing = geometry[0];
    double horizon = geometry[1];
    double middle = geometry[2];
    double depth = geometry[3];
    double gauge = geometry[4];
    Color sleeper =
        ColourTint.of(brush.between(18, 35), brush.between(.15, .4), brush.between(.2, .38));
    Color rail = ColourTint.of(210, .06, brush.between(.7, .9));
    Color rust = ColourTint.of(18, .5, .35);
    for (double distance = 26; distance >= .75; distance -= .36) {
      double near = 1 / distance;
      double y = horizon + depth * near;
      double x = vanishing + (middle - vanishing) * near;
      double half = gauge * near * .82;
      double thick = Math.max(.3, depth * (near - 1 / (distance + .17)));
      brush.box(
          x - half,
          y - thick,
          2 * half,
          thick,
          ColourTint.times(sleeper, brush.between(.85, 1.15)));
    }
    for (int side = -1; side <= 1; side += 2) {
      double foot = middle + side * gauge / 2;
      double beyond = 1.4;
      double x = vanishing + (foot - vanishing) * beyond;
      double y = horizon + depth * beyond;
      double wide = gauge * .055 * beyond;
      brush.polygon(rust, vanishing, horizon, x - wide, y, x + wide, y, vanishing + .3, horizon);
      brush.polygon(
          rail, vanishing, horizon, x - wide * .3, y, x + wide * .6, y, vanishing + .3, horizon);
    }
  }

  private static void masts(Brush brush, double horizon, double vanishing) {
    if (brush.chance(.25)) {
      return;
    }
    Color steel = ColourTint.of(210, .06, brush.between(.3, .6));
    double top = horizon - brush.between(.5, 1.2) * brush.height();
    double foot = brush.height() * 1.05;
    for (int side = -1; side <= 1; side += 2) {
      double edge = brush.width() * (.5 + side * brush.between(.55, .8));
      for (double near = .12; near < 1; near *= 1.7) {
        double x = vanishing + (edge - vanishing) * near;
        double down = horizon + (foot - horizon) * near;
        double up = horizon + (top - horizon) * near;
        brush.line(x, down, x, up, 3.2 * near, steel);
        brush.line(x, up, x - side * 30 * near, up + 2 * near, 1.8 * near, steel);
      }
      brush.line(
          vanishing,
          horizon,
          vanishing + (edge - side * 30 - vanishing),
          top + 2,
          .5,
          ColourTint.faded(steel, .8));
    }
  }

  private static SceneStage across(Brush brush, double horizon) {
    double ground = brush.height() - horizon;
    int tracks = brush.count(1, 3);
    List<ObjectSpot> spots = new ArrayList<>();
    for (int track = 0; track < tracks; track++) {
      double share = tracks == 1 ? brush.between(.45, .75) : .3 + .55 * track / (tracks - 1.0);
      double y = horizon + ground * share;
      double size = brush.between(64, 98) * (.5 + .5 * share);
      sideTrack(brush, y, size * .17);
      spots.add(new ObjectSpot(brush.width() * brush.between(.25, .75), y, size, size * .17));
    }
    if (brush.chance(.6)) {
      Color steel = ColourTint.of(210, .08, brush.between(.35, .6));
      double y = spots.get(0).y();
      for (double x = brush.between(0, 40); x < brush.width(); x += brush.between(38, 55)) {
        brush.line(x, y, x, y - brush.height() * .6, 1.6, steel);
        brush.line(x, y - brush.height() * .58, x + 12, y - brush.height() * .55, 1, steel);
      }
      brush.line(0, y - brush.height() * .54, brush.width(), y - brush.height() * .545, .6, steel);
    }
    return new SceneStage(
        SceneStage.View.SIDE,
        brush.width() / 2,
        horizon,
        spots,
        ObjectPlacement.air(brush, horizon));
  }

  private static void sideTrack(Brush brush, double y, double bed) {
    Color stone = ColourTint.of(brush.between(20, 40), .15, brush.between(.3, .48));
    brush.box(0, y, brush.width(), bed * 1.6, ColourTint.faded(stone, .75));
    GroundPlane.flatGrain(brush, y, y + bed * 1.6, .8, .35);
    Color sleeper = ColourTint.of(25, .35, brush.between(.16, .3));
    double step = bed * brush.between(.9, 1.4);
    for (double x = brush.between(-step, 0); x < brush.width(); x += step) {
      brush.polygon(
          ColourTint.times(sleeper, brush.between(.85, 1.2)),
          x,
          y,
          x + step * .45,
          y,
          x + step * .38,
          y + bed,
          x - step * .12,
          y + bed);
    }
    Color rail = ColourTint.of(20, .25, .45);
    for (double row = y; row <= y + bed * .75; row += bed * .7) {
      brush.line(-2, row + .6, brush.width() + 2, row + .6, 1.7, ColourTint.times(rail, .6));
      brush.line(-2, row, brush.width() + 2, row, .8, ColourTint.of(210, .05, .82));
    }
  }

  @Override
  public void cover(Brush brush, SceneStage stage) {
    if (brush.chance(.3)) {
      SceneProps.signal(brush, brush.between(.05, .95) * brush.width(), brush.height());
    }
    if (brush.chance(.35)) {
      SceneProps.weeds(brush, brush.height());
    }
  }
}
