package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;

/** Paints the background of a scene. */
public interface Background {
  /** Paints the whole layer. */
  SceneStage paint(Brush brush);

  /** Paints the foreground, on a separate layer above the objects. */
  default void cover(Brush brush, SceneStage stage) {}
}
