package io.wood.cli.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes small folders in VOC's layout. */
public final class VocFolder {
  public static final int WIDTH = 20;
  public static final int HEIGHT = 16;

  public final Path folder;

  public VocFolder(Path folder) {
    this.folder = folder;
  }

  public VocFolder text(String path, String... lines) throws IOException {
    return bytes(path, (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  public VocFolder bytes(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  /**
   * Three pictures beside one another and in a folder.
   *
   * @param ending of the third
   */
  public VocFolder threePictures(String ending) throws IOException {
    return bytes("pictures/a.jpg", picture(10))
        .bytes("pictures/b.jpg", picture(20))
        .bytes("pictures/deep/c." + ending, picture(30));
  }

  /** An image of one grey, so that every grey is another file. */
  public VocFolder image(String name, int grey) throws IOException {
    return bytes("JPEGImages/" + name + ".jpg", picture(grey));
  }

  public VocFolder mask(String name, int width, int height, int value) throws IOException {
    byte[] labels = new byte[width * height];
    Arrays.fill(labels, 0, labels.length / 2, (byte) value);
    labels[labels.length - 1] = (byte) 255;
    return bytes(
        "SegmentationClass/" + name + ".png",
        LabelMaps.encode(new LabelMap(width, height, labels)));
  }

  public static byte[] picture(int grey) {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    Arrays.fill(pixels, (byte) grey);
    return ImageEncoder.jpeg(new RgbImage(WIDTH, HEIGHT, pixels), .9);
  }
}
