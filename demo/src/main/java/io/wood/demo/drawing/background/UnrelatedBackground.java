package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ColourTint;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;
import java.util.List;

/** Pictures that resemble no class: walls, cloth, wood, a room, bokeh lights, fruit. */
public final class UnrelatedBackground implements Background {
  @Override
  public SceneStage paint(Brush brush) {
    switch (brush.count(0, 6)) {
      case 0 -> bricks(brush);
      case 1 -> cloth(brush);
      case 2 -> planks(brush);
      case 3 -> room(brush);
      case 4 -> lights(brush);
      case 5 -> pebbles(brush);
      default -> marble(brush);
    }
    return new SceneStage(
        SceneStage.View.SIDE, brush.width() / 2, brush.height() / 2, List.of(), List.of());
  }

  private static void bricks(Brush brush) {
    Color brick =
        ColourTint.of(brush.between(5, 35), brush.between(.3, .65), brush.between(.4, .75));
    brush.box(0, 0, brush.width(), brush.height(), ColourTint.of(40, .08, brush.between(.6, .85)));
    double tall = brush.between(6, 13);
    double wide = tall * brush.between(1.8, 2.6);
    for (int row = 0; row * tall < brush.height(); row++) {
      for (double x = row % 2 == 0 ? 0 : -wide / 2; x < brush.width(); x += wide) {
        brush.rounded(
            x + .6,
            row * tall + .6,
            wide - 1.2,
            tall - 1.2,
            1,
            ColourTint.times(brick, brush.between(.75, 1.2)));
      }
    }
    GroundPlane.flatGrain(brush, 0, brush.height(), 2, .15);
  }

  private static void cloth(Brush brush) {
    Color one = ColourTint.of(brush.between(0, 360), brush.between(.3, .8), brush.between(.5, .9));
    Color two = ColourTint.of(brush.between(0, 360), brush.between(.1, .8), brush.between(.5, .95));
    brush.box(0, 0, brush.width(), brush.height(), one);
    double step = brush.between(6, 20);
    double reach = brush.width() + brush.height();
    brush.at(
        brush.width() / 2,
        brush.height() / 2,
        brush.between(0, 1.5),
        1,
        1,
        () -> {
          for (double x = -reach; x < reach; x += step) {
            brush.box(x, -reach, step * .45, 2 * reach, ColourTint.faded(two, .6));
            brush.box(-reach, x, 2 * reach, step * .3, ColourTint.faded(two, .4));
          }
        });
    ValueNoise noise = brush.noise();
    brush.shade(0, brush.height(), (x, y) -> .7 + .6 * noise.at(x / 30, y / 40, 2));
  }

  private static void planks(Brush brush) {
    Color wood = ColourTint.of(brush.between(18, 38), brush.between(.3, .6), brush.between(.4, .8));
    double wide = brush.between(12, 30);
    for (double x = 0; x < brush.width(); x += wide) {
      brush.box(x, 0, wide - .8, brush.height(), ColourTint.times(wood, brush.between(.85, 1.15)));
      brush.box(x + wide - .8, 0, .8, brush.height(), ColourTint.times(wood, .4));
    }
    ValueNoise noise = brush.noise();
    brush.shade(
        0,
        brush.height(),
        (x, y) ->
            1 + .25 * Math.sin(30 * noise.at(x / 18, y / 110, 2)) * noise.at(x / 9, y / 60, 1));
  }

  private static void room(Brush brush) {
    Color wall =
        ColourTint.of(brush.between(0, 360), brush.between(.05, .35), brush.between(.6, .92));
    Color floor =
        ColourTint.of(brush.between(18, 40), brush.between(.2, .5), brush.between(.35, .65));
    double line = brush.height() * brush.between(.55, .78);
    brush.box(0, 0, brush.width(), line, wall);
    brush.box(0, line, brush.width(), brush.height() - line, floor);
    brush.box(0, line - 3, brush.width(), 3, ColourTint.mix(wall, Color.WHITE, .5));
    double x = brush.between(.08, .55) * brush.width();
    brush.box(x, line * .15, 36, 40, Color.WHITE);
    brush.box(x + 2, line * .15 + 2, 15, 36, ColourTint.of(205, .3, .95));
    brush.box(x + 19, line * .15 + 2, 15, 36, ColourTint.of(205, .3, .95));
    Color seat = ColourTint.of(brush.between(0, 360), brush.between(.3, .7), brush.between(.4, .8));
    double left = brush.between(.1, .5) * brush.width();
    brush.rounded(left, line - 20, 54, 26, 8, ColourTint.times(seat, .85));
    brush.rounded(left - 4, line - 6, 62, 20, 7, seat);
    ValueNoise noise = brush.noise();
    brush.shade(0, brush.height(), (a, b) -> .85 + .3 * noise.at(a / 60, b / 60, 2));
  }

  private static void lights(Brush brush) {
    brush.box(0, 0, brush.width(), brush.height(), ColourTint.of(brush.between(210, 280), .6, .14));
    for (int i = brush.count(20, 60); i > 0; i--) {
      Color glow = ColourTint.of(brush.between(0, 60) + (brush.chance(.3) ? 160 : 0), .6, 1);
      double size = brush.between(2, 9);
      brush.oval(
          brush.between(0, brush.width()),
          brush.between(0, brush.height()),
          size,
          size,
          ColourTint.faded(glow, brush.between(.15, .6)));
    }
  }

  private static void pebbles(Brush brush) {
    brush.box(0, 0, brush.width(), brush.height(), ColourTint.of(30, .1, .2));
    double size = brush.between(5, 13);
    double hue = brush.between(0, 360);
    double saturation = brush.between(.03, .6);
    for (int i = 0; i < 2600 / size; i++) {
      Color colour = ColourTint.of(hue + brush.between(-20, 20), saturation, brush.between(.4, .9));
      double x = brush.between(0, brush.width());
      double y = brush.between(0, brush.height());
      brush.fill(
          brush.blob(x, y, size * .8, size * .65, .2),
          Brush.gradient(
              y - size, ColourTint.times(colour, 1.25), y + size, ColourTint.times(colour, .6)));
    }
  }

  private static void marble(Brush brush) {
    Color base =
        ColourTint.of(brush.between(0, 360), brush.between(.05, .6), brush.between(.5, .95));
    brush.box(0, 0, brush.width(), brush.height(), base);
    ValueNoise noise = brush.noise();
    double turns = brush.between(4, 16);
    brush.shade(
        0,
        brush.height(),
        (x, y) -> .75 + .3 * Math.abs(Math.sin(x / 25 + turns * noise.at(x / 32, y / 32, 4))));
  }
}
