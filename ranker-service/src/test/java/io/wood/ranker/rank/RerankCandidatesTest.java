package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.ranker.Samples;
import io.wood.store.InMemoryArtifactStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RerankCandidatesTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final CandidatePublished one = Samples.published(store, Samples.png(1), "one");
  private final CandidatePublished two = Samples.published(store, Samples.png(2), "two");
  private final Set<String> ranked = new ConcurrentSkipListSet<>();

  @Test
  void ranksEveryImageOnce() throws Exception {
    try (RerankCandidates rerank = over(sink -> List.of(one, two, one).forEach(sink))) {
      assertThat(rerank.start()).isTrue();
      await(rerank);

      assertThat(ranked).containsExactlyInAnyOrder("one", "two");
      assertThat(rerank.status().total()).isEqualTo(2);
      assertThat(rerank.status().done()).isEqualTo(2);
      assertThat(rerank.status().failed()).isZero();
      assertThat(rerank.status().endedAt()).isNotNull();
    }
  }

  @Test
  void countsWhatFailsAndGoesOn() throws Exception {
    Consumer<CandidatePublished> rank =
        candidate -> {
          if (candidate.equals(one)) {
            throw new PermanentFailure("gone");
          }
          ranked.add(candidate.name());
        };
    try (RerankCandidates rerank =
        new RerankCandidates(sink -> List.of(one, two).forEach(sink), rank, 2, Clock.systemUTC())) {
      rerank.start();
      await(rerank);

      assertThat(ranked).containsExactly("two");
      assertThat(rerank.status().failed()).isEqualTo(1);
    }
  }

  @Test
  void oneRunAtATime() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (RerankCandidates rerank = over(sink -> awaitQuietly(go))) {
      assertThat(rerank.start()).isTrue();
      assertThat(rerank.start()).isFalse();
      go.countDown();
      await(rerank);
      assertThat(rerank.start()).isTrue();
    }
  }

  @Test
  void saysWhyItEndedEarly() throws Exception {
    try (RerankCandidates rerank =
        over(
            sink -> {
              throw new TransientFailure("no broker", null);
            })) {
      rerank.start();
      await(rerank);

      assertThat(rerank.status().message()).isEqualTo("no broker");
    }
  }

  private RerankCandidates over(Consumer<Consumer<CandidatePublished>> log) {
    return new RerankCandidates(
        log, candidate -> ranked.add(candidate.name()), 2, Clock.systemUTC());
  }

  private static void await(RerankCandidates rerank) throws InterruptedException {
    for (int i = 0; i < 1000 && rerank.status().running(); i++) {
      Thread.sleep(10);
    }
    assertThat(rerank.status().running()).isFalse();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
