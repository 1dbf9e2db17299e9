package io.wood.demo.drawing.background;

import io.wood.demo.drawing.object.SceneStage;
import io.wood.demo.drawing.paint.Brush;

/** A background. */
public interface Background {
  /** Paints it over the whole layer. */
  SceneStage paint(Brush brush);

  /** Paints, on a layer of its own, what stands in front of the things in the scene. */
  default void cover(Brush brush, SceneStage stage) {}
}
