package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;
import io.wood.ranker.Samples;
import io.wood.store.InMemoryArtifactStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantRankingTest {
  @Test
  void everyCandidateIsDismissedUnseen() {
    CandidatePublished candidate =
        Samples.published(new InMemoryArtifactStore(), new byte[] {1}, "no picture");
    List<Event> published = new ArrayList<>();

    new ConstantRanking(.25, published::add, Clock.systemUTC()).accept(candidate);

    assertThat(published)
        .singleElement()
        .isInstanceOfSatisfying(
            CandidateDismissed.class,
            dismissed -> {
              assertThat(dismissed.image()).isEqualTo(candidate.image());
              assertThat(dismissed.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
              assertThat(dismissed.score()).isEqualTo(.25);
            });
  }
}
