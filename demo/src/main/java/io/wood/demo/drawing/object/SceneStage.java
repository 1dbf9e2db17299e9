package io.wood.demo.drawing.object;

import java.util.List;

/**
 * The geometry of a painted scene, for placing objects.
 *
 * @param view direction of the scene's lines, and so the visible side of its objects
 * @param vanishingX where parallel lines meet
 * @param horizon row of the horizon
 * @param ground places for objects on the ground, on the water or on branches
 * @param air places for objects in the air
 */
public record SceneStage(
    View view, double vanishingX, double horizon, List<ObjectSpot> ground, List<ObjectSpot> air) {
  /** The visible side of an object. */
  public enum View {
    SIDE,
    FRONT
  }

  public SceneStage {
    ground = List.copyOf(ground);
    air = List.copyOf(air);
  }
}
