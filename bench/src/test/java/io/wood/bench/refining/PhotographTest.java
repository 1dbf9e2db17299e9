package io.wood.bench.refining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhotographTest {
  @Test
  void isWhatTheServiceReads() {
    Photograph photograph = new Photograph(3);

    assertThat(photograph.planned().labels()).isEqualTo(List.of("dog", "bird"));
    assertThat(photograph.classes()).isEqualTo(List.of(3, 0));
    assertThat(photograph.image().width()).isEqualTo(500);
    assertThat(photograph.image().height()).isEqualTo(333);
  }

  @Test
  void mostHaveTheUsualSize() {
    long usual =
        IntStream.range(0, 16)
            .mapToObj(number -> new Photograph(number).image())
            .filter(image -> image.width() == 500 && image.height() == 375)
            .count();

    assertThat(usual).isEqualTo(10);
  }
}
