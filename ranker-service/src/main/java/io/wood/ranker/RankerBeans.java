package io.wood.ranker;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wood.contracts.CandidatePublished;
import io.wood.kit.EventPublisher;
import io.wood.kit.Events;
import io.wood.kit.TopicLog;
import io.wood.method.image.ImageLimits;
import io.wood.store.ArtifactStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Puts the use cases together. */
final class RankerBeans {

  @Produces
  @Singleton
  Settings settings(RankerConfig config) {
    return new Settings(
        config.threshold(),
        new ImageLimits(config.image().maxBytes().asLongValue(), config.image().maxPixels()),
        config.image().scoredSide());
  }

  @Produces
  @Singleton
  ScorerFactory scorerFactory(RankerConfig config) {
    return new NetworkScorerFactory(config.device(), config.image().scoredSide(), config.batch());
  }

  @Produces
  @Singleton
  ModelSlot modelSlot() {
    return new ModelSlot();
  }

  void close(@Disposes ModelSlot slot) {
    slot.close();
  }

  @Produces
  @Singleton
  KnownModels knownModels() {
    return new KnownModels();
  }

  @Produces
  @Singleton
  ModelChoices modelChoices(ArtifactStore store) {
    return new ModelChoices(store);
  }

  @Produces
  @Singleton
  ModelKeeper modelKeeper(
      ArtifactStore store,
      ScorerFactory factory,
      KnownModels known,
      ModelChoices choices,
      ModelSlot slot) {
    return new ModelKeeper(store, factory, known, choices, slot);
  }

  @Produces
  @Singleton
  BatchScorer batchScorer(ModelSlot slot, RankerConfig config, MeterRegistry meters) {
    DistributionSummary sizes =
        DistributionSummary.builder("wood.ranker.batch")
            .description("images in one forward pass")
            .register(meters);
    BatchScorer scorer = new BatchScorer(slot, config.batch(), sizes::record);
    Gauge.builder("wood.ranker.waiting", scorer, BatchScorer::waiting)
        .description("decoded images that wait for the network")
        .register(meters);
    return scorer;
  }

  void close(@Disposes BatchScorer scorer) {
    scorer.close();
  }

  @Produces
  @Singleton
  CandidateDecoder decoder(ArtifactStore store, Settings settings) {
    return new CandidateDecoder(store, settings);
  }

  @Produces
  @Singleton
  Tally tally() {
    return new Tally();
  }

  @Produces
  @Singleton
  Ranking ranking(
      ArtifactStore store,
      CandidateDecoder decoder,
      BatchScorer scorer,
      Settings settings,
      Clock clock,
      MeterRegistry meters,
      Tally tally) {
    return new ObservedRanking(
        new RankCandidate(store, decoder, scorer, settings, clock), meters, tally);
  }

  @Produces
  @Singleton
  OfferCandidate offerCandidate(
      ArtifactStore store,
      CandidateDecoder decoder,
      EventPublisher publisher,
      RankerConfig config,
      Clock clock) {
    return new OfferCandidate(
        store,
        decoder,
        publisher,
        new UploadTerms(config.image().maxBytes().asLongValue(), config.uploadValidity()),
        clock);
  }

  @Produces
  @Singleton
  RerankCandidates rerankCandidates(
      TopicLog log,
      Ranking ranking,
      EventPublisher publisher,
      Events events,
      RankerConfig config,
      Clock clock) {
    return new RerankCandidates(
        sink -> log.read(CandidatePublished.class, Map.of(), sink),
        candidate ->
            events.retrying(candidate.image(), () -> publisher.publish(ranking.rank(candidate))),
        config.batch(),
        clock);
  }

  void close(@Disposes RerankCandidates rerank) {
    rerank.close();
  }
}
