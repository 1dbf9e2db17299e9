package io.wood.refiner;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import java.util.List;

/** Parameters for images of 48 by 40 pixels. */
public final class Tiny {
  private static final RefinementParameters.Irn IRN =
      new RefinementParameters.Irn(3, 48, 2, 1, .01, .01);
  private static final RefinementParameters.Cam CAM =
      new RefinementParameters.Cam(List.of(1.0, .5), false, 0, .15);

  /** The threshold chosen by the rule, and a segmentation network. */
  public static final RefinementParameters SEGMENTED =
      segmented(new SegmentationParameters(8, 48, 2, 1, .01, false));

  /** A fixed threshold, masks only. */
  public static final RefinementParameters MASKS = masks(null, null, null, null, .4);

  private Tiny() {}

  /** The threshold chosen by the rule, and this segmentation network. */
  public static RefinementParameters segmented(SegmentationParameters segmentation) {
    return new RefinementParameters(CAM, null, IRN, null, null, segmentation, 5);
  }

  /** IRN on another trunk, or with OoDs; null for the defaults of requests. */
  public static RefinementParameters.Irn irn(TrunkOrigin trunk, Double background) {
    return new RefinementParameters.Irn(3, 48, 2, 1, .01, .01, null, null, null, trunk, background);
  }

  /**
   * Masks only, with these settings; null for those of {@link #MASKS}.
   *
   * @param threshold of the background; null: chosen by the rule
   */
  public static RefinementParameters masks(
      RefinementParameters.Cam cam,
      RefinementParameters.IrnLabels labels,
      RefinementParameters.Irn irn,
      RefinementParameters.Walk walk,
      Double threshold) {
    return new RefinementParameters(
        cam == null ? CAM : cam, labels, irn == null ? IRN : irn, walk, threshold, null, 5);
  }
}
