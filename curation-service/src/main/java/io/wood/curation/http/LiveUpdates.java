package io.wood.curation.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.wood.contracts.api.curation.LiveUpdate;
import io.wood.contracts.api.curation.LiveUpdate.DecidedImage;
import io.wood.curation.model.ReviewState;
import io.wood.curation.view.ViewChange;
import java.time.Duration;
import java.util.List;

/** Broadcasts changes to every open page. A page that is too slow loses updates and reloads. */
public final class LiveUpdates {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int BUFFER = 256;
  private static final LiveUpdate NOTHING = new LiveUpdate(List.of(), 0, null);

  private final BroadcastProcessor<LiveUpdate> updates = BroadcastProcessor.create();

  /** Broadcasts a change of the view. */
  public void changed(ViewChange change) {
    if (change.isEmpty()) {
      return;
    }
    updates.onNext(
        new LiveUpdate(
            change.states().entrySet().stream()
                .map(entry -> decided(entry.getKey(), entry.getValue()))
                .toList(),
            change.newCandidates(),
            change.switched() ? true : null));
  }

  private static DecidedImage decided(String image, ReviewState state) {
    return new DecidedImage(
        image, state.status(), state.decision(), state.reviewer(), state.conflict(), state.votes());
  }

  /** All updates from now on, and empty ones at the start and every 15 s as a heartbeat. */
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
