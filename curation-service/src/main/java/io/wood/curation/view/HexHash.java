package io.wood.curation.view;

import java.util.Collection;
import java.util.HexFormat;

/** Converts hashes between 64 hexadecimal digits (API) and 32 bytes (view). */
public final class HexHash {
  private static final HexFormat FORMAT = HexFormat.of();

  private HexHash() {}

  static byte[] bytes(String hash) {
    return FORMAT.parseHex(hash);
  }

  public static String text(byte[] hash) {
    return hash == null ? null : FORMAT.formatHex(hash);
  }

  /** The parameter of {@code image = ANY(?)}. */
  static Object[] array(Collection<String> hashes) {
    return hashes.stream().map(HexHash::bytes).toArray(Object[]::new);
  }
}
