package io.wood.demo.drawing.background;

import io.wood.demo.drawing.paint.Brush;
import io.wood.demo.drawing.paint.ValueNoise;
import java.awt.Color;

/** Paints a plane below the horizon; its texture shrinks with distance. */
final class GroundPlane {
  private GroundPlane() {}

  /** Fills the rows below the horizon. */
  static void paint(Brush brush, double horizon, Color far, Color near) {
    brush.box(
        0,
        horizon,
        brush.width(),
        brush.height() - horizon,
        Brush.gradient(horizon, far, brush.height(), near));
  }

  /** Texture in perspective: {@code strength} is the deviation of the brightness from 1. */
  static void grain(Brush brush, double horizon, double size, double strength) {
    ValueNoise noise = brush.noise();
    double middle = brush.width() / 2;
    double depth = brush.height() - horizon;
    brush.shade(
        horizon,
        brush.height(),
        (x, y) -> {
          double near = Math.max(.06, (y - horizon) / depth);
          double u = (x - middle) / near / size;
          double v = depth * .5 / near / size;
          return 1 + strength * Math.min(1, near * 7) * 2 * (noise.at(u, v, 3) - .5);
        });
  }

  /** Texture of uniform size, for surfaces seen from the side. */
  static void flatGrain(Brush brush, double from, double to, double size, double strength) {
    ValueNoise noise = brush.noise();
    brush.shade(from, to, (x, y) -> 1 + strength * 2 * (noise.at(x / size, y / size, 2) - .5));
  }
}
