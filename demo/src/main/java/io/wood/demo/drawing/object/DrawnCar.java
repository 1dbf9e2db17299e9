package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Saloons, hatchbacks, vans and pick-ups; from the side or along the lane. */
public final class DrawnCar implements DrawnObject {
  @Override
  public void paint(Brush brush, SceneStage stage, ObjectSpot spot) {
    Color body =
        ColourTint.of(brush.between(0, 360), brush.between(.35, .95), brush.between(.4, .95));
    if (stage.view() == SceneStage.View.FRONT) {
      double size = Math.max(12, spot.size());
      boolean leaving = brush.chance(.5);
      brush.at(spot.x(), spot.y(), 0, size, size, () -> end(brush, body, leaving));
      return;
    }
    double flip = brush.chance(.5) ? 1 : -1;
    brush.at(
        spot.x(),
        spot.y(),
        brush.between(-.03, .03),
        flip * spot.size(),
        spot.size(),
        () -> side(brush, body));
  }

  private static void side(Brush brush, Color body) {
    double roof = brush.between(.36, .44);
    double belt = roof * brush.between(.52, .6);
    double[] glass;
    Path2D outline = new Path2D.Double();
    outline.moveTo(-.5, -.1);
    switch (brush.count(0, 3)) {
      case 0 -> {
        outline.lineTo(-.49, -belt);
        outline.lineTo(-.36, -belt - .02);
        outline.quadTo(-.24, -roof, -.12, -roof);
        outline.lineTo(.08, -roof);
        outline.quadTo(.18, -roof, .28, -belt - .01);
        outline.quadTo(.46, -belt + .02, .5, -belt + .08);
        glass = new double[] {-.32, -.19, .13, .25};
      }
      case 1 -> {
        outline.lineTo(-.48, -belt);
        outline.quadTo(-.44, -roof, -.34, -roof);
        outline.lineTo(.06, -roof);
        outline.quadTo(.14, -roof, .26, -belt);
        outline.quadTo(.46, -belt + .03, .5, -belt + .09);
        glass = new double[] {-.42, -.36, .1, .22};
      }
      case 2 -> {
        roof += .06;
        outline.lineTo(-.5, -roof);
        outline.lineTo(.24, -roof);
        outline.quadTo(.34, -roof, .42, -belt);
        outline.lineTo(.49, -belt + .04);
        glass =
            new double[] {brush.chance(.5) ? .05 : -.44, brush.chance(.5) ? .05 : -.43, .25, .36};
      }
      default -> {
        outline.lineTo(-.5, -belt);
        outline.lineTo(-.08, -belt);
        outline.lineTo(-.06, -roof);
        outline.lineTo(.14, -roof);
        outline.lineTo(.25, -belt);
        outline.lineTo(.48, -belt + .03);
        glass = new double[] {-.03, -.02, .12, .21};
      }
    }
    outline.lineTo(.5, -.1);
    outline.closePath();
    brush.fill(
        outline,
        Brush.gradient(-roof, ColourTint.times(body, 1.2), -.08, ColourTint.times(body, .65)));
    double top = -roof + .035;
    double low = -belt - .005;
    Color pane = ColourTint.of(205, brush.between(.15, .4), brush.between(.16, .42));
    brush.polygon(pane, glass[0], low, glass[1], top, glass[2], top, glass[3], low);
    double middle = (glass[0] + glass[3]) / 2;
    brush.box(middle - .012, top, .024, low - top, body);
    brush.line(middle, low, middle, -.12, .008, ColourTint.times(body, .5));
    brush.box(-.5, -.14, 1, .05, ColourTint.times(body, .4));
    brush.oval(.47, -belt + .11, .03, .024, ColourTint.of(50, .2, 1));
    brush.box(-.5, -belt + .05, .025, .06, ColourTint.of(0, .85, .75));
    wheel(brush, -.3);
    wheel(brush, .3);
  }

  private static void wheel(Brush brush, double x) {
    brush.oval(x, -.09, .105, .105, ColourTint.of(0, 0, .09));
    brush.oval(x, -.09, .062, .062, ColourTint.of(0, 0, .72));
    brush.oval(x, -.09, .025, .025, ColourTint.of(0, 0, .3));
  }

  private static void end(Brush brush, Color body, boolean leaving) {
    double tall = brush.between(.72, 1.05);
    double belt = tall * .55;
    brush.box(-.42, -.16, .17, .17, ColourTint.of(0, 0, .09));
    brush.box(.25, -.16, .17, .17, ColourTint.of(0, 0, .09));
    Path2D outline = new Path2D.Double();
    outline.moveTo(-.46, -.1);
    outline.quadTo(-.5, -belt, -.44, -belt);
    outline.quadTo(-.36, -tall, -.28, -tall);
    outline.lineTo(.28, -tall);
    outline.quadTo(.36, -tall, .44, -belt);
    outline.quadTo(.5, -belt, .46, -.1);
    outline.closePath();
    brush.fill(
        outline,
        Brush.gradient(-tall, ColourTint.times(body, 1.2), -.1, ColourTint.times(body, .6)));
    Color pane = ColourTint.of(205, brush.between(.15, .4), brush.between(.16, .42));
    brush.polygon(pane, -.37, -belt, -.28, -tall + .06, .28, -tall + .06, .37, -belt);
    Color lamp = leaving ? ColourTint.of(0, .85, .8) : ColourTint.of(50, .15, 1);
    brush.rounded(-.43, -belt + .06, .17, .1, .05, lamp);
    brush.rounded(.26, -belt + .06, .17, .1, .05, lamp);
    brush.box(-.14, -.28, .28, .08, ColourTint.of(50, brush.chance(.5) ? .6 : .05, .95));
    if (!leaving) {
      brush.rounded(-.22, -belt + .08, .44, .08, .03, ColourTint.of(0, 0, .15));
    }
    brush.box(-.46, -.17, .92, .05, ColourTint.times(body, .4));
    if (brush.chance(.5)) {
      brush.oval(-.52, -belt - .03, .06, .045, body);
      brush.oval(.52, -belt - .03, .06, .045, body);
    }
  }
}
