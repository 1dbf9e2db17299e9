package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(1 << 20);

  @Test
  void aShareThatDoesNotFitWaitsForTheOthers() throws Exception {
    ByteBudget.Share first = budget.take(700_000);
    CompletableFuture<ByteBudget.Share> second = CompletableFuture.supplyAsync(() -> take(700_000));

    assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    first.close();

    second.get(20, TimeUnit.SECONDS).close();
  }

  @Test
  void whatIsLargerThanTheBudgetRunsAlone() throws Exception {
    try (ByteBudget.Share all = budget.take(Long.MAX_VALUE)) {
      assertThat(CompletableFuture.supplyAsync(() -> take(1)))
          .failsWithin(200, TimeUnit.MILLISECONDS);
    }
  }

  private ByteBudget.Share take(long bytes) {
    try {
      return budget.take(bytes);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
