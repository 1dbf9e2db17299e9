package io.wood.curation.query;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.wood.contracts.api.curation.LiveUpdate;
import io.wood.contracts.api.curation.LiveUpdate.DecidedImage;
import io.wood.curation.model.ReviewState;
import io.wood.curation.view.ViewChange;
import java.time.Duration;
import java.util.List;

/** Tells every open page what changes. A page that is too slow misses some and reads again. */
public final class LiveUpdates {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int BUFFER = 256;
  private static final LiveUpdate NOTHING = new LiveUpdate(List.of(), 0);

  private final BroadcastProcessor<LiveUpdate> updates = BroadcastProcessor.create();

  public void changed(ViewChange change) {
    if (change.isEmpty()) {
      return;
    }
    updates.onNext(
        new LiveUpdate(
            change.standings().entrySet().stream()
                .map(entry -> decided(entry.getKey(), entry.getValue()))
                .toList(),
            change.newCandidates()));
  }

  private static DecidedImage decided(String image, ReviewState standing) {
    return new DecidedImage(
        image,
        standing.status(),
        standing.decision(),
        standing.reviewer(),
        standing.conflict(),
        standing.votes());
  }

  /** Everything from now on; an empty update at once and now and then shows that the line lives. */
  public Multi<LiveUpdate> stream() {
    Multi<LiveUpdate> heartbeat =
        Multi.createFrom()
            .ticks()
            .startingAfter(HEARTBEAT)
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(tick -> NOTHING);
    return Multi.createBy()
        .merging()
        .streams(Multi.createFrom().item(NOTHING), heartbeat, updates.onOverflow().buffer(BUFFER));
  }
}
