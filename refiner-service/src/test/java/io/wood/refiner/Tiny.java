package io.wood.refiner;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import java.util.List;

/** Parameters for images of 48 by 40 pixels. */
public final class Tiny {
  private static final RefinementParameters.Irn IRN =
      new RefinementParameters.Irn(3, 48, 2, 1, .01, .01);
  private static final RefinementParameters.Cam CAM =
      new RefinementParameters.Cam(List.of(1.0, .5), false, 0, .15);

  /** The threshold chosen by the rule, and a segmentation network. */
  public static final RefinementParameters SEGMENTED =
      new RefinementParameters(
          CAM, null, IRN, null, null, new SegmentationParameters(8, 48, 2, 1, .01, false), 5);

  /** A fixed threshold, masks only. */
  public static final RefinementParameters MASKS = masks(null, null, null, null, .4);

  private Tiny() {}

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
