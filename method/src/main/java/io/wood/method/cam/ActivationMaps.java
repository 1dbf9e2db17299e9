package io.wood.method.cam;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.tensor.Npz;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The class activation maps of an image, one plane a class, each divided by (its maximum + 1e-5).
 *
 * @param keys indices of the classes, from 0, ascending
 * @param strided a cell for every fourth pixel, ((H−1)/4+1) × ((W−1)/4+1)
 * @param highResolution H × W
 * @param source what both were computed from, if it is known: about a 35th of their size at stride
 *     16 and four scales
 */
public record ActivationMaps(
    List<Integer> keys, ImagePlanes strided, ImagePlanes highResolution, Optional<Source> source) {
  private static final String KEYS = "keys";
  private static final String STRIDED = "cam";
  private static final String HIGH = "high_res";
  private static final String FRAME = "frame";
  private static final String SCALE = "scale";
  private static final String SIZE = "size";

  /**
   * The maps of all scales as the network gave them.
   *
   * @param frame the image
   * @param scales in the order in which they are added up
   */
  public record Source(CamFrame frame, List<ScaleMaps> scales) {
    public Source {
      scales = List.copyOf(scales);
    }
  }

  public ActivationMaps {
    keys = List.copyOf(keys);
    if (strided.channels() != keys.size() || highResolution.channels() != keys.size()) {
      throw new IllegalArgumentException(
          "%d classes need as many planes, not %d strided and %d of high resolution"
              .formatted(keys.size(), strided.channels(), highResolution.channels()));
    }
  }

  /** Maps whose source is not known. */
  public ActivationMaps(List<Integer> keys, ImagePlanes strided, ImagePlanes highResolution) {
    this(keys, strided, highResolution, Optional.empty());
  }

  /**
   * As NumPy arrays: {@code keys} [n]; {@code frame}: rows and columns of the image, output stride,
   * 1 for the reference's geometry; and for each scale k its maps {@code scalek} [n, h, w] and
   * {@code sizek}, rows and columns of the scaled image. Maps without a source: {@code keys},
   * {@code cam} and {@code high_res} [n, H, W].
   */
  public byte[] toNpz() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put(KEYS, manager.create(keys.stream().mapToInt(Integer::intValue).toArray()));
      if (source.isPresent() && !keys.isEmpty()) {
        putSource(manager, source.get(), arrays);
      } else {
        arrays.put(STRIDED, array(manager, strided));
        arrays.put(HIGH, array(manager, highResolution));
      }
      return Npz.write(arrays);
    }
  }

  private static void putSource(NDManager manager, Source source, Map<String, NDArray> arrays) {
    CamFrame frame = source.frame();
    int reference = frame.geometry() == CamGeometry.REFERENCE ? 1 : 0;
    arrays.put(
        FRAME,
        manager.create(new int[] {frame.height(), frame.width(), frame.outputStride(), reference}));
    for (int i = 0; i < source.scales().size(); i++) {
      ScaleMaps scale = source.scales().get(i);
      arrays.put(SCALE + i, array(manager, scale.maps()));
      arrays.put(SIZE + i, manager.create(new int[] {scale.height(), scale.width()}));
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
      List<Integer> keys = Arrays.stream(required(arrays, KEYS, 1).toIntArray()).boxed().toList();
      if (arrays.containsKey(FRAME)) {
        return fromSource(keys, arrays);
      }
      return new ActivationMaps(
          keys, planes(required(arrays, STRIDED, 3)), planes(required(arrays, HIGH, 3)));
    }
  }

  private static ActivationMaps fromSource(List<Integer> keys, Map<String, NDArray> arrays) {
    int[] frame = required(arrays, FRAME, 1).toIntArray();
    CamGeometry geometry = frame[3] == 1 ? CamGeometry.REFERENCE : CamGeometry.MEASURED;
    CamSum sum = new CamSum(keys.size(), new CamFrame(frame[0], frame[1], frame[2], geometry));
    for (int i = 0; arrays.containsKey(SCALE + i); i++) {
      int[] size = required(arrays, SIZE + i, 1).toIntArray();
      sum.add(new ScaleMaps(planes(required(arrays, SCALE + i, 3)), size[0], size[1]));
    }
    return sum.normalised(keys);
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
