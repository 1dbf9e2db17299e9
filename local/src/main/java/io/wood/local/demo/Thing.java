package io.wood.local.demo;

import java.awt.Color;

/** A foreground object of one class, drawn anew in another look every time. */
interface Thing {
  /** Paints it on an empty layer; what it leaves there is its mask. */
  void paint(Brush brush, Stage stage, Spot spot);

  /** Paints its shadow or reflection on the background, which is no part of its mask. */
  default void ground(Brush brush, Stage stage, Spot spot) {
    brush.oval(
        spot.x(),
        spot.y() - .01 * spot.size(),
        .52 * spot.size(),
        .07 * spot.size(),
        new Color(0, 0, 0, 90));
  }
}
