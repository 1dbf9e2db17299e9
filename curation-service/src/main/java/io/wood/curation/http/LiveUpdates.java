package io.wood.curation.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ReviewStatus;
import io.wood.curation.model.VoteCounts;
import io.wood.curation.view.ViewChange;
import java.time.Duration;
import java.util.List;

/** Tells every open page what changes. A page that is too slow misses some and reads again. */
public final class LiveUpdates {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int BUFFER = 256;
  private static final Update NOTHING = new Update(List.of(), 0);

  private final BroadcastProcessor<Update> updates = BroadcastProcessor.create();

  /**
   * One message.
   *
   * @param decided images that were decided, and how they stand now
   * @param newCandidates how many candidates have arrived
   */
  public record Update(List<Decided> decided, int newCandidates) {}

  /**
   * One image.
   *
   * @param image its hash
   * @param status where it stands
   * @param decision id of the last decision
   * @param reviewer who made it
   * @param conflict people are at odds
   * @param votes who is of which opinion
   */
  record Decided(
      String image,
      ReviewStatus status,
      String decision,
      String reviewer,
      boolean conflict,
      VoteCounts votes) {
    static Decided of(String image, ReviewState state) {
      return new Decided(
          image,
          state.status(),
          state.decision(),
          state.reviewer(),
          state.conflict(),
          state.votes());
    }
  }

  public void changed(ViewChange change) {
    if (change.isEmpty()) {
      return;
    }
    updates.onNext(
        new Update(
            change.states().entrySet().stream()
                .map(entry -> Decided.of(entry.getKey(), entry.getValue()))
                .toList(),
            change.newCandidates()));
  }

  /** Everything from now on; an empty update at once and now and then shows that the line lives. */
  public Multi<Update> stream() {
    Multi<Update> heartbeat =
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
