package io.wood.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.bench.measure.Measurement.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static Measurement of(double value, Target target) {
    Quantiles second = Quantiles.of(1);
    return new Measurement("n", "w", 1, 1, second, second, Quantiles.of(value), target, "");
  }

  @Test
  void dividesByALimitFromAboveAndIntoALimitFromBelow() {
    assertThat(of(.4, Target.seconds(.8, "wall")).ratio()).isEqualTo(.5);
    assertThat(of(.9, Target.seconds(.8, "wall")).met()).isFalse();
    assertThat(of(.98, new Target(.95, true, "share", "time")).met()).isTrue();
    assertThat(of(.5, new Target(.95, true, "share", "time")).ratio()).isCloseTo(1.9, within(1e-9));
    assertThat(of(Double.NaN, Target.seconds(.8, "wall")).met()).isFalse();
    assertThat(of(Double.NEGATIVE_INFINITY, Target.seconds(1, "wall")).met()).isTrue();
  }

  @Test
  void findsQuartilesBetweenValues() {
    assertThat(Quantiles.of(List.of(4., 1., 3., 2.))).isEqualTo(new Quantiles(1.75, 2.5, 3.25));
    assertThat(Quantiles.of(List.of(7.))).isEqualTo(new Quantiles(7, 7, 7));
    assertThatThrownBy(() -> Quantiles.of(List.of())).hasMessageContaining("at least one");
  }

  @Test
  void comparesRoundByRound() {
    Stopwatch whole = Stopwatch.ofThread();
    Stopwatch bare = Stopwatch.ofThread();
    whole.add(30, 3);
    bare.add(10, 3);
    whole.add(80, 4);
    bare.add(20, 1);

    assertThat(whole.wallOver(bare).median()).isEqualTo(3.5);
    assertThat(whole.cpuOver(bare).median()).isEqualTo(2.5);
  }
}
