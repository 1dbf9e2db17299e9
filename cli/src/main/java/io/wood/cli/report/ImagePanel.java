package io.wood.cli.report;

import java.util.Base64;
import java.util.Objects;

/**
 * A picture inside the report.
 *
 * @param caption caption, such as {@code CAM, control}
 * @param dataUri the picture as {@code data:image/…;base64,…}
 */
public record ImagePanel(String caption, String dataUri) {
  public ImagePanel {
    Objects.requireNonNull(caption, "caption");
    if (!dataUri.startsWith("data:image/")) {
      throw new IllegalArgumentException(
          "panel '"
              + caption
              + "' needs a data:image/ URI: the report must not refer to other files");
    }
  }

  /** Creates a picture from encoded bytes. */
  public static ImagePanel of(String caption, String mediaType, byte[] bytes) {
    return new ImagePanel(
        caption, "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes));
  }
}
