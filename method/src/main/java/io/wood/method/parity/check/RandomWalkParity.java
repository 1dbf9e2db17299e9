package io.wood.method.parity.check;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.RandomWalk;
import io.wood.method.walk.Transition;
import java.util.regex.MatchResult;

/** The walked maps, against the official dense walk and its double-precision twin; row sums. */
public final class RandomWalkParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-4;
  private static final int RADIUS = 5;
  private static final double BETA = 10;

  @Override
  public String topic() {
    return "random_walk";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    for (MatchResult key : golden.matching("edge_(\\d+x\\d+)")) {
      String size = key.group(1);
      ImagePlanes edge = golden.planes(key.group());
      ImagePlanes cams = golden.planes("cam_" + size);
      for (MatchResult walked : golden.matching("rw_(?:exact_)?" + size + "_t(\\d+)")) {
        Walk walk = new Walk(RADIUS, BETA, Integer.parseInt(walked.group(1)), 1);
        comparison.close(
            walked.group(), new RandomWalk(walk).spread(cams, edge).values(), TOLERANCE);
      }
      Transition transition = new Transition(new Walk(RADIUS, BETA, 0, 1), edge);
      comparison.close("rowsum_A_" + size, transition.degrees(), TOLERANCE);
    }
  }
}
