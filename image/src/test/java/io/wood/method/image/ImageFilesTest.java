package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageFilesTest {
  private static RgbImage noise(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    new Random(1).nextBytes(bytes);
    return new RgbImage(width, height, bytes);
  }

  @Test
  void keepsEveryByteThroughPng() throws UnusableImageException {
    RgbImage image = noise(7, 5);
    assertThat(ImageDecoder.decode(ImageEncoder.png(image))).isEqualTo(image);
  }

  @Test
  void keepsColoursNearlyThroughJpeg() throws UnusableImageException {
    byte[] bytes = new byte[3 * 16 * 16];
    for (int i = 0; i < bytes.length; i += 3) {
      bytes[i] = (byte) 200;
      bytes[i + 2] = 40;
    }
    RgbImage decoded = ImageDecoder.decode(ImageEncoder.jpeg(new RgbImage(16, 16, bytes), .9));
    assertThat(decoded.at(8, 8, 0)).isCloseTo(200, within(4));
    assertThat(decoded.at(8, 8, 1)).isCloseTo(0, within(4));
    assertThat(decoded.at(8, 8, 2)).isCloseTo(40, within(4));
  }

  @Test
  void readsGreyByItsSamples() throws UnusableImageException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    grey.getRaster().setSample(1, 0, 0, 7);
    RgbImage decoded = ImageDecoder.decode(ImageEncoder.png(grey));
    assertThat(decoded.bytes()).containsExactly(100, 100, 100, 7, 7, 7);
  }

  @Test
  void dropsTransparency() throws UnusableImageException {
    BufferedImage glass = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    glass.setRGB(0, 0, 0x10203040);
    RgbImage decoded = ImageDecoder.decode(ImageEncoder.png(glass));
    assertThat(decoded.bytes()).containsExactly(0x20, 0x30, 0x40);
  }

  @Test
  void saysWhyAFileIsUnusable() {
    assertThatThrownBy(() -> ImageDecoder.decode(new byte[0]))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(
            () -> ImageDecoder.decode("hello, I am text".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("not an image");
    byte[] png = ImageEncoder.png(noise(64, 64));
    assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(png, png.length / 2)))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void looksAtTheDeclaredSizeBeforeDecoding() {
    byte[] bomb = ImageEncoder.png(noise(8, 8));
    // The header's width and height, 60000 each.
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    assertThatThrownBy(() -> ImageDecoder.decode(bomb))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("60000x60000");
    assertThatThrownBy(() -> ImageDecoder.decode(bomb, new ImageLimits(10, 100)))
        .hasMessageContaining("at most 10");
  }

  @Test
  void refusesAJpegThatWasCutOff() throws UnusableImageException {
    byte[] jpeg = ImageEncoder.jpeg(noise(160, 120), .8);
    assertThat(ImageDecoder.decode(jpeg).width()).isEqualTo(160);
    for (int percent : new int[] {30, 60, 95}) {
      byte[] cut = Arrays.copyOf(jpeg, jpeg.length * percent / 100);
      assertThatThrownBy(() -> ImageDecoder.decode(cut))
          .as("%d %% of it", percent)
          .isInstanceOf(UnusableImageException.class)
          .hasMessageContaining("cut off");
    }
  }

  @Test
  void answersAnyDamageWithAReason() {
    byte[] jpeg = ImageEncoder.jpeg(noise(40, 30), .8);
    Random random = new Random(2);
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged = jpeg.clone();
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(Math.min(600, damaged.length))] = (byte) random.nextInt();
      }
      try {
        ImageDecoder.decode(damaged, new ImageLimits(1 << 20, 1_000_000));
      } catch (UnusableImageException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void keepsLabelsThroughPalettePng() throws UnusableImageException {
    byte[] labels = new byte[256];
    for (int i = 0; i < 256; i++) {
      labels[i] = (byte) i;
    }
    LabelMap map = new LabelMap(64, 4, labels);
    assertThat(LabelMaps.decode(LabelMaps.encode(map))).isEqualTo(map);
  }

  @Test
  void coloursLabelsAsVocDoes() {
    assertThat(LabelMaps.colour(0)).isEqualTo(0);
    assertThat(LabelMaps.colour(1)).isEqualTo(0x800000);
    assertThat(LabelMaps.colour(15)).isEqualTo(0xc08080);
    assertThat(LabelMaps.colour(255)).isEqualTo(0xe0e0c0);
  }

  @Test
  void paintsLabelsInVocsColoursAndIgnoredPixelsInAnother() {
    RgbImage painted =
        LabelMaps.painted(new LabelMap(3, 1, new byte[] {0, 15, (byte) 255}), 0xffeedd);
    assertThat(painted)
        .isEqualTo(
            new RgbImage(
                3,
                1,
                new byte[] {
                  0,
                  0,
                  0,
                  (byte) 0xc0,
                  (byte) 0x80,
                  (byte) 0x80,
                  (byte) 255,
                  (byte) 0xee,
                  (byte) 0xdd
                }));
  }

  @Test
  void refusesAColourPictureAsMask() {
    assertThatThrownBy(() -> LabelMaps.decode(ImageEncoder.png(noise(3, 3))))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("one channel");
  }

  @Test
  void placesAnImageOnACanvasOfZeros() {
    RgbImage dot = new RgbImage(1, 1, new byte[] {(byte) 255, (byte) 255, (byte) 255});
    float[] canvas = Normaliser.place(dot, 1, 0, 2, 2);
    assertThat(canvas).hasSize(12);
    assertThat(canvas[1]).isEqualTo(Normaliser.of(255, 0));
    assertThat(canvas[4 + 1]).isEqualTo(Normaliser.of(255, 1));
    assertThat(canvas[0]).isZero();
    assertThat(Normaliser.place(dot, -5, 0, 2, 2)).containsOnly(0);
  }

  @Test
  void heatsWhereTheMapIsHot() {
    RgbImage grey = new RgbImage(2, 1, new byte[] {90, 90, 90, 90, 90, 90});
    RgbImage over = HeatOverlay.over(grey, new float[] {0, 1}, 2, 1);
    assertThat(over.at(1, 0, 0)).isGreaterThan(over.at(0, 0, 0));
    assertThat(over.at(0, 0, 2)).isGreaterThan(over.at(1, 0, 2));
  }
}
