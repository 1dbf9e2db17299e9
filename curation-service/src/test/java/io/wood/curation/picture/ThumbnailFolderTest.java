package io.wood.curation.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailFolderTest {
  @TempDir private Path directory;

  @Test
  void deletesTheOldestAboveItsSizeAndWhatKilledWritersLeft() throws IOException {
    ThumbnailFolder folder = new ThumbnailFolder(directory, 250);
    Path left = Files.write(directory.resolve("draft1.jpg"), new byte[10]);
    Path drawn = Files.write(directory.resolve("draft2.jpg"), new byte[10]);
    age(left, Duration.ofHours(2));
    for (int i = 0; i < 5; i++) {
      age(folder.add(i + ".jpg", new byte[100]), minutes(50 - i));
    }

    folder.trim();

    assertThat(left).doesNotExist();
    assertThat(drawn).exists();
    assertThat(folder.find("0.jpg")).isEmpty();
    assertThat(folder.find("4.jpg")).isPresent();
    assertThat(bytes()).isLessThanOrEqualTo(250);
  }

  @Test
  void leavesNoDraftWhenAPictureCannotBeWritten() throws IOException {
    ThumbnailFolder folder = new ThumbnailFolder(directory, 250);
    Path taken = Files.createDirectories(directory.resolve("1.jpg").resolve("inside"));

    assertThatThrownBy(() -> folder.add("1.jpg", new byte[100])).isInstanceOf(IOException.class);

    assertThat(directory).isDirectoryContaining(taken.getParent()::equals);
    assertThat(directory).isDirectoryNotContaining("glob:**draft*");
  }

  private static Duration minutes(int number) {
    return Duration.ofMinutes(number);
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
