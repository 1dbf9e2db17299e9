package io.wood.bench.ledger;

import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.RefusedException;
import io.wood.cli.console.CommandFailedException;
import io.wood.log.LogUnavailableException;
import io.wood.store.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;

/** Repeats a call while a process that it needs is away. */
final class RepeatedCall {
  private static final long PAUSE = 500;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private RepeatedCall() {}

  /**
   * Returns the first answer. A service that has just started may not know yet what it is asked
   * for, so 404 is repeated too.
   *
   * @throws RuntimeException the last failure, when the time is over; a refusal at once
   */
  static <T> T until(Duration limit, Supplier<T> call) {
    long begin = System.nanoTime();
    while (true) {
      try {
        return call.get();
      } catch (CommandFailedException | LogUnavailableException | StoreUnavailableException e) {
        failAfter(begin, limit, e);
      } catch (RefusedException e) {
        failAfter(
            begin,
            e.status() >= SERVER_ERROR || e.status() == NOT_FOUND ? limit : Duration.ZERO,
            e);
      }
      ServiceProcess.pause(PAUSE);
    }
  }

  private static void failAfter(long begin, Duration limit, RuntimeException failure) {
    if (System.nanoTime() - begin > limit.toNanos()) {
      throw failure;
    }
  }
}
