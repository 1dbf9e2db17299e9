package io.wood.curation.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ReviewStatus;
import io.wood.curation.model.VoteCounts;
import io.wood.curation.view.ViewChange;
import java.time.Duration;
import java.util.List;

/** Broadcasts changes to every open page. A page that is too slow loses updates and reloads. */
public final class LiveUpdates {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int BUFFER = 256;
  private static final Update NOTHING = new Update(List.of(), 0);

  private final BroadcastProcessor<Update> updates = BroadcastProcessor.create();

  /**
   * One message.
   *
   * @param decided decided images with their review states
   * @param newCandidates number of images that are ranked for the first time
   */
  public record Update(List<Decided> decided, int newCandidates) {}

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param status review status
   * @param decision id of the last decision
   * @param reviewer who made that decision
   * @param conflict whether reviewers disagree
   * @param votes how many reviewers have which opinion
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

  /** Broadcasts a change of the view. */
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

  /** All updates from now on, and empty ones at the start and every 15 s as a heartbeat. */
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
