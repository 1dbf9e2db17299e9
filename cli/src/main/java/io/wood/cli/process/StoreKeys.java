package io.wood.cli.process;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The key pair of the store, generated at random once per data directory and readable by its owner
 * only.
 *
 * @param access access key
 * @param secret secret key
 */
public record StoreKeys(String access, String secret) {

  /** The pair of a data directory. */
  public static StoreKeys of(DataDirectory data) {
    return readOrCreate(data.keys());
  }

  /** Reads the pair from the file, or generates one and writes it there. */
  static StoreKeys readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        write(file, "access=" + random(10) + "\nsecret=" + random(20) + "\n");
      }
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      return new StoreKeys(properties.getProperty("access"), properties.getProperty("secret"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write the store's keys in " + file, e);
    }
  }

  /** Writes a file that is never readable by other users. */
  static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random(int bytes) {
    byte[] value = new byte[bytes];
    new SecureRandom().nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  @Override
  public String toString() {
    return "StoreKeys[access=" + access + "]";
  }
}
