package io.wood.demo.drawing.object;

import io.wood.demo.drawing.paint.Brush;
import java.awt.Color;

/** Draws a foreground object of one class; its look is random. */
public interface DrawnObject {
  /** Paints the object on an empty layer; the painted pixels are its mask. */
  void paint(Brush brush, SceneStage stage, ObjectSpot spot);

  /** Paints its shadow or reflection on the background, outside its mask. */
  default void ground(Brush brush, SceneStage stage, ObjectSpot spot) {
    brush.oval(
        spot.x(),
        spot.y() - .01 * spot.size(),
        .52 * spot.size(),
        .07 * spot.size(),
        new Color(0, 0, 0, 90));
  }
}
