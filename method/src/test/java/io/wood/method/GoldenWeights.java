package io.wood.method;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The weights that the official networks were filled with for the golden numbers: each element is a
 * hash of its global index, scaled by the kind of its parameter.
 */
public final class GoldenWeights {
  private static final Pattern ROW =
      Pattern.compile("\\[\\s*\"([^\"]+)\",\\s*\\[([^\\]]*)\\],\\s*\"(\\w+)\",\\s*(\\d+)\\s*\\]");

  private GoldenWeights() {}

  /**
   * A parameter of the official network.
   *
   * @param name in its state dict
   * @param shape sides
   * @param kind what its values are scaled by
   * @param start global index of its first element
   */
  public record Row(String name, List<Integer> shape, String kind, long start) {
    /** Its values, row-major. */
    public float[] values() {
      int count = shape.stream().reduce(1, Math::multiplyExact);
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) scaled(hash(start + i), count);
      }
      return values;
    }

    private double scaled(double v, int count) {
      int fanIn = count / shape.get(0);
      return switch (kind) {
        case "conv" -> v * Math.sqrt(12) * Math.sqrt(2. / fanIn);
        case "gain" -> 1 + .4 * v;
        case "gain_small" -> .3 + .2 * v;
        case "bias", "mean" -> .2 * v;
        case "var" -> 1 + .8 * v;
        default -> throw new IllegalArgumentException("unknown kind " + kind);
      };
    }
  }

  /** The rows of {@code golden/NAME.json}. */
  public static List<Row> rows(String name) {
    try (InputStream in = GoldenWeights.class.getResourceAsStream("/golden/" + name + ".json")) {
      Matcher row = ROW.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      List<Row> rows = new ArrayList<>();
      while (row.find()) {
        List<Integer> shape =
            Pattern.compile("\\d+")
                .matcher(row.group(2))
                .results()
                .map(side -> Integer.valueOf(side.group()))
                .toList();
        rows.add(new Row(row.group(1), shape, row.group(3), Long.parseLong(row.group(4))));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uniform in −½ to ½. */
  static double hash(long index) {
    int h = (int) (index + 1) * (int) 2654435761L;
    h ^= h >>> 16;
    h *= 0x45d9f3b;
    h ^= h >>> 16;
    h *= 0x45d9f3b;
    h ^= h >>> 16;
    return Integer.toUnsignedLong(h) / 4294967296. - .5;
  }
}
