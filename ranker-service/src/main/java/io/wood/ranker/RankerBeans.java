package io.wood.ranker;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.event.CandidatePublished;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TopicLog;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.image.ImageLimits;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.EngineProbe;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ModelCatalog;
import io.wood.ranker.model.ModelFollower;
import io.wood.ranker.model.ModelLoader;
import io.wood.ranker.model.ModelSelection;
import io.wood.ranker.model.NetworkScorerFactory;
import io.wood.ranker.model.ScorerFactory;
import io.wood.ranker.rank.BatchScorer;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.ranker.rank.CandidateRanker;
import io.wood.ranker.rank.ConstantRanking;
import io.wood.ranker.rank.InstrumentedRanker;
import io.wood.ranker.rank.Passes;
import io.wood.ranker.rank.RankCandidate;
import io.wood.ranker.rank.RankOnce;
import io.wood.ranker.rank.RankingCounters;
import io.wood.ranker.rank.RankingSettings;
import io.wood.ranker.submit.StagedUploads;
import io.wood.ranker.submit.SubmitCandidate;
import io.wood.ranker.submit.UploadTerms;
import io.wood.store.ArtifactStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** CDI wiring. */
final class RankerBeans {

  @Produces
  @Singleton
  RankingSettings settings(RankerConfig config) {
    return new RankingSettings(
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
  ActiveModel activeModel() {
    return new ActiveModel();
  }

  void close(@Disposes ActiveModel active) {
    active.close();
  }

  @Produces
  @Singleton
  ModelCatalog modelCatalog() {
    return new ModelCatalog();
  }

  @Produces
  @Singleton
  ModelSelection modelSelection(ArtifactStore store) {
    return new ModelSelection(store);
  }

  @Produces
  @Singleton
  ModelLoader modelLoader(
      ArtifactStore store,
      ScorerFactory factory,
      ModelCatalog catalog,
      ModelSelection selection,
      ActiveModel active) {
    return new ModelLoader(store, factory, catalog, selection, active);
  }

  @Produces
  @Singleton
  ModelFollower modelFollower(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      BackgroundThreads threads,
      ModelCatalog catalog,
      ModelLoader loader,
      ActiveModel active,
      RankerConfig config) {
    return new ModelFollower(kafka, threads, catalog, loader, active, config.choiceInterval());
  }

  @Produces
  @Singleton
  EngineHealth engineHealth(RankerConfig config, BackgroundThreads threads) {
    Device device = Devices.of(config.device());
    return EngineHealth.watched(EngineException.class, () -> EngineProbe.check(device), threads);
  }

  @Produces
  @Singleton
  Passes passes(RankerConfig config) {
    return Passes.on(Devices.of(config.device()), config.batch());
  }

  @Produces
  @Singleton
  BatchScorer batchScorer(
      ActiveModel active,
      Passes passes,
      MeterRegistry meters,
      BackgroundThreads threads,
      EngineHealth health) {
    DistributionSummary sizes =
        DistributionSummary.builder("wood.ranker.batch")
            .description("Images in one forward pass")
            .register(meters);
    BatchScorer scorer = new BatchScorer(active, passes, sizes::record, health);
    threads.add("scorer", scorer::isAlive);
    Gauge.builder("wood.ranker.waiting", scorer, BatchScorer::waiting)
        .description("Decoded images that wait for the network")
        .register(meters);
    return scorer;
  }

  void close(@Disposes BatchScorer scorer) {
    scorer.close();
  }

  @Produces
  @Singleton
  CandidateDecoder decoder(ArtifactStore store, RankingSettings settings) {
    return new CandidateDecoder(store, settings, Runtime.getRuntime().maxMemory() / 2);
  }

  @Produces
  @Singleton
  RankingCounters counters() {
    return new RankingCounters();
  }

  @Produces
  @Singleton
  CandidateRanker candidateRanker(
      ArtifactStore store,
      CandidateDecoder decoder,
      BatchScorer scorer,
      RankingSettings settings,
      Clock clock,
      MeterRegistry meters,
      RankingCounters counters) {
    return new InstrumentedRanker(
        new RankCandidate(store, decoder, scorer, settings, clock), meters, counters);
  }

  @Produces
  @Singleton
  RankOnce rankOnce(
      CandidateRanker ranker,
      ActiveModel active,
      EventPublisher publisher,
      TopicLog log,
      ArtifactStore store) {
    return new RankOnce(ranker, active::model, publisher, log::holds, store);
  }

  /** What is done with a candidate of the log. */
  @Produces
  @Singleton
  @Identifier("candidates")
  Consumer<CandidatePublished> candidates(
      RankOnce ranking, EventPublisher publisher, RankerConfig config, Clock clock) {
    return config.constantScore().isPresent()
        ? new ConstantRanking(config.constantScore().getAsDouble(), publisher, clock)
        : ranking;
  }

  @Produces
  @Singleton
  SubmitCandidate submitCandidate(
      ArtifactStore store,
      CandidateDecoder decoder,
      EventPublisher publisher,
      RankerConfig config,
      Clock clock) {
    return new SubmitCandidate(
        store,
        decoder,
        publisher,
        new UploadTerms(config.image().maxBytes().asLongValue(), config.uploadValidity()),
        clock);
  }

  @Produces
  @Singleton
  StagedUploads stagedUploads(ArtifactStore store, RankerConfig config, Clock clock) {
    return new StagedUploads(store, config.uploadValidity().multipliedBy(2), clock);
  }
}
