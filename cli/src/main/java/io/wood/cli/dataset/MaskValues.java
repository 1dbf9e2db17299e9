package io.wood.cli.dataset;

import io.wood.method.image.LabelMap;
import io.wood.method.image.UnusableImageException;
import java.util.Arrays;
import java.util.List;

/** Maps the values of mask files to class indices of the dataset. */
public final class MaskValues {
  /** The classes of PASCAL VOC; a mask's value i is the i-th, counted from 1. */
  static final List<String> VOC =
      List.of(
          "aeroplane",
          "bicycle",
          "bird",
          "boat",
          "bottle",
          "bus",
          "car",
          "cat",
          "chair",
          "cow",
          "diningtable",
          "dog",
          "horse",
          "motorbike",
          "person",
          "pottedplant",
          "sheep",
          "sofa",
          "train",
          "tvmonitor");

  private static final int UNKNOWN = -1;

  private final int[] meaning = new int[256];

  private MaskValues() {
    Arrays.fill(meaning, UNKNOWN);
    meaning[0] = 0;
    meaning[LabelMap.IGNORE] = LabelMap.IGNORE;
  }

  /** Value i is the i-th class of the dataset, counted from 1. */
  public static MaskValues inOrder(List<String> classes) {
    MaskValues values = new MaskValues();
    for (int i = 1; i <= classes.size(); i++) {
      values.meaning[i] = i;
    }
    return values;
  }

  /** Maps VOC's class numbers by name; VOC classes not in the dataset become background. */
  public static MaskValues voc(List<String> classes) {
    MaskValues values = new MaskValues();
    for (int i = 0; i < VOC.size(); i++) {
      values.meaning[i + 1] = classes.indexOf(VOC.get(i)) + 1;
    }
    return values;
  }

  /** Returns true when every class is one of VOC's. */
  public static boolean areVoc(List<String> classes) {
    return VOC.containsAll(classes);
  }

  /**
   * Converts a mask to the dataset's own class numbers.
   *
   * @throws UnusableImageException when it contains a value without a class
   */
  public LabelMap translate(LabelMap mask) throws UnusableImageException {
    byte[] labels = new byte[mask.labels().length];
    for (int i = 0; i < labels.length; i++) {
      int value = mask.labels()[i] & 0xff;
      if (meaning[value] == UNKNOWN) {
        throw new UnusableImageException(
            "it holds the value " + value + ", which is not the number of a class");
      }
      labels[i] = (byte) meaning[value];
    }
    return new LabelMap(mask.width(), mask.height(), labels);
  }
}
