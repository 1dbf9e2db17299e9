package io.wood.ranker.rerank;

import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RerankingRequested;
import io.wood.contracts.event.RerankingRequested.Selection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** The candidates of an order, as the log has them: each record with the candidate, if selected. */
public final class CandidateLog {
  private final Reader reader;

  /** Reads with this reader of the log. */
  public CandidateLog(Reader reader) {
    this.reader = reader;
  }

  /** Reads a part of one partition of a topic. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Gives every event from an offset to another one to the sink, until the caller has seen
     * enough.
     */
    <E extends Event> void read(
        Class<E> type,
        int partition,
        long from,
        long to,
        ObjLongConsumer<E> sink,
        BooleanSupplier ended);
  }

  /**
   * A record of the log.
   *
   * @param offset its place in the partition
   * @param candidate the candidate, empty when the order does not select it
   */
  record Entry(long offset, Optional<CandidatePublished> candidate) {}

  void read(
      RerankingRequested order,
      int partition,
      long from,
      Consumer<Entry> sink,
      BooleanSupplier ended) {
    Selection selection = order.selection();
    Set<String> images = new HashSet<>(selection.images());
    long to = order.upTo().get(partition);
    if (selection.generation() == null) {
      reader.read(
          CandidatePublished.class,
          partition,
          from,
          to,
          (event, offset) -> sink.accept(entry(selection, images, event, offset)),
          ended);
    } else {
      reader.read(
          CandidateRanked.class,
          partition,
          from,
          to,
          (event, offset) ->
              sink.accept(
                  event.model().weights().sha256().equals(selection.generation())
                      ? entry(selection, images, published(event), offset)
                      : new Entry(offset, Optional.empty())),
          ended);
    }
  }

  private static Entry entry(
      Selection selection, Set<String> images, CandidatePublished candidate, long offset) {
    boolean selected =
        (selection.sources().isEmpty() || selection.sources().contains(candidate.source()))
            && (selection.since() == null || !candidate.publishedAt().isBefore(selection.since()))
            && (images.isEmpty() || images.contains(candidate.image()));
    return new Entry(offset, selected ? Optional.of(candidate) : Optional.empty());
  }

  /** What was ranked was published; when is not known, so the time of the ranking stands for it. */
  private static CandidatePublished published(CandidateRanked event) {
    return new CandidatePublished(
        event.image(), event.artifact(), event.name(), event.source(), event.rankedAt());
  }
}
