package io.wood.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HumanUnitsTest {
  @Test
  void showsDurationsInTheUnitsThatPeopleUse() {
    assertThat(HumanUnits.duration(Duration.ofMillis(840))).isEqualTo("0.8 s");
    assertThat(HumanUnits.duration(Duration.ofMillis(9960))).isEqualTo("10 s");
    assertThat(HumanUnits.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    assertThat(HumanUnits.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
  }

  @Test
  void showsBytesWithBinaryPrefixes() {
    assertThat(HumanUnits.bytes(512)).isEqualTo("512 B");
    assertThat(HumanUnits.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(HumanUnits.bytes(8L << 30)).isEqualTo("8.0 GiB");
  }

  @Test
  void showsRatesWithThreeDigits() {
    assertThat(HumanUnits.rate(.456)).isEqualTo("0.46");
    assertThat(HumanUnits.rate(12.34)).isEqualTo("12.3");
    assertThat(HumanUnits.rate(1234.5)).isEqualTo("1235");
  }
}
