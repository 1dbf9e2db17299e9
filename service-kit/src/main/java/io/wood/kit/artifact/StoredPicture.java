package io.wood.kit.artifact;

import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.BrowserPicture;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.UnusableImageException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Answers with bytes of the store, which other tools may have written: the media type is that of
 * the first bytes if it is an image's, whatever an event says, and a page that opens the answer
 * runs nothing in it.
 */
public final class StoredPicture {
  private static final String SANDBOX = "default-src 'none'; sandbox";

  private StoredPicture() {}

  /**
   * A picture as every browser shows it upright: the file itself, or a JPEG of it unless decoding
   * would take more than half of the heap.
   */
  public static ResponseBuilder shown(byte[] file) {
    if (ImageFormat.of(file).isEmpty()) {
      return asStored(file);
    }
    try {
      long memory = Runtime.getRuntime().maxMemory() / 2;
      return asStored(
          BrowserPicture.isServedAsItIs(file, ImageLimits.DEFAULT, Integer.MAX_VALUE, memory)
              ? file
              : BrowserPicture.jpeg(file, ImageLimits.DEFAULT, Integer.MAX_VALUE));
    } catch (UnusableImageException damaged) {
      return asStored(file);
    }
  }

  /** The same of a picture that is named by its hash, so that a browser need not ask again. */
  public static Response unchanging(byte[] file) {
    return shown(file).header("Cache-Control", "private, max-age=31536000, immutable").build();
  }

  /** Bytes that are served as they are, such as a mask. */
  public static ResponseBuilder asStored(byte[] file) {
    return response(file, ImageFormat.of(file));
  }

  /** A file that is served as it is. */
  public static ResponseBuilder asStored(Path file) throws IOException {
    return response(file.toFile(), ImageFormat.of(file));
  }

  private static ResponseBuilder response(Object body, Optional<ImageFormat> format) {
    String type =
        format
            .filter(ImageFormat::isShownByBrowsers)
            .map(ImageFormat::mediaType)
            .orElse(ImageFormat.UNKNOWN_TYPE);
    return Response.ok(body).type(type).header("Content-Security-Policy", SANDBOX);
  }
}
