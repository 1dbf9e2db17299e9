package io.wood.curation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.subscription.Cancellable;
import io.wood.contracts.api.curation.LiveUpdate;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;
import io.wood.curation.Samples;
import io.wood.curation.model.ReviewState;
import io.wood.curation.view.ViewChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
  private final LiveUpdates updates = new LiveUpdates();

  @Test
  void startsWithAHeartbeatAndNotifiesEveryListener() {
    // Given
    List<LiveUpdate> one = new CopyOnWriteArrayList<>();
    List<LiveUpdate> other = new CopyOnWriteArrayList<>();
    Cancellable first = updates.stream().subscribe().with(one::add);
    Cancellable second = updates.stream().subscribe().with(other::add);

    // When
    updates.changed(
        new ViewChange(
            Map.of(
                Samples.hash(1),
                new ReviewState(
                    ReviewStatus.PRUNED, "d1", "ann", 5, true, 2, new VoteCounts(1, 1, 1))),
            Set.of("d1"),
            3,
            3,
            false));
    updates.changed(new ViewChange(Map.of(), Set.of("d2"), 0, 0, false));

    // Then
    assertThat(one).hasSize(2).isEqualTo(other);
    assertThat(one.get(0).decided()).isEmpty();
    assertThat(one.get(1))
        .satisfies(
            update -> {
              assertThat(update.newCandidates()).isEqualTo(3);
              assertThat(update.decided())
                  .containsExactly(
                      new LiveUpdate.DecidedImage(
                          Samples.hash(1),
                          ReviewStatus.PRUNED,
                          "d1",
                          "ann",
                          true,
                          new VoteCounts(1, 1, 1)));
            });
    first.cancel();
    second.cancel();
  }
}
