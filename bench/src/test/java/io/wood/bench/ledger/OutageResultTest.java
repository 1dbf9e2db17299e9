package io.wood.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.console.Terminal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutageResultTest {
  private static OutageResult result(int ranked, int decisions, String mask) {
    LedgerBook book =
        new LedgerBook(
            Map.of("ranked", ranked, "decisions", decisions),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new OutageResult(
        book, Map.of("weights", "w", "mask.png of i", mask), List.of(), 0, List.of());
  }

  @Test
  void isAlikeWhenOnlyTheNumberOfTriesDiffers() {
    assertThat(result(5, 5, "a").differences(result(5, 7, "a"))).isEmpty();
  }

  @Test
  void namesWhatDiffers() {
    assertThat(result(5, 5, "a").differences(result(4, 5, "b")))
        .containsExactly("ranked: 5 and 4", "mask.png of i: a and b");
  }

  @Test
  void isWrongWithAContradictionOrAnImageThatFailed() {
    LedgerBook book = result(1, 1, "a").book();

    assertThat(new OutageResult(book, Map.of(), List.of(), 0, List.of()).print(Terminal.standard()))
        .isTrue();
    assertThat(
            new OutageResult(book, Map.of(), List.of("x"), 0, List.of()).print(Terminal.standard()))
        .isFalse();
    assertThat(new OutageResult(book, Map.of(), List.of(), 1, List.of()).print(Terminal.standard()))
        .isFalse();
  }

  @Test
  void isWrongWhenARankedImageWasNotDecided() {
    LedgerBook book = new LedgerBook(Map.of(), List.of(), List.of(), List.of(), List.of("image"));

    assertThat(new OutageResult(book, Map.of(), List.of(), 0, List.of()).print(Terminal.standard()))
        .isFalse();
  }
}
