package io.wood.ranker.rerank;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import io.wood.ranker.Samples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;

/** A log of candidates that arise while they are read: their number is their offset. */
final class FakeCandidates implements CandidateLog.Reader {
  static final ModelRef OLD = Samples.model("old-1");

  final AtomicLong read = new AtomicLong();
  volatile long firstOffset = -1;

  @Override
  public <E extends Event> void read(
      Class<E> type,
      int partition,
      long from,
      long to,
      ObjLongConsumer<E> sink,
      BooleanSupplier ended) {
    firstOffset = from;
    for (long offset = from; offset < to && !ended.getAsBoolean(); offset++) {
      read.incrementAndGet();
      Event event = published(partition, offset);
      if (type == CandidateRanked.class) {
        event = ranked((CandidatePublished) event, offset % 2 == 0 ? "old-1" : "older-0");
      }
      sink.accept(type.cast(event), offset);
    }
  }

  /** The candidate at a place of the log; every tenth is from the source "camera". */
  static CandidatePublished published(int partition, long offset) {
    String hash = "%064x".formatted(partition * 1_000_000_000L + offset);
    return new CandidatePublished(
        hash,
        new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(hash), hash, 9, "image/png"),
        partition + "/" + offset,
        offset % 10 == 0 ? "camera" : "archive",
        Samples.NOW.plusSeconds(offset));
  }

  private static CandidateRanked ranked(CandidatePublished candidate, String experiment) {
    return new CandidateRanked(
        candidate.image(),
        candidate.artifact(),
        candidate.name(),
        candidate.source(),
        1,
        1,
        "boat",
        .9,
        Map.of("boat", .9),
        Samples.model(experiment),
        null,
        List.of(),
        candidate.publishedAt());
  }
}
