package io.wood.refiner.stage;

import io.wood.method.image.RgbImage;

/**
 * The collaborators of every stage.
 *
 * @param fetch fetches images of the dataset
 * @param networks loaded networks
 * @param outputs stored outputs of the stages
 */
public record StageContext(FetchImage fetch, StageNetworks networks, StageOutputs outputs) {
  private static final int BLANK_WIDTH = 500;
  private static final int BLANK_HEIGHT = 375;

  /** A black image of a usual size, to see whether the device can process one. */
  static RgbImage blankImage() {
    return new RgbImage(BLANK_WIDTH, BLANK_HEIGHT, new byte[3 * BLANK_WIDTH * BLANK_HEIGHT]);
  }
}
