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

/** Squares with the labels that IRN gets from a CAM that is a blurred disc around each. */
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

  /** A cone: 1 in the middle of the square, 0 from a distance of its side. */
  ImagePlanes cam(int index) throws UnusableImageException {
    LabelMap truth = squares.load(index).labels();
    double x = 0;
    double y = 0;
    double area = 0;
    for (int i = 0; i < truth.labels().length; i++) {
      if (truth.labels()[i] > 0) {
        int row = i / truth.width();
        x += i % truth.width();
        y += row;
        area++;
      }
    }
    ImagePlanes cam = new ImagePlanes(1, truth.height(), truth.width());
    for (int i = 0; i < cam.area(); i++) {
      int row = i / truth.width();
      double distance = Math.hypot(i % truth.width() - x / area, row - y / area);
      cam.values()[i] = (float) Math.max(0, 1 - distance / Math.sqrt(area));
    }
    return cam;
  }
}
