package io.wood.ranker.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.api.ranker.RerankOrder;
import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RerankingRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.kit.event.PermanentFailure;
import io.wood.ranker.Samples;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.lease.Leases;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestRerankingTest {
  private static final ModelRef ACTIVE = Samples.model("base-2");
  private static final ModelRef OTHER = Samples.model("wood-1");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private final RerankFiles files = new RerankFiles(store, new Leases(store, clock), "test");
  private final RerankOrders orders = new RerankOrders();
  private final ShowRerankings show = new ShowRerankings(orders, files);
  private final List<Event> published = new ArrayList<>();
  private Optional<ModelRef> active = Optional.of(ACTIVE);

  @Test
  void anOrderWithoutNamesIsForAllCandidatesByTheActiveClassifierUpToThePresentEnd() {
    RerankStatus status = request(RerankOrder.ALL);

    RerankingRequested event = (RerankingRequested) published.get(0);
    assertThat(event.model()).isEqualTo(ACTIVE);
    assertThat(event.selection()).isEqualTo(RerankingRequested.Selection.ALL);
    assertThat(event.upTo()).isEqualTo(Map.of(0, 5L));
    assertThat(event.requestedBy()).isEqualTo("ada");
    assertThat(status.reranking()).isEqualTo(event.reranking());
    assertThat(status.state()).isEqualTo(RerankStatus.QUEUED);
    assertThat(status.total()).isEqualTo(5);
  }

  @Test
  void aGenerationIsNamedByItsExperimentAndReadFromTheRankedCandidates() {
    request(new RerankOrder("wood-1", List.of("camera"), null, null, "base-2", null));

    RerankingRequested event = (RerankingRequested) published.get(0);
    assertThat(event.model()).isEqualTo(OTHER);
    assertThat(event.selection().generation()).isEqualTo(ACTIVE.weights().sha256());
    assertThat(event.upTo()).isEqualTo(Map.of(0, 2L));
  }

  @Test
  void theSameOrderIsRefusedUntilTheFirstHasEndedAndAnotherOneIsNot() {
    RerankStatus first = request(RerankOrder.ALL);

    assertThatThrownBy(() -> request(RerankOrder.ALL))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining(first.reranking())
        .hasMessageContaining("cancel it");
    request(new RerankOrder("wood-1", null, null, null, null, null));
    assertThat(new CancelReranking(show, files, clock).cancel(first.reranking(), "ada"))
        .isPresent();
    request(RerankOrder.ALL);

    assertThat(published).hasSize(3);
  }

  @Test
  void whatDoesNotExistIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> request(new RerankOrder("nobody", null, null, null, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("experiment: no classifier of experiment 'nobody'")
        .hasMessageContaining("GET /api/model");
    assertThatThrownBy(() -> request(new RerankOrder(null, null, null, null, "nobody", null)))
        .hasMessageContaining("generation: no classifier");
    assertThatThrownBy(
            () ->
                request(new RerankOrder(null, null, Samples.NOW.plusSeconds(1), null, null, null)))
        .hasMessageContaining("in the future");
    assertThatThrownBy(() -> new RerankOrder(null, null, null, List.of(), null, null))
        .hasMessageContaining("images is empty");
    assertThatThrownBy(
            () -> request(new RerankOrder(null, null, null, List.of("x.jpg"), null, null)))
        .hasMessageContaining("images");
    active = Optional.empty();
    assertThatThrownBy(() -> request(RerankOrder.ALL))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("no classifier is active");
    assertThat(published).isEmpty();
  }

  @Test
  void onlyWhatRunsCanBeCancelled() {
    CancelReranking cancel = new CancelReranking(show, files, clock);
    RerankStatus first = request(RerankOrder.ALL);

    assertThat(cancel.cancel("rerank-9", "ada")).isEmpty();
    assertThat(cancel.cancel(first.reranking(), "ada").orElseThrow().state())
        .isEqualTo("CANCELLED");
    assertThatThrownBy(() -> cancel.cancel(first.reranking(), "ada"))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("has ended");
    assertThat(show.newest().state()).isEqualTo("CANCELLED");
    assertThat(show.list()).hasSize(1);
  }

  private RerankStatus request(RerankOrder order) {
    return new RequestReranking(
            RequestRerankingTest::trained,
            () -> active,
            type -> type == CandidateRanked.class ? Map.of(0, 2L) : Map.of(0, 5L),
            orders,
            show,
            published::add,
            clock)
        .request(order, "ada");
  }

  private static Optional<ClassifierTrained> trained(ModelChoice choice) {
    return List.of(ACTIVE, OTHER).stream()
        .filter(model -> model.experiment().equals(choice.experiment()))
        .map(model -> Samples.trained(model, Arm.BASE, Samples.NOW))
        .findFirst();
  }
}
