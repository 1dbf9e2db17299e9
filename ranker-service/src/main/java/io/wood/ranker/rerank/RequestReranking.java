package io.wood.ranker.rerank;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.api.ranker.RerankOrder;
import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RerankingRequested;
import io.wood.contracts.event.RerankingRequested.Selection;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.PermanentFailure;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Orders re-rankings: resolves names, takes the present end of the log, publishes the order. */
public final class RequestReranking {
  private static final String HASH = "[0-9a-f]{64}";

  private final Function<ModelChoice, Optional<ClassifierTrained>> classifiers;
  private final Supplier<Optional<ModelRef>> active;
  private final Function<Class<? extends Event>, Map<Integer, Long>> ends;
  private final RerankOrders orders;
  private final ShowRerankings show;
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * Prepares to order.
   *
   * @param classifiers finds the classifier of an experiment
   * @param active the active classifier
   * @param ends per partition, the offset after the last record of an event's topic
   */
  public RequestReranking(
      Function<ModelChoice, Optional<ClassifierTrained>> classifiers,
      Supplier<Optional<ModelRef>> active,
      Function<Class<? extends Event>, Map<Integer, Long>> ends,
      RerankOrders orders,
      ShowRerankings show,
      EventPublisher publisher,
      Clock clock) {
    this.classifiers = classifiers;
    this.active = active;
    this.ends = ends;
    this.orders = orders;
    this.show = show;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Publishes the order and returns its state.
   *
   * @throws IllegalArgumentException when the order names what does not exist
   * @throws PermanentFailure when there is no classifier, or the same order has not ended
   */
  public RerankStatus request(RerankOrder order, String by) {
    ModelRef model = model(order);
    Selection selection = selection(order);
    orders.all().stream()
        .filter(other -> other.model().weights().equals(model.weights()))
        .filter(other -> other.selection().equals(selection))
        .filter(other -> show.of(other).running())
        .findFirst()
        .ifPresent(
            other -> {
              throw new PermanentFailure(
                  "re-ranking %s does the same and has not ended; wait for it, or cancel it"
                      .formatted(other.reranking()));
            });
    RerankingRequested requested =
        new RerankingRequested(
            "rerank-" + UUID.randomUUID().toString().substring(0, 8),
            model,
            selection,
            ends.apply(selection.source()),
            by,
            clock.instant());
    publisher.publish(requested);
    // The client may ask for it before the event has been read back from the log.
    orders.add(requested);
    return show.of(requested);
  }

  private ModelRef model(RerankOrder order) {
    return order.experiment() == null
        ? active
            .get()
            .orElseThrow(
                () -> new PermanentFailure("no classifier is active yet; train a base first"))
        : trained(order.experiment(), "experiment");
  }

  private Selection selection(RerankOrder order) {
    if (order.since() != null && order.since().isAfter(clock.instant())) {
      throw new IllegalArgumentException(
          "since is %s, which is in the future; name a time that has passed"
              .formatted(order.since()));
    }
    String generation = order.generation();
    if (generation != null && !generation.matches(HASH)) {
      generation = trained(generation, "generation").weights().sha256();
    }
    return new Selection(order.sources(), order.since(), order.images(), generation);
  }

  private ModelRef trained(String experiment, String field) {
    return classifiers
        .apply(new ModelChoice(experiment))
        .map(ClassifierTrained::model)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: no classifier of experiment '%s'; GET /api/model lists them"
                        .formatted(field, experiment)));
  }
}
