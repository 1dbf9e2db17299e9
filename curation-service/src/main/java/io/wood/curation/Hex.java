package io.wood.curation;

import java.util.Collection;
import java.util.HexFormat;

/** Hashes are 64 hexadecimal digits outside and 32 bytes in the view. */
final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  static byte[] bytes(String hash) {
    return FORMAT.parseHex(hash);
  }

  static String text(byte[] hash) {
    return hash == null ? null : FORMAT.formatHex(hash);
  }

  /** For {@code image = ANY(?)}. */
  static Object[] array(Collection<String> hashes) {
    return hashes.stream().map(Hex::bytes).toArray(Object[]::new);
  }
}
