package io.wood.method.irn;

import io.wood.method.image.LabelMap;
import io.wood.method.tensor.ImagePlanes;
import java.util.Optional;

/**
 * The labels and network outputs of one image of a batch, for the loss.
 *
 * @param labels a label per cell, 255 for cells that do not count
 * @param edge the network's edge logits, one plane
 * @param displacement the network's displacements, planes dy and dx; none when they are not trained
 */
public record IrnSample(LabelMap labels, ImagePlanes edge, Optional<ImagePlanes> displacement) {
  public IrnSample {
    require(labels, edge, 1, "edge logits");
    displacement.ifPresent(planes -> require(labels, planes, 2, "displacements"));
  }

  private static void require(LabelMap labels, ImagePlanes planes, int channels, String what) {
    if (planes.channels() != channels
        || planes.height() != labels.height()
        || planes.width() != labels.width()) {
      throw new IllegalArgumentException(
          "%s are %dx%dx%d, their labels are %dx%d"
              .formatted(
                  what,
                  planes.channels(),
                  planes.height(),
                  planes.width(),
                  labels.height(),
                  labels.width()));
    }
  }
}
