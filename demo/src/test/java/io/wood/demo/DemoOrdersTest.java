package io.wood.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.Arm;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DemoOrdersTest {
  @Test
  void asksForTheThresholdsRule() {
    Map<String, Object> refinement = DemoOrders.arm(Arm.WOOD, 1, "base", false).refinement();

    // Left out it would be the published .25.
    assertThat(refinement).containsEntry("backgroundThreshold", null);
    assertThat(refinement.get("walk"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("logSteps", 4)
        // The default's second scale would take time.
        .containsEntry("edgeScales", null);
  }
}
