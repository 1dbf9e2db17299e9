package io.wood.cli.report;

import java.util.List;
import java.util.Objects;

/**
 * One image with the results of each arm.
 *
 * @param className the class shown
 * @param image name of the image
 * @param remark a short figure, such as the image's IoU under both arms; may be empty
 * @param panels image, CAMs, masks, truth: the same kinds in the same order in every row
 */
public record PictureRow(String className, String image, String remark, List<ImagePanel> panels) {
  public PictureRow {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(remark, "remark");
    panels = List.copyOf(panels);
  }
}
