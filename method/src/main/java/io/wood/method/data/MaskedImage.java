package io.wood.method.data;

import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;

/**
 * An image and a label per pixel.
 *
 * @param image the image
 * @param labels of the same size; 255 where the label is unknown
 */
public record MaskedImage(RgbImage image, LabelMap labels) {
  public MaskedImage {
    if (image.width() != labels.width() || image.height() != labels.height()) {
      throw new IllegalArgumentException(
          "an image of %dx%d cannot have labels of %dx%d; use the labels of the same image"
              .formatted(image.width(), image.height(), labels.width(), labels.height()));
    }
  }
}
