package io.wood.refiner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.process.LocalSystem;
import org.junit.jupiter.api.Test;

class RefinerLifecycleTest {
  @Test
  void theLauncherWaitsLongerThanAShutdownTakes() {
    assertThat(RefinerLifecycle.STOPS_WITHIN).isLessThan(LocalSystem.STOP_TIMEOUT);
  }
}
