package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.ObjectSpot;
import io.wood.demo.drawing.object.SceneProps;
import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Open sky with cumulus clouds: the typical background of aeroplanes. */
public final class CloudBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    Color high =
        ColourTint.of(brush.between(200, 225), brush.between(.45, .8), brush.between(.55, .9));
    Color low =
        ColourTint.mix(
            high, ColourTint.of(brush.between(25, 210), .1, .97), brush.between(.35, .7));
    double height = brush.height();
    brush.box(0, 0, brush.width(), height, Brush.gradient(0, high, height, low));
    if (brush.chance(.3)) {
      trail(brush);
    }
    heaps(brush);
    if (brush.chance(.5)) {
      land(brush, height * brush.between(.72, .95));
    }
    if (brush.chance(.15)) {
      SceneProps.balloon(
          brush,
          brush.between(.1, .9) * brush.width(),
          brush.between(.3, .9) * height,
          brush.between(6, 15));
    }
    List<ObjectSpot> air = new ArrayList<>();
    int start = brush.count(0, 2);
    for (int i = 0; i < 3; i++) {
      air.add(
          new ObjectSpot(
              brush.width() * (.3 + .4 * ((start + i) % 3) / 2 + brush.between(-.08, .08)),
              height * ((i % 2 == 0 ? .35 : .72) + brush.between(-.1, .1)),
              brush.between(96, 140) / (i == 0 ? 1 : 1.6),
              0));
    }
    return new SceneStage(SceneStage.View.SIDE, brush.width() / 2, height, List.of(), air);
  }

  private static void trail(Brush brush) {
    double x = brush.between(0, brush.width());
    double y = brush.between(0, brush.height());
    double lean = brush.between(-.6, .6);
    for (int i = 0; i < 60; i++) {
      brush.oval(x + (i - 30) * 3, y + (i - 30) * 3 * lean, 2.2, 1.4, new Color(255, 255, 255, 70));
    }
  }

  /** Fields far below. */
  private static void land(Brush brush, double horizon) {
    Color field =
        ColourTint.of(brush.between(30, 130), brush.between(.15, .4), brush.between(.4, .65));
    GroundPlane.paint(brush, horizon, ColourTint.mix(field, ColourTint.of(210, .2, .9), .5), field);
    GroundPlane.grain(brush, horizon, 14, .15);
  }

  private static void heaps(Brush brush) {
    for (int heap = brush.count(3, 7); heap > 0; heap--) {
      double x = brush.between(-.1, 1.1) * brush.width();
      double y = brush.between(.05, 1.05) * brush.height();
      double size = brush.between(12, 34);
      Color lit = ColourTint.of(brush.between(25, 60), brush.between(0, .07), 1);
      Color shade = ColourTint.of(brush.between(210, 240), .14, brush.between(.68, .85));
      for (int puff = 0; puff < 34; puff++) {
        double across = brush.between(-1.2, 1.2);
        double rise = brush.between(0, 1) * (1 - Math.abs(across) / 1.3);
        double radius = size * brush.between(.14, .34);
        Color colour = ColourTint.mix(shade, lit, Math.min(1, rise * 1.2 + .1));
        brush.fill(
            brush.blob(x + across * size, y - rise * size * .8, radius, radius * .8, .15),
            ColourTint.faded(colour, .55));
      }
    }
    ValueNoise noise = brush.noise();
    brush.shade(0, brush.height(), (x, y) -> 1 + .14 * (noise.at(x / 16, y / 11, 4) - .5) * 2);
  }

  @Override
  public void cover(Brush brush, SceneStage stage) {
    if (brush.chance(.35)) {
      double x = brush.between(0, brush.width());
      double y = brush.between(0, brush.height());
      for (int puff = 0; puff < 9; puff++) {
        brush.fill(
            brush.blob(x + brush.between(-14, 14), y + brush.between(-5, 5), 6, 4.5, .2),
            new Color(250, 250, 252, 165));
      }
    }
  }
}
