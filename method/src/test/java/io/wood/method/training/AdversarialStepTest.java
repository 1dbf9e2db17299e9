package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdversarialStepTest {
  @Test
  void agreesWithTheOfficialCode() {
    try (Golden golden = new Golden("f3_adv_climb")) {
      assertThat(
              AdversarialStep.climb(golden.array("image"), golden.array("grad"), .07)
                  .toFloatArray())
          .containsExactly(golden.floats("perturbed"), within(1e-6f));
    }
  }
}
