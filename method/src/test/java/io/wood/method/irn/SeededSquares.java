package io.wood.method.irn;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.data.DrawnSquares;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * Squares with the labels that IRN gets from a CAM that is a blurred disc near a corner of each.
 */
final class SeededSquares implements MaskedImages {
  private final DrawnSquares squares;
  private final IrnLabels labels = new IrnLabels(RefinementParameters.IrnLabels.BY_CAM, false);

  SeededSquares(DrawnSquares squares) {
    this.squares = squares;
  }

  @Override
  public int size() {
    return squares.size();
  }

  @Override
  public String id(int index) {
    return squares.id(index);
  }

  @Override
  public MaskedImage load(int index) throws UnusableImageException {
    RgbImage image = squares.load(index).image();
    return new MaskedImage(image, labels.label(image, List.of(index % 2), cam(index)));
  }

  /**
   * A cone that is 1 near one corner of the square, which one depends on the image, and 0 from a
   * distance of the square's side: at any threshold a disc that misses the square's far corner or
   * takes in background at the near one.
   */
  ImagePlanes cam(int index) throws UnusableImageException {
    LabelMap truth = squares.load(index).labels();
    int first = 0;
    int last = 0;
    for (int i = 0; i < truth.labels().length; i++) {
      if (truth.labels()[i] > 0) {
        first = last == 0 ? i : first;
        last = i;
      }
    }
    int width = truth.width();
    int side = last % width - first % width + 1;
    int top = first / width;
    double x = first % width + side * (index / 2 % 2 == 0 ? .2 : .8);
    double y = top + side * (index / 4 % 2 == 0 ? .2 : .8);
    ImagePlanes cam = new ImagePlanes(1, truth.height(), width);
    for (int i = 0; i < cam.area(); i++) {
      int row = i / width;
      double distance = Math.hypot(i % width - x, row - y);
      cam.values()[i] = (float) Math.max(0, 1 - distance / side);
    }
    return cam;
  }
}
