package io.wood.local.demo;

/** A background. */
interface Scenery {
  /** Paints it over the whole layer. */
  Stage paint(Brush brush);

  /** Paints, on a layer of its own, what stands in front of the things in the scene. */
  default void cover(Brush brush, Stage stage) {}
}
