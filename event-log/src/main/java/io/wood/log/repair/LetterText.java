package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The beginning of a body as text. */
final class LetterText {
  private static final int BYTES = 64 << 10;

  private LetterText() {}

  /** Returns at most the first 64 KiB; bytes that are not text are shown as replacement marks. */
  static String of(byte[] body) {
    return new String(body, 0, Math.min(body.length, BYTES), UTF_8);
  }
}
