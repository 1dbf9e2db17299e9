package io.wood.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a weights file of one number. */
final class TinyWeights {
  private TinyWeights() {}

  /** A safetensors file in the folder; its only array has this name. */
  static Path write(Path directory, String name) throws IOException {
    byte[] header =
        "{\"%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            .formatted(name)
            .getBytes(UTF_8);
    byte[] file =
        ByteBuffer.allocate(12 + header.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .putFloat(2)
            .array();
    return Files.write(directory.resolve("weights.safetensors"), file);
  }
}
