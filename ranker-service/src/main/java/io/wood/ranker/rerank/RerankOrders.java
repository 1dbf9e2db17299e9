package io.wood.ranker.rerank;

import io.wood.contracts.event.RerankingRequested;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The re-rankings that the log has ordered. */
public final class RerankOrders {
  private static final Comparator<RerankingRequested> BY_TIME =
      Comparator.comparing(RerankingRequested::requestedAt)
          .thenComparing(RerankingRequested::reranking);

  private final Map<String, RerankingRequested> orders = new ConcurrentHashMap<>();

  /** Adds an order; the first one of an id counts. */
  public void add(RerankingRequested order) {
    orders.putIfAbsent(order.reranking(), order);
  }

  Optional<RerankingRequested> find(String reranking) {
    return Optional.ofNullable(orders.get(reranking));
  }

  /** All orders, oldest first. */
  List<RerankingRequested> all() {
    return orders.values().stream().sorted(BY_TIME).toList();
  }
}
