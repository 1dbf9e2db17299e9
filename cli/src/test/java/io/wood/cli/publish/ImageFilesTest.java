package io.wood.cli.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
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

    assertThat(ImageFiles.of(List.of(folder, b)).files()).containsExactly(a, b);
  }

  @Test
  void followsLinksAndPassesHiddenFolders(@TempDir Path disk) throws IOException {
    Files.writeString(disk.resolve("p1.jpg"), "1");
    Files.writeString(
        Files.createDirectory(disk.resolve(".thumbnails")).resolve("p1.jpg"), "small");
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), disk);

    assertThat(ImageFiles.of(List.of(linked)).files()).containsExactly(linked.resolve("p1.jpg"));

    Path own = Files.writeString(folder.resolve("own.jpg"), "own");
    assertThat(ImageFiles.of(List.of(folder)).files())
        .containsExactly(linked.resolve("p1.jpg"), own);
  }

  @Test
  void namesLinksThatLeadNowhereOrBack() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "a");
    Files.createSymbolicLink(folder.resolve("back"), folder);
    Files.createSymbolicLink(folder.resolve("gone.jpg"), folder.resolve("nowhere"));

    assertThat(ImageFiles.of(List.of(folder)).skipped())
        .containsExactlyInAnyOrder(
            folder.resolve("back") + ": a link to a folder that holds it",
            folder.resolve("gone.jpg") + ": a link that leads nowhere");
  }

  @Test
  void readsOnlyTheBeginningOfAFilmAndRefusesAnImageBySize() throws IOException {
    Path film = folder.resolve("film.mp4");
    try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertThat(ImageProbe.isImage(film)).isFalse();

    Path huge = Files.write(folder.resolve("huge.jpg"), image("jpeg"));
    assertThat(ImageProbe.isImage(huge)).isTrue();
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertThatThrownBy(() -> ImageProbe.isImage(huge))
        .isInstanceOf(OversizeException.class)
        .hasMessageContaining("3221225472 bytes");
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
