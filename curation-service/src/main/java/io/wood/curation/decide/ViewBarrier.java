package io.wood.curation.decide;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets whoever published a decision wait until the view has it: they read their own writes. */
public final class ViewBarrier {
  private final Map<String, CompletableFuture<Void>> expected = new ConcurrentHashMap<>();

  /** Call before publishing. */
  Expectation expect(Collection<String> decisions) {
    List<String> ids = List.copyOf(decisions);
    CompletableFuture<?>[] arrivals =
        ids.stream()
            .map(id -> expected.computeIfAbsent(id, key -> new CompletableFuture<>()))
            .toArray(CompletableFuture[]::new);
    return new Expectation(ids, CompletableFuture.allOf(arrivals));
  }

  /** The view has these decisions. */
  public void arrived(Collection<String> decisions) {
    for (String id : decisions) {
      CompletableFuture<Void> arrival = expected.remove(id);
      if (arrival != null) {
        arrival.complete(null);
      }
    }
  }

  /** Decisions that are on their way. */
  final class Expectation implements AutoCloseable {
    private final List<String> ids;
    private final CompletableFuture<Void> all;

    private Expectation(List<String> ids, CompletableFuture<Void> all) {
      this.ids = ids;
      this.all = all;
    }

    /** True when all have arrived in time. */
    boolean await(Duration timeout) {
      try {
        all.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("an arrival never fails", e);
      }
    }

    @Override
    public void close() {
      ids.forEach(expected::remove);
    }
  }
}
