package io.wood.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Finds places for things in an open scene. */
final class Places {
  private Places() {}

  /** A few places on a plane, larger when nearer. */
  static List<Spot> plane(Brush brush, double horizon, double nearSize) {
    double depth = brush.height() - horizon;
    List<Spot> spots = new ArrayList<>();
    double x = brush.between(.22, .78);
    for (int i = 0; i < 4; i++) {
      double near = brush.between(.22, .92);
      double size = nearSize * (.3 + .75 * near) * brush.between(.85, 1.15);
      spots.add(new Spot(x * brush.width(), horizon + depth * near, size, 0));
      x = (x + brush.between(.28, .5)) % .9 + .05;
    }
    return spots;
  }

  /** A few places in the sky. */
  static List<Spot> air(Brush brush, double horizon) {
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      double y = Math.max(14, horizon * brush.between(.4, 1.1));
      spots.add(new Spot(brush.width() * brush.between(.15, .85), y, brush.between(20, 42), 0));
    }
    return spots;
  }
}
