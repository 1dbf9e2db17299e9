package io.wood.cli.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.SampleImages;
import io.wood.method.image.UnusableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void readsOnlyTheBeginningOfAFilmAndRefusesAnImageBySize() throws Exception {
    Path film = folder.resolve("film.mp4");
    Files.write(film, "\0\0\0\u0018ftypisom".getBytes(UTF_8));
    grow(film, 3L << 30);
    assertThatThrownBy(() -> ImageProbe.read(film)).hasMessageContaining("but a film");

    Path huge = Files.write(folder.resolve("huge.jpg"), image("jpeg"));
    assertThat(ImageProbe.read(huge)).isEqualTo(image("jpeg"));
    grow(huge, 3L << 30);
    assertThatThrownBy(() -> ImageProbe.read(huge))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("3221225472 bytes");
  }

  private static void grow(Path path, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
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
  void takesEveryFormatWhateverItsName() throws Exception {
    for (String name :
        List.of("plain.jpg", "rgb8.png", "whole.gif", "plain.bmp", "plain.tif", "lossy.webp")) {
      byte[] image = SampleImages.read(name);
      assertThat(ImageProbe.read(Files.write(folder.resolve("scraped.jpg"), image)))
          .isEqualTo(image);
    }
  }

  @Test
  void saysWhatOtherFilesAre() throws Exception {
    assertThat(refusal("a.jpg", "thesis"))
        .isEqualTo("not an image in " + ImageFormat.NAMES + " format");
    assertThat(refusal("a.jpg", "")).endsWith("but empty");
    assertThat(refusal("a.heic", "\0\0\0\u0018ftypheic")).endsWith("HEIC: export it as JPEG");
    assertThat(refusal("a.nef", "MM\0*aaaaaaaaaaaa")).contains("raw photograph");
    assertThat(refusal("a.png", new String(image("png"), 0, 20, ISO_8859_1))).contains("damaged");
  }

  private String refusal(String name, String content) throws IOException {
    Path file = Files.write(folder.resolve(name), content.getBytes(ISO_8859_1));
    return catchThrowableOfType(UnusableImageException.class, () -> ImageProbe.read(file))
        .getMessage();
  }

  private static byte[] image(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }
}
