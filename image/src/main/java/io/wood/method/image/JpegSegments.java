package io.wood.method.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The marker segments in front of the first scan of a JPEG file. */
final class JpegSegments {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int QUANTISATION_TABLES = 0xdb;
  private static final int TABLE_SIZE = 64;

  /** Start-of-frame markers are C0 to CF except these: tables and an extension. */
  private static final List<Integer> NO_FRAMES = List.of(0xc4, 0xc8, 0xcc);

  private final byte[] file;
  private final List<Segment> segments = new ArrayList<>();

  /**
   * A segment; its content begins after the length.
   *
   * @param marker second byte of the marker
   * @param begin offset of the marker
   * @param from offset of the content
   * @param to offset after the content
   */
  private record Segment(int marker, int begin, int from, int to) {}

  /** Reads the markers; a damaged file has those in front of the damage. */
  JpegSegments(byte[] file) {
    this.file = file;
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
      int marker = file[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      int to = at + 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE || to < at + 4 || to > file.length) {
        return;
      }
      segments.add(new Segment(marker, at, at + 4, to));
      at = to;
    }
  }

  /** True for four components: CMYK, or YCCK, of which the first three are CMY as YCbCr. */
  boolean isCmyk() {
    return segments.stream()
        .filter(each -> each.marker >= 0xc0 && each.marker <= 0xcf)
        .filter(each -> !NO_FRAMES.contains(each.marker))
        .anyMatch(frame -> frame.to - frame.from > 5 && file[frame.from + 5] == 4);
  }

  /** True when Adobe's segment says that the components are YCCK. */
  boolean isYcck() {
    return named(APP14, "Adobe")
        .anyMatch(adobe -> adobe.to > adobe.from + 11 && file[adobe.from + 11] == 2);
  }

  /** The offset of the EXIF data, which is a TIFF header. */
  Optional<Integer> exif() {
    return named(APP1, "Exif\0\0").map(each -> each.from + 6).findFirst();
  }

  /** The sum of the quantisation table of number 0, which is luminance's; empty without one. */
  Optional<Integer> luminanceDivisors() {
    return segments.stream()
        .filter(each -> each.marker == QUANTISATION_TABLES)
        .flatMap(each -> luminanceDivisors(each).stream())
        .findFirst();
  }

  /** Each table begins with a byte of its precision, 8 or 16 bits, and its number. */
  private Optional<Integer> luminanceDivisors(Segment tables) {
    int at = tables.from;
    while (at < tables.to) {
      int bytes = file[at] >> 4 == 0 ? 1 : 2;
      int next = at + 1 + bytes * TABLE_SIZE;
      if (next > tables.to) {
        return Optional.empty();
      }
      if ((file[at] & 0xf) == 0) {
        int sum = 0;
        for (int i = at + 1; i < next; i += bytes) {
          sum += bytes == 1 ? file[i] & 0xff : (file[i] & 0xff) << 8 | (file[i + 1] & 0xff);
        }
        return Optional.of(sum);
      }
      at = next;
    }
    return Optional.empty();
  }

  /** The file without its colour profiles; the file itself when it has none. */
  byte[] withoutProfiles() {
    List<Segment> profiles = named(APP2, "ICC_PROFILE\0").toList();
    if (profiles.isEmpty()) {
      return file;
    }
    byte[] plain =
        new byte[file.length - profiles.stream().mapToInt(each -> each.to - each.begin).sum()];
    int from = 0;
    int to = 0;
    for (Segment profile : profiles) {
      System.arraycopy(file, from, plain, to, profile.begin - from);
      to += profile.begin - from;
      from = profile.to;
    }
    System.arraycopy(file, from, plain, to, file.length - from);
    return plain;
  }

  private Stream<Segment> named(int marker, String name) {
    byte[] begin = name.getBytes(StandardCharsets.ISO_8859_1);
    return segments.stream()
        .filter(each -> each.marker == marker && each.to - each.from >= begin.length)
        .filter(
            each ->
                Arrays.equals(file, each.from, each.from + begin.length, begin, 0, begin.length));
  }
}
