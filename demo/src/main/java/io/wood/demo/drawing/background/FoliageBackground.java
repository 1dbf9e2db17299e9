package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.ObjectSpot;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Leaves and branches, close up: the typical background of birds. */
public final class FoliageBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    double hue = brush.chance(.8) ? brush.between(72, 135) : brush.between(25, 60);
    double light = brush.between(.5, .85);
    SkyBackdrop.paint(brush, brush.height() * brush.between(.6, 1));
    ValueNoise clumps = brush.noise();
    thicket(brush, clumps, ColourTint.of(hue + 10, .6, .2 * light + .06));
    Leaf leaf = new Leaf(brush.between(.28, .62), brush.between(.7, 1.25));
    leaves(brush, clumps, leaf, ColourTint.of(hue + 6, .55, .34 * light), 210);
    List<ObjectSpot> spots = new ArrayList<>();
    Color bark =
        ColourTint.of(brush.between(18, 40), brush.between(.15, .45), brush.between(.2, .45));
    int branches = brush.count(1, 3);
    for (int i = 0; i < branches; i++) {
      double y = brush.height() * (.35 + .5 * (i + brush.between(.2, .8)) / branches);
      spots.add(branch(brush, y, bark));
    }
    leaves(brush, clumps, leaf, ColourTint.of(hue, .58, .55 * light), 160);
    leaves(brush, clumps, leaf, ColourTint.of(hue - 6, .55, .8 * light), 90);
    if (brush.chance(.3)) {
      berries(brush);
    }
    List<ObjectSpot> air = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      air.add(
          new ObjectSpot(
              brush.width() * brush.between(.25, .75),
              brush.height() * brush.between(.4, .75),
              brush.between(70, 104),
              0));
    }
    return new SceneStage(SceneStage.View.SIDE, brush.width() / 2, 0, spots, air);
  }

  /** Outline of the leaves of one plant: proportions and size. */
  private record Leaf(double slender, double scale) {}

  private static ObjectSpot branch(Brush brush, double y, Color bark) {
    double slope = brush.between(-.25, .25);
    double thick = brush.between(2, 5);
    double left = y - slope * brush.width() / 2;
    double right = y + slope * brush.width() / 2;
    brush.polygon(
        Brush.gradient(
            y - thick, ColourTint.times(bark, 1.3), y + thick, ColourTint.times(bark, .6)),
        -2,
        left - thick * .7,
        brush.width() + 2,
        right - thick * .3,
        brush.width() + 2,
        right + thick * .3,
        -2,
        left + thick * .7);
    for (int i = 0; i < 3; i++) {
      double x = brush.between(0, brush.width());
      double foot = y + slope * (x - brush.width() / 2);
      brush.line(
          x,
          foot,
          x + brush.between(-25, 25),
          foot + brush.between(-30, 20),
          brush.between(.7, 1.6),
          bark);
    }
    double x = brush.width() * brush.between(.25, .75);
    double foot = y + slope * (x - brush.width() / 2) - thick * .4;
    return new ObjectSpot(x, foot, brush.between(74, 112), 0);
  }

  /** Leaves grow in clumps; between them the background is visible. */
  private static boolean grows(ValueNoise clumps, double x, double y) {
    return clumps.at(x / 34, y / 34, 2) > .43;
  }

  private static void thicket(Brush brush, ValueNoise clumps, Color shade) {
    for (int i = 0; i < 90; i++) {
      double x = brush.between(-5, brush.width() + 5);
      double y = brush.between(-5, brush.height() + 5);
      if (grows(clumps, x, y)) {
        double size = brush.between(7, 15);
        brush.fill(
            brush.blob(x, y, size, size, .25), ColourTint.times(shade, brush.between(.7, 1.5)));
      }
    }
  }

  private static void leaves(Brush brush, ValueNoise clumps, Leaf leaf, Color colour, int number) {
    double size = brush.between(5, 7.5);
    for (int i = 0; i < number; i++) {
      double x = brush.between(-4, brush.width() + 4);
      double y = brush.between(-4, brush.height() + 4);
      if (grows(clumps, x, y)) {
        Color own = ColourTint.times(colour, brush.between(.75, 1.3));
        leaf(brush, leaf, own, new double[] {x, y, size * brush.between(.7, 1.35)});
      }
    }
  }

  private static void leaf(Brush brush, Leaf leaf, Color colour, double[] place) {
    double size = place[2] * leaf.scale();
    brush.at(
        place[0],
        place[1],
        brush.between(0, 2 * Math.PI),
        size,
        size,
        () -> {
          Path2D outline = new Path2D.Double();
          outline.moveTo(-1, 0);
          outline.quadTo(0, -leaf.slender() * 1.3, 1, 0);
          outline.quadTo(0, leaf.slender() * 1.3, -1, 0);
          brush.fill(outline, colour);
          brush.line(-.9, 0, .85, 0, .07, ColourTint.times(colour, 1.3));
        });
  }

  private static void berries(Brush brush) {
    Color colour =
        brush.pick(
            ColourTint.of(355, .8, .75), ColourTint.of(45, .8, .9), ColourTint.of(320, .3, .9));
    for (int i = brush.count(5, 18); i > 0; i--) {
      double x = brush.between(0, brush.width());
      double y = brush.between(0, brush.height());
      brush.oval(x, y, 2, 2, colour);
      brush.oval(x - .6, y - .6, .6, .6, ColourTint.mix(colour, Color.WHITE, .6));
    }
  }

  @Override
  public void cover(Brush brush, SceneStage stage) {
    Leaf leaf = new Leaf(brush.between(.3, .6), brush.between(.8, 1.3));
    Color colour = ColourTint.of(brush.between(72, 130), .55, brush.between(.4, .7));
    int tufts = brush.count(0, 3);
    for (int tuft = 0; tuft < tufts; tuft++) {
      double x = brush.between(0, brush.width());
      double y = brush.between(0, brush.height());
      for (int i = brush.count(3, 8); i > 0; i--) {
        leaf(
            brush,
            leaf,
            ColourTint.times(colour, brush.between(.7, 1.25)),
            new double[] {x + brush.between(-9, 9), y + brush.between(-9, 9), brush.between(5, 8)});
      }
    }
  }
}
