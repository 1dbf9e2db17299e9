package io.wood.local.demo;

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
record Stage(View view, double vanishingX, double horizon, List<Spot> ground, List<Spot> air) {
  /** The side that a thing shows. */
  enum View {
    SIDE,
    FRONT
  }

  Stage {
    ground = List.copyOf(ground);
    air = List.copyOf(air);
  }
}
