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

/** Waits until the view contains published decisions, so that a reviewer reads their own writes. */
public final class ViewBarrier {
  private final Map<String, CompletableFuture<Void>> expected = new ConcurrentHashMap<>();

  /** Expects decisions; must be called before they are published. */
  Expectation expect(Collection<String> decisions) {
    List<String> ids = List.copyOf(decisions);
    CompletableFuture<?>[] pending =
        ids.stream()
            .map(id -> expected.computeIfAbsent(id, key -> new CompletableFuture<>()))
            .toArray(CompletableFuture[]::new);
    return new Expectation(ids, CompletableFuture.allOf(pending));
  }

  /** Reports that the view contains these decisions. */
  public void applied(Collection<String> decisions) {
    for (String id : decisions) {
      CompletableFuture<Void> future = expected.remove(id);
      if (future != null) {
        future.complete(null);
      }
    }
  }

  /** Published decisions that the view may not contain yet. */
  final class Expectation implements AutoCloseable {
    private final List<String> ids;
    private final CompletableFuture<Void> all;

    private Expectation(List<String> ids, CompletableFuture<Void> all) {
      this.ids = ids;
      this.all = all;
    }

    /** Waits for all decisions; false when the timeout has passed. */
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
        throw new IllegalStateException("the barrier's futures never fail", e);
      }
    }

    @Override
    public void close() {
      ids.forEach(expected::remove);
    }
  }
}
