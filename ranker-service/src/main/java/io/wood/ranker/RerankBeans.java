package io.wood.ranker;

import io.micrometer.core.instrument.MeterRegistry;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TopicLog;
import io.wood.kit.thread.EngineHealth;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ModelCatalog;
import io.wood.ranker.model.ScorerFactory;
import io.wood.ranker.rank.BatchScorer;
import io.wood.ranker.rank.CandidateDecoder;
import io.wood.ranker.rank.InstrumentedRanker;
import io.wood.ranker.rank.Passes;
import io.wood.ranker.rank.RankCandidate;
import io.wood.ranker.rank.RankOnce;
import io.wood.ranker.rank.RankingCounters;
import io.wood.ranker.rank.RankingSettings;
import io.wood.ranker.rerank.CancelReranking;
import io.wood.ranker.rerank.CandidateLog;
import io.wood.ranker.rerank.GenerationRanker;
import io.wood.ranker.rerank.LoadedClassifiers;
import io.wood.ranker.rerank.RequestReranking;
import io.wood.ranker.rerank.RerankFiles;
import io.wood.ranker.rerank.RerankOrders;
import io.wood.ranker.rerank.RerankWorker;
import io.wood.ranker.rerank.ShowRerankings;
import io.wood.store.ArtifactStore;
import io.wood.store.lease.Leases;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;

/** CDI wiring of the re-ranking. */
final class RerankBeans {

  @Produces
  @Singleton
  RerankOrders orders() {
    return new RerankOrders();
  }

  @Produces
  @Singleton
  RerankFiles files(ArtifactStore store, Leases leases) {
    return new RerankFiles(store, leases, ManagementFactory.getRuntimeMXBean().getName());
  }

  @Produces
  @Singleton
  ShowRerankings show(RerankOrders orders, RerankFiles files) {
    return new ShowRerankings(orders, files);
  }

  @Produces
  @Singleton
  CancelReranking cancel(ShowRerankings show, RerankFiles files, Clock clock) {
    return new CancelReranking(show, files, clock);
  }

  @Produces
  @Singleton
  RequestReranking request(
      ModelCatalog catalog,
      ActiveModel active,
      TopicLog log,
      RerankOrders orders,
      ShowRerankings show,
      EventPublisher publisher,
      Clock clock) {
    return new RequestReranking(
        catalog::find, active::model, log::ends, orders, show, publisher, clock);
  }

  @Produces
  @Singleton
  GenerationRanker.Factory classifiers(
      ArtifactStore store,
      ScorerFactory scorers,
      CandidateDecoder decoder,
      RankingSettings settings,
      RankingCounters counters,
      EventConsumer events,
      EngineHealth health,
      RankOnce active,
      Passes passes,
      MeterRegistry meters,
      Clock clock) {
    return new LoadedClassifiers(
        store,
        scorers,
        loaded -> new BatchScorer(loaded, passes, size -> {}, health),
        scorer -> new RankCandidate(store, decoder, scorer, settings, clock),
        ranker -> new InstrumentedRanker(ranker, meters, counters),
        events,
        active);
  }

  /** Twice as many candidates at a time as fit into a pass: one half is fetched and decoded. */
  @Produces
  @Singleton
  RerankWorker worker(
      RerankOrders orders,
      ShowRerankings show,
      RerankFiles files,
      TopicLog log,
      GenerationRanker.Factory classifiers,
      RankerConfig config,
      Clock clock) {
    return new RerankWorker(
        orders,
        show,
        files,
        new CandidateLog(log::read),
        classifiers,
        config.lease(),
        2 * config.batch(),
        clock);
  }
}
