package io.wood.demo.drawing.object;

import java.util.List;

/**
 * What a painted scene offers to the things put into it.
 *
 * @param view how the scene's lines run, and so which side its objects show
 * @param vanishingX where parallel lines meet
 * @param horizon row of the horizon
 * @param ground places for things that stand, float or perch here
 * @param air places for things that fly here
 */
public record SceneStage(
    View view, double vanishingX, double horizon, List<ObjectSpot> ground, List<ObjectSpot> air) {
  /** The side that a thing shows. */
  public enum View {
    SIDE,
    FRONT
  }

  public SceneStage {
    ground = List.copyOf(ground);
    air = List.copyOf(air);
  }
}
