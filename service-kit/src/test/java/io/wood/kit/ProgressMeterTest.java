package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
  private final MovableClock clock = new MovableClock();
  private final ProgressMeter meter = new ProgressMeter(clock);

  @Test
  void isWorthTellingAboutOnceASecondAndAtTheEnd() {
    meter.phase("train", 95, "steps");
    int reported = 0;
    for (int step = 1; step <= 94; step++) {
      clock.pass(Duration.ofMillis(100));
      reported += meter.step(step, 95) ? 1 : 0;
    }
    assertThat(reported).isEqualTo(9);
    assertThat(meter.step(95, 95)).isTrue();
  }

  @Test
  void knowsRateAndTimeLeftOfThePhase() {
    meter.phase("read", 7, "images");
    meter.step(7, 7);
    meter.phase("train", 1000, "steps");
    for (int step = 1; step <= 100; step++) {
      clock.pass(Duration.ofMillis(100));
      meter.step(step, 1000);
    }
    assertThat(meter.progress().phase()).isEqualTo("train");
    assertThat(meter.progress().unit()).isEqualTo("steps");
    assertThat(meter.progress().perSecond()).isCloseTo(10, within(.01));
    assertThat(meter.progress().secondsLeft()).isCloseTo(90, within(1.0));
  }

  @Test
  void doesNotCountWhatWasDoneBeforeAResume() {
    meter.phase("train", 1000, "steps");
    clock.pass(Duration.ofSeconds(1));
    meter.step(801, 1000);
    assertThat(meter.progress().perSecond()).isZero();
    assertThat(meter.progress().secondsLeft()).isNull();
    clock.pass(Duration.ofSeconds(2));
    meter.step(803, 1000);
    assertThat(meter.progress().perSecond()).isCloseTo(1, within(.01));
  }
}
