package io.wood.store;

import io.wood.contracts.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hexadecimal digits. */
public final class Hashes {
  private Hashes() {}

  /** Hash of the bytes. */
  public static String sha256(byte[] bytes) {
    return Sha256Digest.hex(bytes);
  }

  /** Hash of a file, read in pieces. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in);
    }
  }

  /** Hash of what is left of a stream, read in pieces. */
  public static String sha256(InputStream in) throws IOException {
    MessageDigest digest = Sha256Digest.create();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return hex(digest.digest());
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
