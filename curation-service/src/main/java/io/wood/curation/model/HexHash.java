package io.wood.curation.model;

import java.util.Collection;
import java.util.HexFormat;

/** Converts hashes between 64 hexadecimal digits (API) and 32 bytes (view). */
public final class HexHash {
  private static final HexFormat FORMAT = HexFormat.of();

  private HexHash() {}

  /** The 32 bytes of 64 digits. */
  public static byte[] bytes(String hash) {
    return FORMAT.parseHex(hash);
  }

  /** The digits; null for null. */
  public static String text(byte[] hash) {
    return hash == null ? null : FORMAT.formatHex(hash);
  }

  /** The parameter of {@code image = ANY(?)}. */
  public static Object[] array(Collection<String> hashes) {
    return hashes.stream().map(HexHash::bytes).toArray(Object[]::new);
  }
}
