package io.wood.cli.dataset.coco;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Paints regions in COCO's forms into a mask: polygons, run lengths as a list, or run lengths as a
 * text. Where regions overlap, the one with fewer pixels is on top.
 */
final class CocoMask {
  private static final int MAX_PIXELS = 1 << 28;

  private final int width;
  private final int height;
  private final List<Region> regions = new ArrayList<>();

  /** The pixels of a region, row by row. */
  private record Region(int label, BitSet pixels) {}

  CocoMask(int width, int height) throws UnusableImageException {
    if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
      throw new UnusableImageException(
          "the annotations say that the image is %dx%d".formatted(width, height));
    }
    this.width = width;
    this.height = height;
  }

  /**
   * Adds a region.
   *
   * @param label 1 to 254
   * @param segmentation as in the file
   */
  void add(int label, JsonNode segmentation) throws UnusableImageException {
    regions.add(
        new Region(label, segmentation.isArray() ? polygons(segmentation) : runs(segmentation)));
  }

  /** The mask as a PNG. */
  byte[] png() {
    byte[] labels = new byte[width * height];
    regions.sort(
        Comparator.comparingInt((Region region) -> region.pixels().cardinality()).reversed());
    for (Region region : regions) {
      region.pixels().stream().forEach(pixel -> labels[pixel] = (byte) region.label());
    }
    return LabelMaps.encode(new LabelMap(width, height, labels));
  }

  private BitSet polygons(JsonNode polygons) throws UnusableImageException {
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = canvas.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.WHITE);
    boolean flat = polygons.path(0).isNumber();
    for (JsonNode polygon : flat ? List.of(polygons) : polygons) {
      pen.fill(outline(polygon));
    }
    pen.dispose();
    BitSet pixels = new BitSet(width * height);
    int[] colours = canvas.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < colours.length; i++) {
      pixels.set(i, (colours[i] & 1) != 0);
    }
    return pixels;
  }

  /** x and y in turn, in pixels from the upper left corner. */
  private static Path2D outline(JsonNode polygon) throws UnusableImageException {
    if (!polygon.isArray() || polygon.size() < 6 || polygon.size() % 2 != 0) {
      throw new UnusableImageException(
          "a polygon has %d numbers; it needs x and y of three points or more"
              .formatted(polygon.size()));
    }
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    path.moveTo(polygon.path(0).asDouble(), polygon.path(1).asDouble());
    for (int i = 2; i < polygon.size(); i += 2) {
      path.lineTo(polygon.path(i).asDouble(), polygon.path(i + 1).asDouble());
    }
    path.closePath();
    return path;
  }

  /** Runs go down the columns; the first counts pixels outside. */
  private BitSet runs(JsonNode segmentation) throws UnusableImageException {
    JsonNode size = segmentation.path("size");
    if (size.path(0).asInt() != height || size.path(1).asInt() != width) {
      throw new UnusableImageException(
          "run lengths have the size %s, the image is %d high and %d wide"
              .formatted(size, height, width));
    }
    JsonNode counts = segmentation.path("counts");
    List<Long> runs = new ArrayList<>();
    if (counts.isTextual()) {
      inflate(counts.asText(), runs);
    } else {
      counts.forEach(count -> runs.add(count.asLong(-1)));
    }
    int count = width * height;
    BitSet pixels = new BitSet(count);
    int at = 0;
    boolean inside = false;
    for (long run : runs) {
      if (run < 0 || run > count - at) {
        throw new UnusableImageException("run lengths leave the image at pixel " + at);
      }
      for (long end = at + run; at < end; at++) {
        pixels.set(at % height * width + at / height, inside);
      }
      inside = !inside;
    }
    if (at != count) {
      throw new UnusableImageException("run lengths end at pixel %d of %d".formatted(at, count));
    }
    return pixels;
  }

  /** Five bits a letter, low ones first; from the third run on the difference to two before. */
  private static void inflate(String text, List<Long> runs) throws UnusableImageException {
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int shift = 0;
      int bits;
      do {
        bits = at < text.length() ? text.charAt(at++) - '0' : -1;
        if (bits < 0 || bits > 0x3f || shift > 30) {
          throw new UnusableImageException("run lengths are damaged: " + text);
        }
        value |= (long) (bits & 0x1f) << shift;
        shift += 5;
      } while ((bits & 0x20) != 0);
      if ((bits & 0x10) != 0) {
        value |= -1L << shift;
      }
      runs.add(runs.size() > 2 ? value + runs.get(runs.size() - 2) : value);
    }
  }
}
