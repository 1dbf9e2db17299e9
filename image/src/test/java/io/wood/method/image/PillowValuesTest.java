package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what is decoded with what Pillow reads; {@code images/make.py} made both. */
class PillowValuesTest {
  /** Differences of chroma upsampling and rounding between decoders of lossy formats. */
  private static final int LOSSY_TOLERANCE = 8;

  static List<Path> images() throws IOException {
    try (Stream<Path> files = Files.list(SampleImages.FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".py"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void readsTheValuesThatPillowReads(Path file) throws Exception {
    RgbImage image = ImageDecoder.decode(Files.readAllBytes(file));
    RgbImage expected = pillow(file.getFileName().toString());
    assertThat(image.width() + "x" + image.height())
        .isEqualTo(expected.width() + "x" + expected.height());
    boolean lossy = file.toString().matches(".*(\\.jpg|jpeg\\.tif|(lossy|profile)\\.webp)");
    if (lossy) {
      assertThat(largestDifference(image, expected)).isLessThanOrEqualTo(LOSSY_TOLERANCE);
    } else {
      assertThat(image).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void knowsTheSizeWithoutDecoding(Path file) throws Exception {
    RgbImage expected = pillow(file.getFileName().toString());
    assertThat(ImageDecoder.size(Files.readAllBytes(file), ImageLimits.DEFAULT))
        .isEqualTo(new ImageSize(expected.width(), expected.height()));
  }

  @Test
  void readsEveryNthPixelOfAFileForASmallSide() throws Exception {
    for (String name : List.of("plain.jpg", "cmyk.jpg", "rgb16.png", "plain.tif", "plain.bmp")) {
      byte[] file = SampleImages.read(name);
      RgbImage whole = ImageDecoder.decode(file);
      int step = new ImageSize(whole.width(), whole.height()).stepFor(2);
      RgbImage small = ImageDecoder.decodeFor(file, ImageLimits.DEFAULT, 2);
      assertThat(step).as(name).isGreaterThan(1);
      assertThat(small.width()).as(name).isEqualTo((whole.width() + step - 1) / step);
      assertThat(small.at(1, 1, 2)).as(name).isEqualTo(whole.at(step, step, 2));
      assertThat(ImageDecoder.memory(file, ImageLimits.DEFAULT, 2))
          .as(name)
          .isLessThan(ImageDecoder.memory(file, ImageLimits.DEFAULT, 1000));
    }
  }

  private static int largestDifference(RgbImage image, RgbImage expected) {
    int largest = 0;
    for (int i = 0; i < image.bytes().length; i++) {
      int difference = (image.bytes()[i] & 0xff) - (expected.bytes()[i] & 0xff);
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }

  private static RgbImage pillow(String name) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(SampleImages.FOLDER.resolve("pillow").resolve(name)));
      int width = bytes.getShort();
      int height = bytes.getShort();
      return new RgbImage(width, height, Arrays.copyOfRange(bytes.array(), 4, bytes.capacity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
