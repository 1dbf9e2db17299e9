package io.wood.curation.view;

import java.util.Collection;
import java.util.HexFormat;

/** Hashes are 64 hexadecimal digits outside and 32 bytes in the view. */
public final class HexHash {
  private static final HexFormat FORMAT = HexFormat.of();

  private HexHash() {}

  static byte[] bytes(String hash) {
    return FORMAT.parseHex(hash);
  }

  public static String text(byte[] hash) {
    return hash == null ? null : FORMAT.formatHex(hash);
  }

  /** For {@code image = ANY(?)}. */
  static Object[] array(Collection<String> hashes) {
    return hashes.stream().map(HexHash::bytes).toArray(Object[]::new);
  }
}
