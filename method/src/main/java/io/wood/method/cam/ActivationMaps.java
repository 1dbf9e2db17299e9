package io.wood.method.cam;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.Npz;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The class activation maps of an image, one plane a class, each divided by (its maximum + 1e-5).
 *
 * @param keys indices of the classes, from 0, ascending
 * @param strided a cell for every fourth pixel, ((H−1)/4+1) × ((W−1)/4+1)
 * @param highResolution H × W
 */
public record ActivationMaps(List<Integer> keys, ImagePlanes strided, ImagePlanes highResolution) {
  private static final String KEYS = "keys";
  private static final String STRIDED = "cam";
  private static final String HIGH = "high_res";

  public ActivationMaps {
    keys = List.copyOf(keys);
    if (strided.channels() != keys.size() || highResolution.channels() != keys.size()) {
      throw new IllegalArgumentException(
          "%d classes need as many planes, not %d strided and %d of high resolution"
              .formatted(keys.size(), strided.channels(), highResolution.channels()));
    }
  }

  /** As NumPy arrays {@code keys} [n], {@code cam} and {@code high_res} [n, h, w]. */
  public byte[] toNpz() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put(KEYS, manager.create(keys.stream().mapToInt(Integer::intValue).toArray()));
      arrays.put(STRIDED, array(manager, strided));
      arrays.put(HIGH, array(manager, highResolution));
      return Npz.write(arrays);
    }
  }

  private static NDArray array(NDManager manager, ImagePlanes planes) {
    return manager.create(
        planes.values(), new Shape(planes.channels(), planes.height(), planes.width()));
  }

  /**
   * Reads what {@link #toNpz} wrote.
   *
   * @throws IllegalArgumentException naming the array that is missing or not as expected
   */
  public static ActivationMaps fromNpz(byte[] file) {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      Map<String, NDArray> arrays = Npz.read(manager, file);
      int[] keys = required(arrays, KEYS, 1).toIntArray();
      return new ActivationMaps(
          Arrays.stream(keys).boxed().toList(),
          planes(required(arrays, STRIDED, 3)),
          planes(required(arrays, HIGH, 3)));
    }
  }

  private static NDArray required(Map<String, NDArray> arrays, String name, int rank) {
    NDArray array = arrays.get(name);
    if (array == null || array.getShape().dimension() != rank) {
      throw new IllegalArgumentException(
          "a CAM file needs an array '%s' of %d axes; this one holds %s"
              .formatted(name, rank, array == null ? arrays.keySet() : array.getShape()));
    }
    return array;
  }

  private static ImagePlanes planes(NDArray array) {
    Shape shape = array.getShape();
    return new ImagePlanes(
        (int) shape.get(0), (int) shape.get(1), (int) shape.get(2), array.toFloatArray());
  }
}
