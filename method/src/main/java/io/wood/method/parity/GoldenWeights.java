package io.wood.method.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The weights that the official networks were filled with for the golden numbers: each element is a
 * hash of its global index, scaled by the kind of its parameter.
 */
public final class GoldenWeights {
  private final List<Row> rows;

  private GoldenWeights(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * A parameter of the official network.
   *
   * @param name in its state dict
   * @param shape sides
   * @param kind what its values are scaled by
   * @param start global index of its first element
   */
  private record Row(String name, List<Integer> shape, String kind, long start) {
    private float[] values() {
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
        default -> throw new GoldenFileException("weight " + name + " is of unknown kind " + kind);
      };
    }
  }

  /**
   * Reads the rows {@code [name, shape, kind, start]}.
   *
   * @throws GoldenFileException when there are none, or a row is another one
   */
  public static GoldenWeights of(GoldenFile golden) {
    String file = golden.name() + "_params.json";
    List<Row> rows = new ArrayList<>();
    try {
      for (JsonElement row :
          JsonParser.parseString(golden.companion("_params.json")).getAsJsonArray()) {
        rows.add(row(row.getAsJsonArray()));
      }
    } catch (JsonParseException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new GoldenFileException(
          file + " is no JSON list of rows [name, shape, kind, start]: " + e.getMessage(), e);
    }
    if (rows.isEmpty()) {
      throw new GoldenFileException(file + " holds no row [name, shape, kind, start]");
    }
    return new GoldenWeights(rows);
  }

  private static Row row(JsonArray row) {
    List<Integer> shape =
        row.get(1).getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList();
    return new Row(
        row.get(0).getAsString(), shape, row.get(2).getAsString(), row.get(3).getAsLong());
  }

  /**
   * Parameters by torchvision's names.
   *
   * @param manager owns them
   * @param which of the official names
   */
  public NDList arrays(NDManager manager, Predicate<String> which) {
    NDList arrays = new NDList();
    for (Row row : rows) {
      if (which.test(row.name())) {
        long[] shape = row.shape().stream().mapToLong(Integer::longValue).toArray();
        NDArray array = manager.create(row.values(), new Shape(shape));
        array.setName(row.name().replaceFirst("resnet50\\.", ""));
        arrays.add(array);
      }
    }
    return arrays;
  }

  /** Uniform in −½ to ½. */
  private static double hash(long index) {
    int h = (int) (index + 1) * (int) 2654435761L;
    h ^= h >>> 16;
    h *= 0x45d9f3b;
    h ^= h >>> 16;
    h *= 0x45d9f3b;
    h ^= h >>> 16;
    return Integer.toUnsignedLong(h) / 4294967296. - .5;
  }
}
