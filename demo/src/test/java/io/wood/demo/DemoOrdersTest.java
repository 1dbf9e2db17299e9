package io.wood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.parameter.Arm;
import org.junit.jupiter.api.Test;

class DemoOrdersTest {
  @Test
  void asksForTheThresholdsRule() {
    JsonNode refinement = DemoOrders.arm(Arm.WOOD, 1, "base", false).path("refinement");

    // Left out it would be the published .25.
    assertThat(refinement.has("backgroundThreshold")).isTrue();
    assertThat(refinement.path("backgroundThreshold").isNull()).isTrue();
    assertThat(refinement.path("walk").path("logSteps").asInt()).isEqualTo(4);
  }
}
