package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import java.util.ArrayList;
import java.util.List;

/** Chooses places for objects in an open scene. */
public final class ObjectPlacement {
  private ObjectPlacement() {}

  /** A few places on a plane, larger when nearer. */
  public static List<ObjectSpot> plane(Brush brush, double horizon, double nearSize) {
    double depth = brush.height() - horizon;
    List<ObjectSpot> spots = new ArrayList<>();
    double x = brush.between(.22, .78);
    for (int i = 0; i < 4; i++) {
      double near = brush.between(.22, .92);
      double size = nearSize * (.3 + .75 * near) * brush.between(.85, 1.15);
      spots.add(new ObjectSpot(x * brush.width(), horizon + depth * near, size, 0));
      x = (x + brush.between(.28, .5)) % .9 + .05;
    }
    return spots;
  }

  /** A few places in the sky. */
  public static List<ObjectSpot> air(Brush brush, double horizon) {
    List<ObjectSpot> spots = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      double y = Math.max(14, horizon * brush.between(.4, 1.1));
      spots.add(
          new ObjectSpot(brush.width() * brush.between(.15, .85), y, brush.between(20, 42), 0));
    }
    return spots;
  }
}
