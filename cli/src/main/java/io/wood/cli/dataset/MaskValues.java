package io.wood.cli.dataset;

import static io.wood.contracts.artifact.ImageFormat.PNG;

import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

  /** Where a PNG file has its colour type, after its bits per sample. */
  private static final int PNG_COLOUR = 25;

  private static final Set<String> VOID = Set.of("void", "ignore", "ignored", "unlabeled");

  private final int[] meaning = new int[256];

  /** Values by colour: those of a label map, or else of VOC's palette. */
  private final Map<Integer, Integer> colours = new HashMap<>();

  private boolean labelMap;

  private MaskValues() {
    Arrays.fill(meaning, UNKNOWN);
    meaning[0] = 0;
    meaning[LabelMap.IGNORE] = LabelMap.IGNORE;
    for (int value = 0; value < meaning.length; value++) {
      colours.put(LabelMaps.colour(value), value);
    }
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
    return listed(VOC, classes);
  }

  /**
   * Value i is the i-th of a list, counted from 1; one that is not in the dataset is background.
   */
  public static MaskValues listed(List<String> order, List<String> classes) {
    MaskValues values = new MaskValues();
    for (int i = 0; i < order.size(); i++) {
      values.meaning[i + 1] = classes.indexOf(order.get(i)) + 1;
    }
    return values;
  }

  /** The colours of a label map; a class of it that is not in the dataset becomes background. */
  public static MaskValues coloured(ColourMap map, List<String> classes) {
    MaskValues values = new MaskValues();
    values.labelMap = true;
    values.colours.clear();
    for (int i = 0; i < map.entries().size(); i++) {
      ColourMap.Entry entry = map.entries().get(i);
      values.colours.put(entry.colour(), i);
      boolean ignored = VOID.contains(entry.name().toLowerCase(Locale.ROOT));
      values.meaning[i] = ignored ? LabelMap.IGNORE : classes.indexOf(entry.name()) + 1;
    }
    return values;
  }

  /**
   * The value that the only class of a dataset has in its masks, when it is not the one that this
   * mapping expects: 255 where the masks hold 0 and 255 alone, as most tools write binary masks.
   *
   * @param found values in all masks of the dataset
   */
  OptionalInt binaryValue(BitSet found) {
    BitSet objects = (BitSet) found.clone();
    objects.clear(0);
    if (objects.cardinality() > 1) {
      objects.clear(LabelMap.IGNORE);
    }
    int value = objects.nextSetBit(0);
    boolean usable = value > 0 && objects.cardinality() == 1 && found.get(0) && !labelMap;
    boolean other = usable && (value == LabelMap.IGNORE || value == 1 || meaning[value] == UNKNOWN);
    return other && meaning[value] != 1 ? OptionalInt.of(value) : OptionalInt.empty();
  }

  /** This mapping with another value of the first class. */
  MaskValues withFirstClass(int value) {
    MaskValues values = new MaskValues();
    System.arraycopy(meaning, 0, values.meaning, 0, meaning.length);
    values.meaning[value] = 1;
    return values;
  }

  /** Returns true when every class is one of VOC's. */
  public static boolean areVoc(List<String> classes) {
    return VOC.containsAll(classes);
  }

  /**
   * Reads the values of a mask: palette indices, grey values, or colours that have a value.
   *
   * @throws UnusableImageException when it is no such file, or holds an unknown colour
   */
  public LabelMap decode(byte[] file) throws UnusableImageException {
    boolean png = file.length > PNG_COLOUR && ImageFormat.of(file).equals(Optional.of(PNG));
    int type = png ? file[PNG_COLOUR] : -1;
    boolean colour = png && file[PNG_COLOUR - 1] == 8 && (type == 2 || type == 6);
    if (!colour && !(labelMap && type == 3)) {
      return LabelMaps.decode(file);
    }
    RgbImage image = ImageDecoder.decode(file);
    byte[] rgb = image.bytes();
    byte[] values = new byte[rgb.length / 3];
    boolean grey = !labelMap;
    int unknown = -1;
    for (int i = 0; i < values.length; i++) {
      int red = rgb[3 * i] & 0xff;
      int green = rgb[3 * i + 1] & 0xff;
      int blue = rgb[3 * i + 2] & 0xff;
      Integer value = colours.get(red << 16 | green << 8 | blue);
      grey &= red == green && green == blue;
      if (value == null) {
        unknown = red << 16 | green << 8 | blue;
      } else {
        values[i] = value.byteValue();
      }
    }
    if (unknown >= 0 && !grey) {
      throw new UnusableImageException(
          "it holds the colour #%06x, which is that of no class in %s"
              .formatted(unknown, labelMap ? "the label map" : "VOC's palette"));
    }
    for (int i = 0; unknown >= 0 && i < values.length; i++) {
      values[i] = rgb[3 * i];
    }
    return new LabelMap(image.width(), image.height(), values);
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
