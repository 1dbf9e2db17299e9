package io.wood.method.parity.check;

import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.walk.WalkedMaps;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;

/** From walked maps to masks, and the CAMs' power before the walk. */
public final class PseudoMaskParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-5;

  @Override
  public String topic() {
    return "sem_seg_finish";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    int[] size = golden.ints("orig_size");
    // The first key is the background's.
    List<Integer> keys =
        IntStream.of(golden.ints("keys")).skip(1).mapToObj(key -> key - 1).toList();
    WalkedMaps walked = new WalkedMaps(keys, golden.planes("rw"), size[0], size[1]);
    comparison.close("rw_up", walked.probabilities().values(), TOLERANCE);
    for (MatchResult mask : golden.matching("pred_bg([.\\d]+)")) {
      comparison.exact(mask.group(), walked.mask(Double.parseDouble(mask.group(1))).labels());
    }
    for (MatchResult power : golden.matching("cam_pow_(\\d+)p(\\d+)")) {
      double exponent = Double.parseDouble(power.group(1) + "." + power.group(2));
      comparison.close(power.group(), golden.planes("cam").power(exponent).values(), TOLERANCE);
    }
  }
}
