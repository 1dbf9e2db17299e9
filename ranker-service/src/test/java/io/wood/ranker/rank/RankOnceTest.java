package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Event;
import io.wood.kit.event.TransientFailure;
import io.wood.ranker.Samples;
import io.wood.store.InMemoryArtifactStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankOnceTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final CandidatePublished candidate =
      Samples.published(store, Samples.png(51), "fish.png");
  private final List<Event> facts = new CopyOnWriteArrayList<>();
  private final AtomicInteger scored = new AtomicInteger();
  private ModelRef model = Samples.model("base");
  private boolean unusable;

  @Test
  void anImageThatIsPublishedTwiceAndByTwoSourcesHasOneFact() {
    RankOnce ranker = ranker();

    ranker.accept(candidate);
    ranker.accept(candidate);
    ranker.accept(by("another tool"));

    assertThat(facts).hasSize(1);
    assertThat(scored).as("what is known is not scored again").hasValue(1);
  }

  @Test
  void anotherModelGivesAnotherFact() {
    ranker().accept(candidate);
    model = Samples.model("base-2");
    ranker().accept(candidate);

    assertThat(facts).extracting(Event::eventId).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void whenItIsKilledBeforeThePublicationTheSameFactIsPublishedByItsSuccessor() {
    RankOnce killed =
        new RankOnce(
            this::rank,
            () -> Optional.of(model),
            event -> {
              throw new TransientFailure("killed", null);
            },
            (event, since) -> false,
            store);
    assertThatThrownBy(() -> killed.accept(candidate)).hasMessage("killed");

    ranker().accept(candidate);

    assertThat(facts).hasSize(1);
    assertThat(((CandidateDismissed) facts.get(0)).detail()).as("of the first run").isEqualTo("1");
  }

  @Test
  void whenItIsKilledAfterThePublicationItsSuccessorFindsTheFactInTheLog() {
    RankOnce killed =
        new RankOnce(
            this::rank,
            () -> Optional.of(model),
            event -> {
              facts.add(event);
              throw new TransientFailure("killed", null);
            },
            this::inLog,
            store);
    assertThatThrownBy(() -> killed.accept(candidate)).hasMessage("killed");

    ranker().accept(candidate);
    ranker().accept(by("another tool"));

    assertThat(facts).hasSize(1);
  }

  @Test
  void concurrentPublicationsHaveOneFact() {
    RankOnce ranker = ranker();

    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> ranker.accept(by("tool " + i))))
                .toArray(CompletableFuture<?>[]::new))
        .join();

    assertThat(facts).hasSize(1);
  }

  @Test
  void aReRankingByTheClassifierAtWorkWaitsForTheSameImage() {
    AtomicReference<RankOnce> reranking = new AtomicReference<>();
    AtomicReference<CompletableFuture<Void>> second = new AtomicReference<>();
    RankOnce active =
        new RankOnce(
            published -> {
              second.set(CompletableFuture.runAsync(() -> reranking.get().accept(published)));
              assertThatThrownBy(() -> second.get().get(100, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              return rank(published);
            },
            () -> Optional.of(model),
            facts::add,
            this::inLog,
            store);
    reranking.set(active.with(this::rank, () -> Optional.of(model)));

    active.accept(candidate);
    second.get().join();

    assertThat(facts).hasSize(1);
    assertThat(scored).hasValue(1);
  }

  @Test
  void anUnusableFileIsLookedAtAgainBecauseANewVersionMayReadIt() {
    unusable = true;
    ranker().accept(candidate);
    ranker().accept(candidate);
    assertThat(facts).hasSize(1);

    unusable = false;
    ranker().accept(candidate);

    assertThat(facts).hasSize(2);
  }

  private RankOnce ranker() {
    return new RankOnce(this::rank, () -> Optional.of(model), facts::add, this::inLog, store);
  }

  private boolean inLog(Event event, Instant since) {
    assertThat(since).isEqualTo(Samples.NOW);
    return facts.stream().anyMatch(fact -> fact.eventId().equals(event.eventId()));
  }

  private Event rank(CandidatePublished published) {
    return new CandidateDismissed(
        published.image(),
        unusable ? Reason.UNUSABLE : Reason.BELOW_THRESHOLD,
        Integer.toString(scored.incrementAndGet()),
        published.name(),
        published.source(),
        unusable ? null : "boat",
        unusable ? null : .1,
        unusable ? null : model,
        Samples.NOW);
  }

  private CandidatePublished by(String source) {
    return new CandidatePublished(
        candidate.image(), candidate.artifact(), candidate.name(), source, candidate.publishedAt());
  }
}
