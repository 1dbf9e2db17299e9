package io.wood.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void showsDurationsInTheUnitsThatPeopleUse() {
    assertThat(Units.duration(Duration.ofMillis(840))).isEqualTo("0.8 s");
    assertThat(Units.duration(Duration.ofMillis(9960))).isEqualTo("10 s");
    assertThat(Units.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    assertThat(Units.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
  }

  @Test
  void showsBytesWithBinaryPrefixes() {
    assertThat(Units.bytes(512)).isEqualTo("512 B");
    assertThat(Units.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Units.bytes(8L << 30)).isEqualTo("8.0 GiB");
  }

  @Test
  void showsRatesWithThreeDigits() {
    assertThat(Units.rate(.456)).isEqualTo("0.46");
    assertThat(Units.rate(12.34)).isEqualTo("12.3");
    assertThat(Units.rate(1234.5)).isEqualTo("1235");
  }
}
