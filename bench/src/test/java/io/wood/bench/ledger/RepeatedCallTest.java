package io.wood.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.client.RefusedException;
import io.wood.cli.console.CommandFailedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedCallTest {
  private final AtomicInteger calls = new AtomicInteger();

  private String failingOnce(RuntimeException failure) {
    if (calls.incrementAndGet() == 1) {
      throw failure;
    }
    return "answer";
  }

  @Test
  void repeatsWhatDoesNotAnswer() {
    assertThat(
            RepeatedCall.until(
                Duration.ofMinutes(1), () -> failingOnce(new CommandFailedException("away"))))
        .isEqualTo("answer");
  }

  @Test
  void repeatsWhatAServiceCannotDoNow() {
    assertThat(
            RepeatedCall.until(
                Duration.ofMinutes(1),
                () -> failingOnce(new RefusedException("trainer", 503, "no store"))))
        .isEqualTo("answer");
  }

  @Test
  void doesNotRepeatAWrongRequest() {
    assertThatThrownBy(
            () ->
                RepeatedCall.until(
                    Duration.ofMinutes(1),
                    () -> failingOnce(new RefusedException("trainer", 400, "wrong"))))
        .hasMessageContaining("wrong");
    assertThat(calls).hasValue(1);
  }

  @Test
  void failsWhenTheTimeIsOver() {
    assertThatThrownBy(
            () ->
                RepeatedCall.until(
                    Duration.ofMillis(-1), () -> failingOnce(new CommandFailedException("away"))))
        .hasMessage("away");
  }
}
