package io.wood.cli.publish;

import java.io.IOException;

/** Reports an image file that is too large to publish; the message names its size. */
final class OversizeException extends IOException {
  private static final long serialVersionUID = 1L;

  OversizeException(String message) {
    super(message);
  }
}
