package io.wood.method.cam;

import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up the maps of all scales in the two sizes of a {@link CamFrame}. */
public final class CamSum {
  private static final float EPSILON = 1e-5f;

  private final CamFrame frame;
  private final List<ScaleMaps> scales = new ArrayList<>();
  private final int classes;
  private final ImagePlanes strided;

  /** An empty sum. */
  public CamSum(int classes, CamFrame frame) {
    this.frame = frame;
    this.classes = classes;
    strided = frame.emptyStrided(classes);
  }

  /** Adds the maps of one scale. */
  public void add(ScaleMaps scale) {
    scales.add(scale);
    add(strided, frame.strided(scale));
  }

  /** The sum so far in the strided size. */
  public ImagePlanes strided() {
    return strided;
  }

  private static void add(ImagePlanes to, ImagePlanes from) {
    for (int i = 0; i < from.values().length; i++) {
      to.values()[i] += from.values()[i];
    }
  }

  /** The sum in the strided size alone, each plane divided by (its maximum + 1e-5). */
  ImagePlanes normalisedStrided() {
    normalise(strided.requireFinite("the CAM"));
    return strided;
  }

  /** Divides each plane by (its maximum + 1e-5). */
  public ActivationMaps normalised(List<Integer> keys) {
    normalisedStrided();
    ImagePlanes high = frame.emptyHigh(classes);
    scales.forEach(scale -> add(high, frame.high(scale)));
    normalise(high);
    return new ActivationMaps(
        keys, strided, high, Optional.of(new ActivationMaps.Source(frame, scales)));
  }

  private static void normalise(ImagePlanes planes) {
    float[] values = planes.values();
    for (int start = 0; start < values.length; start += planes.area()) {
      float max = 0;
      for (int i = start; i < start + planes.area(); i++) {
        max = Math.max(max, values[i]);
      }
      for (int i = start; i < start + planes.area(); i++) {
        values[i] /= max + EPSILON;
      }
    }
  }
}
