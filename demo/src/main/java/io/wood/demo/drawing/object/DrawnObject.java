package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import java.awt.Color;

/** A foreground object of one class, drawn anew in another look every time. */
public interface DrawnObject {
  /** Paints it on an empty layer; what it leaves there is its mask. */
  void paint(Brush brush, SceneStage stage, ObjectSpot spot);

  /** Paints its shadow or reflection on the background, which is no part of its mask. */
  default void ground(Brush brush, SceneStage stage, ObjectSpot spot) {
    brush.oval(
        spot.x(),
        spot.y() - .01 * spot.size(),
        .52 * spot.size(),
        .07 * spot.size(),
        new Color(0, 0, 0, 90));
  }
}
