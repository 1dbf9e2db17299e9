package io.wood.bench.refining;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.bench.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefinementCommandTest {
  @Test
  void refusesTooFewPhotographs() {
    assertThat(refusal("--photographs", "7"))
        .contains("--photographs 7 must be at least 8: fewer say nothing about two cores");
  }

  @Test
  void refusesANegativeNumberOfSteps() {
    assertThat(refusal("--irn-steps", "-1"))
        .contains("--irn-steps -1 must not be negative; 0 leaves them to the epochs");
  }

  @Test
  void refusesAnUnknownNetwork() {
    assertThat(refusal("--network", "vgg")).contains("vgg").contains("mobilenet_v2");
  }

  private static String refusal(String... options) {
    Refusal refusal =
        Refusal.of(
            Stream.concat(Stream.of("bench", "refinement"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(refusal.status()).isNotZero();
    return refusal.text();
  }
}
