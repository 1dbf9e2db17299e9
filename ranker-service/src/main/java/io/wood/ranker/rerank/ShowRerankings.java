package io.wood.ranker.rerank;

import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.event.RerankingRequested;
import io.wood.contracts.event.RunState;
import io.wood.ranker.rerank.RerankFiles.Cancellation;
import io.wood.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the state of re-rankings from what the replicas have stored. */
public final class ShowRerankings {
  private final RerankOrders orders;
  private final RerankFiles files;

  /** What has ended stays ended. The counts of a cancelled one may grow by the chunks in work. */
  private final Map<String, RerankStatus> ended = new ConcurrentHashMap<>();

  public ShowRerankings(RerankOrders orders, RerankFiles files) {
    this.orders = orders;
    this.files = files;
  }

  /** All re-rankings, newest first. */
  public List<RerankStatus> list() {
    List<RerankStatus> statuses = new ArrayList<>(orders.all().stream().map(this::of).toList());
    Collections.reverse(statuses);
    return statuses;
  }

  /** A re-ranking; empty when the log has no order of this id. */
  public Optional<RerankStatus> find(String reranking) {
    return orders.find(reranking).map(this::of);
  }

  /** The newest re-ranking; answers without the store too, with its problem as the message. */
  public RerankStatus newest() {
    List<RerankingRequested> all = orders.all();
    if (all.isEmpty()) {
      return RerankStatus.IDLE;
    }
    RerankingRequested order = all.get(all.size() - 1);
    try {
      return of(order);
    } catch (StoreUnavailableException e) {
      return status(order, RerankStatus.QUEUED, List.of(), null, e.getMessage());
    }
  }

  /** Partitions of all re-rankings on which work is left: as many replicas are of use. */
  public long openParts() {
    return orders.all().stream()
        .filter(order -> !ended.containsKey(order.reranking()))
        .mapToLong(this::openParts)
        .sum();
  }

  private long openParts(RerankingRequested order) {
    List<PartProgress> parts = parts(order);
    return of(order, parts).running()
        ? partitions(order).size() - parts.stream().filter(part -> part.endedAt() != null).count()
        : 0;
  }

  RerankStatus of(RerankingRequested order) {
    RerankStatus known = ended.get(order.reranking());
    return known == null ? of(order, parts(order)) : known;
  }

  private RerankStatus of(RerankingRequested order, List<PartProgress> parts) {
    RerankStatus now = read(order, parts);
    if (!now.running()) {
      ended.put(order.reranking(), now);
    }
    return now;
  }

  private List<PartProgress> parts(RerankingRequested order) {
    return partitions(order).stream()
        .flatMap(partition -> files.progress(order.reranking(), partition).stream())
        .toList();
  }

  private RerankStatus read(RerankingRequested order, List<PartProgress> parts) {
    Optional<Cancellation> cancelled = files.cancellation(order.reranking());
    if (cancelled.isPresent()) {
      String message = "cancelled by " + cancelled.get().by();
      return status(order, RunState.CANCELLED.name(), parts, cancelled.get().at(), message);
    }
    List<Instant> ends =
        parts.stream().map(PartProgress::endedAt).filter(Objects::nonNull).sorted().toList();
    if (ends.size() == partitions(order).size()) {
      String problem = parts.stream().map(PartProgress::problem).max(String::compareTo).orElse("");
      RunState state = problem.isEmpty() ? RunState.SUCCEEDED : RunState.FAILED;
      Instant end = ends.isEmpty() ? order.requestedAt() : ends.get(ends.size() - 1);
      return status(order, state.name(), parts, end, problem);
    }
    String state = parts.isEmpty() ? RerankStatus.QUEUED : RunState.RUNNING.name();
    return status(order, state, parts, null, "");
  }

  /** The partitions that have records below the order's offsets. */
  static List<Integer> partitions(RerankingRequested order) {
    return order.upTo().entrySet().stream()
        .filter(end -> end.getValue() > 0)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static RerankStatus status(
      RerankingRequested order,
      String state,
      List<PartProgress> parts,
      Instant end,
      String message) {
    return new RerankStatus(
        end == null,
        order.upTo().values().stream().mapToLong(Long::longValue).sum(),
        parts.stream().mapToLong(PartProgress::next).sum(),
        parts.stream().mapToLong(PartProgress::failed).sum(),
        order.requestedAt(),
        end,
        message,
        order.reranking(),
        order.model().experiment(),
        order.model().weights().sha256(),
        state,
        parts.stream().mapToLong(PartProgress::selected).sum());
  }
}
