package io.wood.method.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Numbers that the official code printed for fixed inputs: named arrays in NumPy's npz format. */
public final class GoldenFile {
  private static final String ENDING = ".npz";

  private final Path path;
  private final Map<String, NpyArray> arrays;

  private GoldenFile(Path path, Map<String, NpyArray> arrays) {
    this.path = path;
    this.arrays = arrays;
  }

  /**
   * Reads a file.
   *
   * @throws GoldenFileException naming the file, and the array that is broken
   */
  public static GoldenFile read(Path path) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(path);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName().replaceFirst("\\.npy$", ""), array(path, entry, zip));
      }
    } catch (IOException e) {
      throw new GoldenFileException(path + " cannot be read: " + e, e);
    }
    if (arrays.isEmpty()) {
      throw new GoldenFileException(path + " is no npz file: it holds no array");
    }
    return new GoldenFile(path, arrays);
  }

  private static NpyArray array(Path path, ZipEntry entry, InputStream in) throws IOException {
    try {
      return NpyArray.parse(in.readAllBytes());
    } catch (IllegalArgumentException e) {
      throw new GoldenFileException(
          "%s, array %s: %s".formatted(path, entry.getName(), e.getMessage()), e);
    }
  }

  /** The file's name without its ending. */
  public String name() {
    String file = path.getFileName().toString();
    return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
  }

  /** Names of the arrays. */
  public Set<String> keys() {
    return arrays.keySet();
  }

  /** True when there is such an array. */
  public boolean has(String key) {
    return arrays.containsKey(key);
  }

  /**
   * Names that match a pattern as a whole, with its groups.
   *
   * @throws GoldenFileException when none does
   */
  public List<MatchResult> matching(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    List<MatchResult> results = new ArrayList<>();
    for (String key : keys()) {
      Matcher matcher = compiled.matcher(key);
      if (matcher.matches()) {
        results.add(matcher.toMatchResult());
      }
    }
    if (results.isEmpty()) {
      throw new GoldenFileException(name() + " has no array named as " + pattern);
    }
    return results;
  }

  private NpyArray array(String key) {
    NpyArray array = arrays.get(key);
    if (array == null) {
      throw new GoldenFileException(name() + " has no array " + key);
    }
    return array;
  }

  /** The shape of an array. */
  public int[] shape(String key) {
    return array(key).shape().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Any array as doubles, row-major. */
  public double[] doubles(String key) {
    return array(key).values().clone();
  }

  /** Any array as floats. */
  public float[] floats(String key) {
    double[] values = array(key).values();
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Any array as integers. */
  public int[] ints(String key) {
    double[] values = array(key).values();
    int[] ints = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  /** Any array of small integers as (unsigned) bytes. */
  public byte[] bytes(String key) {
    int[] values = ints(key);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** The only, or the first, value of an array. */
  public double scalar(String key) {
    return array(key).values()[0];
  }

  /** As a tensor of float32. */
  public NDArray tensor(NDManager manager, String key) {
    long[] shape = array(key).shape().stream().mapToLong(Integer::longValue).toArray();
    return manager.create(floats(key), new Shape(shape));
  }

  /** An array [C, H, W], or [H, W] as one plane. */
  public ImagePlanes planes(String key) {
    int[] shape = shape(key);
    int rank = shape.length;
    return new ImagePlanes(rank == 2 ? 1 : shape[0], shape[rank - 2], shape[rank - 1], floats(key));
  }

  /** An image [H, W, 3]. */
  public RgbImage image(String key) {
    int[] shape = shape(key);
    return new RgbImage(shape[1], shape[0], bytes(key));
  }

  /** Labels [H, W]. */
  public LabelMap labels(String key) {
    int[] shape = shape(key);
    return new LabelMap(shape[1], shape[0], bytes(key));
  }

  /**
   * A text file beside this one, whose name ends with {@code ending} instead.
   *
   * @throws GoldenFileException when it is not there
   */
  public String companion(String ending) {
    Path file = path.resolveSibling(name() + ending);
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new GoldenFileException(name() + " needs " + file + " beside it: " + e, e);
    }
  }

  /**
   * The first golden file of another topic beside this one.
   *
   * @throws GoldenFileException when there is none
   */
  public GoldenFile sibling(String topic) {
    Path folder = path.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return read(
          files
              .filter(file -> file.getFileName().toString().matches("[a-z]\\d*_" + topic + ".*npz"))
              .min(Path::compareTo)
              .orElseThrow(
                  () ->
                      new GoldenFileException(
                          "%s needs a file *_%s*.npz beside it".formatted(name(), topic))));
    } catch (IOException e) {
      throw new GoldenFileException(folder + " cannot be listed: " + e, e);
    }
  }

  /** The same file with one array changed; to test that a check notices. */
  public GoldenFile with(String key, UnaryOperator<double[]> change) {
    Map<String, NpyArray> changed = new LinkedHashMap<>(arrays);
    changed.put(key, new NpyArray(array(key).shape(), change.apply(doubles(key))));
    return new GoldenFile(path, changed);
  }

  /** The same file without one array. */
  public GoldenFile without(String key) {
    Map<String, NpyArray> fewer = new LinkedHashMap<>(arrays);
    fewer.remove(key);
    return new GoldenFile(path, fewer);
  }
}
