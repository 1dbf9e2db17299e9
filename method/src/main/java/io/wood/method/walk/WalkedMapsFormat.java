package io.wood.method.walk;

import io.wood.method.tensor.ImagePlanes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Walked maps as bytes: a magic number and version (1, or 2 for adapted maps), sizes and class
 * indices, then (deflated) the cells in 256 steps from 0 to the largest value, each as the
 * difference from its left neighbour. Smooth maps of a photograph take a few KiB, adapted ones
 * about ten times as much.
 */
final class WalkedMapsFormat {
  private static final int MAGIC = 0x574D4150; // "WMAP"
  private static final int WALKED = 1;
  private static final int ADAPTED = 2;
  private static final int LEVELS = 255;

  private WalkedMapsFormat() {}

  static byte[] write(WalkedMaps walked) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImagePlanes maps = walked.maps();
    float max = Math.max(0, maps.max());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeByte(walked.isAdapted() ? ADAPTED : WALKED);
      out.writeInt(walked.height());
      out.writeInt(walked.width());
      out.writeInt(maps.height());
      out.writeInt(maps.width());
      out.writeFloat(max);
      out.writeShort(walked.keys().size());
      for (int key : walked.keys()) {
        out.writeShort(key);
      }
      Deflater deflater = new Deflater(Deflater.BEST_SPEED);
      try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
        deflated.write(differences(maps, max));
      } finally {
        deflater.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] differences(ImagePlanes maps, float max) {
    byte[] cells = new byte[maps.values().length];
    float scale = max > 0 ? LEVELS / max : 0;
    int before = 0;
    for (int i = 0; i < cells.length; i++) {
      int level = Math.round(Math.max(0, maps.values()[i]) * scale);
      cells[i] = (byte) (level - before);
      before = level;
    }
    return cells;
  }

  static WalkedMaps read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int magic = in.readInt();
      int version = in.readByte();
      if (magic != MAGIC || version < WALKED || version > ADAPTED) {
        throw new IllegalArgumentException(
            "not walked maps of version %d or %d".formatted(WALKED, ADAPTED));
      }
      int height = in.readInt();
      int width = in.readInt();
      int rows = in.readInt();
      int columns = in.readInt();
      float max = in.readFloat();
      List<Integer> keys = new ArrayList<>();
      for (int rest = in.readShort(); rest > 0; rest--) {
        keys.add((int) in.readShort());
      }
      ImagePlanes maps = new ImagePlanes(keys.size(), rows, columns);
      byte[] cells = new InflaterInputStream(in).readNBytes(maps.values().length);
      if (cells.length < maps.values().length) {
        throw new IllegalArgumentException("walked maps end too early");
      }
      restore(cells, max, maps.values());
      return new WalkedMaps(keys, maps, height, width, version == ADAPTED);
    } catch (IOException e) {
      throw new IllegalArgumentException("broken walked maps: " + e.getMessage(), e);
    }
  }

  private static void restore(byte[] cells, float max, float[] values) {
    int level = 0;
    for (int i = 0; i < cells.length; i++) {
      level = (level + cells[i]) & 0xff;
      values[i] = level * max / LEVELS;
    }
  }
}
