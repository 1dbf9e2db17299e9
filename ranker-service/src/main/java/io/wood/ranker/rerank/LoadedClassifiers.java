package io.wood.ranker.rerank;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventConsumer;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ImageScorer;
import io.wood.ranker.model.ScorerFactory;
import io.wood.ranker.rank.BatchScorer;
import io.wood.ranker.rank.CandidateRanker;
import io.wood.ranker.rank.RankOnce;
import io.wood.store.ArtifactStore;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Loads classifiers beside the active one, which goes on ranking what is published meanwhile. */
public final class LoadedClassifiers implements GenerationRanker.Factory {
  private final ArtifactStore store;
  private final ScorerFactory scorers;
  private final Function<ActiveModel, BatchScorer> batches;
  private final Function<BatchScorer, CandidateRanker> rankers;
  private final UnaryOperator<CandidateRanker> decorated;
  private final EventConsumer events;
  private final RankOnce active;

  /**
   * Loads to the device of the factory.
   *
   * @param batches scores with a loaded classifier in batches
   * @param rankers what ranks with a scorer
   * @param decorated adds the metrics
   * @param events retries while the store or Kafka is away
   * @param active ranks what is published meanwhile
   */
  public LoadedClassifiers(
      ArtifactStore store,
      ScorerFactory scorers,
      Function<ActiveModel, BatchScorer> batches,
      Function<BatchScorer, CandidateRanker> rankers,
      UnaryOperator<CandidateRanker> decorated,
      EventConsumer events,
      RankOnce active) {
    this.store = store;
    this.scorers = scorers;
    this.batches = batches;
    this.rankers = rankers;
    this.decorated = decorated;
    this.events = events;
    this.active = active;
  }

  @Override
  public GenerationRanker open(ModelRef model) {
    ActiveModel loaded = new ActiveModel();
    loaded.replace(load(model));
    BatchScorer scorer = batches.apply(loaded);
    RankOnce ranking = active.with(decorated.apply(rankers.apply(scorer)), loaded::model);
    return new GenerationRanker() {
      @Override
      public void rank(CandidatePublished candidate) {
        events.retrying(candidate.image(), () -> ranking.accept(candidate));
      }

      @Override
      public void close() {
        scorer.close();
        loaded.close();
      }
    };
  }

  private ImageScorer load(ModelRef model) {
    try {
      return scorers.load(model, store.get(model.weights()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the classifier of %s cannot be used: %s".formatted(model.experiment(), e.getMessage()),
          e);
    }
  }
}
