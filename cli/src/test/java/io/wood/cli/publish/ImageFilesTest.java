package io.wood.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  @TempDir private Path folder;

  @Test
  void walksFoldersInNameOrderAndLeavesOutHiddenFiles() throws IOException {
    Path b = Files.writeString(folder.resolve("b.jpg"), "b");
    Path a = Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("1.jpg"), "a");
    Files.writeString(folder.resolve(".DS_Store"), "");

    assertThat(ImageFiles.of(List.of(folder, b))).containsExactly(a, b);
  }

  @Test
  void namesAFolderThatDoesNotExist() {
    assertThatThrownBy(() -> ImageFiles.of(List.of(folder.resolve("nowhere"))))
        .hasMessageContaining("nowhere");
  }

  @Test
  void saysThatAFolderIsEmpty() {
    assertThatThrownBy(() -> ImageFiles.of(List.of(folder))).hasMessageContaining("no files");
  }

  @Test
  void knowsJpegAndPng() throws IOException {
    assertThat(ImageProbe.mediaType(image("jpeg"))).contains("image/jpeg");
    assertThat(ImageProbe.mediaType(image("png"))).contains("image/png");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    assertThat(ImageProbe.mediaType("thesis".getBytes(UTF_8))).isEmpty();
    assertThat(ImageProbe.mediaType(new byte[0])).isEmpty();
    assertThat(ImageProbe.mediaType(image("gif"))).isEmpty();
    assertThat(ImageProbe.mediaType(Arrays.copyOf(image("png"), 10))).isEmpty();
  }

  private static byte[] image(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }
}
