package io.wood.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFormatTest {
  @ParameterizedTest
  @CsvSource({
    "ff d8 ff e0, image/jpeg",
    "89 50 4e 47 0d, image/png",
    "47 49 46 38 39, image/gif",
    "42 4d 00, image/bmp",
    "49 49 2a 00, image/tiff",
    "4d 4d 00 2a, image/tiff",
    "52 49 46 46 01 02 03 04 57 45 42 50, image/webp",
    "52 49 46 46 01 02 03 04 57 41 56 45, application/octet-stream",
    "49 49 00 00, application/octet-stream",
    "4d 4d 2a 00, application/octet-stream",
    "ff d8, application/octet-stream"
  })
  void recognisesAFileByItsFirstBytes(String bytes, String mediaType) {
    byte[] file = HexFormat.ofDelimiter(" ").parseHex(bytes);
    assertThat(ImageFormat.mediaTypeOf(file)).isEqualTo(mediaType);
  }

  @Test
  void recognisesNoImageInTextOrNothing() {
    assertThat(ImageFormat.of(new byte[0])).isEmpty();
    assertThat(ImageFormat.of("RIFF....WEB".getBytes(StandardCharsets.US_ASCII))).isEmpty();
  }

  @Test
  void readsEndingsInAnyCase() {
    assertThat(ImageFormat.ofName("a/b.c/IMG.JPG")).contains(ImageFormat.JPEG);
    assertThat(ImageFormat.ofName("scan.tif")).contains(ImageFormat.TIFF);
    assertThat(ImageFormat.ofName("scraped.WebP")).contains(ImageFormat.WEBP);
    assertThat(ImageFormat.ofName("notes.txt")).isEmpty();
    assertThat(ImageFormat.ofName("README")).isEmpty();
  }

  @Test
  void browsersShowEveryFormatExceptTiff() {
    assertThat(ImageFormat.values())
        .filteredOn(format -> !format.isShownByBrowsers())
        .containsExactly(ImageFormat.TIFF);
    assertThat(ImageFormat.ofMediaType("image/webp")).contains(ImageFormat.WEBP);
    assertThat(ImageFormat.ofMediaType("image/svg+xml")).isEmpty();
  }
}
