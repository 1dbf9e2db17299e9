package io.wood.method.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrowserPictureTest {
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

  @Test
  void aFileThatBrowsersShowIsServedAsItIsWhenItIsNoWider() throws Exception {
    byte[] png = ImageEncoder.png(picture(40, 20));

    assertThat(BrowserPicture.isServedAsItIs(png, LIMITS, 40, Long.MAX_VALUE)).isTrue();
    assertThat(BrowserPicture.isServedAsItIs(png, LIMITS, 39, Long.MAX_VALUE)).isFalse();
    assertThatThrownBy(() -> BrowserPicture.isServedAsItIs(new byte[9], LIMITS, 40, Long.MAX_VALUE))
        .isInstanceOf(UnusableImageException.class);
  }

  @Test
  void theMemoryOfAPortraitFollowsItsHeight() throws Exception {
    byte[] portrait = ImageEncoder.png(picture(40, 400));
    long memory = ImageDecoder.memory(portrait, LIMITS, 100);
    assertThat(memory).isGreaterThan(ImageDecoder.memory(portrait, LIMITS, 10));

    assertThat(BrowserPicture.isServedAsItIs(portrait, LIMITS, 10, memory)).isFalse();
    assertThat(BrowserPicture.isServedAsItIs(portrait, LIMITS, 10, memory - 1)).isTrue();
  }

  private static RgbImage picture(int width, int height) {
    return new RgbImage(width, height, new byte[3 * width * height]);
  }
}
