package io.wood.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.bench.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutageCommandTest {
  @Test
  void refusesOptionsThatHaveNoEffect() {
    assertThat(refusal("--dead"))
        .contains("--dead has no effect without --away; add --away broker or --away store");
    assertThat(refusal("--for", "30")).contains("--for has no effect without --away; add --away");
  }

  @Test
  void refusesAnOutageOfNoLength() {
    assertThat(refusal("--away", "store", "--for", "0"))
        .contains("--for 0: nothing would be away; choose 1 second or more");
  }

  @Test
  void refusesOthersThanBrokerAndStore() {
    assertThat(refusal("--away", "store,trainer"))
        .contains("--away trainer: only broker and store can be away");
  }

  private static String refusal(String... options) {
    Refusal refusal =
        Refusal.of(
            Stream.concat(Stream.of("bench", "outage"), Stream.of(options)).toArray(String[]::new));
    assertThat(refusal.status()).isEqualTo(2);
    return refusal.text();
  }
}
