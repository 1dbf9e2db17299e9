package io.wood.curation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.curation.decide.ChooseGeneration;
import io.wood.curation.decide.DecideImages;
import io.wood.curation.decide.DecisionSender;
import io.wood.curation.decide.Quorum;
import io.wood.curation.decide.ViewBarrier;
import io.wood.curation.exchange.ImportDecisions;
import io.wood.curation.http.LiveUpdates;
import io.wood.curation.lookalike.LookAlikeJob;
import io.wood.curation.lookalike.LookAlikes;
import io.wood.curation.picture.PictureCache;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.query.GenerationReader;
import io.wood.curation.query.HistoryReader;
import io.wood.curation.query.StatisticsCache;
import io.wood.curation.query.StatisticsReader;
import io.wood.curation.status.AskStatus;
import io.wood.curation.status.StatusFeed;
import io.wood.curation.status.StatusStore;
import io.wood.curation.view.DecisionRescue;
import io.wood.curation.view.ViewChange;
import io.wood.curation.view.ViewDatabase;
import io.wood.curation.view.ViewFeed;
import io.wood.curation.view.ViewListener;
import io.wood.curation.view.ViewWriter;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.log.repair.DeadLetterLog;
import io.wood.store.ArtifactStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** CDI wiring of the service. */
final class CurationBeans {

  @Produces
  @Singleton
  Quorum quorum(CurationConfig config) {
    return new Quorum(config.opinions());
  }

  @Produces
  @Singleton
  ViewDatabase view(CurationConfig config) {
    return ViewDatabase.open(config.view());
  }

  void close(@Disposes ViewDatabase view) {
    view.close();
  }

  @Produces
  @Singleton
  CandidateReader candidates(ViewDatabase view) {
    return new CandidateReader(view);
  }

  @Produces
  @Singleton
  HistoryReader history(ViewDatabase view) {
    return new HistoryReader(view);
  }

  @Produces
  @Singleton
  GenerationReader generations(ViewDatabase view) {
    return new GenerationReader(view);
  }

  @Produces
  @Singleton
  ChooseGeneration choose(GenerationReader generations, EventPublisher publisher, Clock clock) {
    return new ChooseGeneration(generations, publisher, clock);
  }

  @Produces
  @Singleton
  StatisticsCache statistics(ViewDatabase view, Clock clock) {
    return new StatisticsCache(new StatisticsReader(view, clock), clock);
  }

  @Produces
  @Singleton
  ViewBarrier barrier() {
    return new ViewBarrier();
  }

  @Produces
  @Singleton
  LiveUpdates updates() {
    return new LiveUpdates();
  }

  @Produces
  @Singleton
  ViewFeed feed(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      BackgroundThreads threads,
      ViewDatabase view,
      ViewBarrier barrier,
      LiveUpdates updates,
      LookAlikeJob lookAlikeJob,
      DecisionSender sender,
      CurationConfig config,
      MeterRegistry meters) {
    ViewFeed feed =
        new ViewFeed(
            kafka,
            new ViewWriter(view),
            new DecisionRescue(sender::resend, config.view().toAbsolutePath().getParent()),
            new ViewListener() {
              @Override
              public void changed(ViewChange change) {
                barrier.applied(change.decisions());
                updates.changed(change);
                lookAlikeJob.changed(change);
              }

              @Override
              public void caughtUp() {
                lookAlikeJob.start();
              }
            },
            meters);
    threads.add(feed.follower());
    threads.add("view", view::isIntact);
    return feed;
  }

  void close(@Disposes ViewFeed feed) {
    feed.close();
  }

  @Produces
  @Singleton
  LookAlikeJob lookAlikeJob(ViewDatabase view, CurationConfig config, BackgroundThreads threads) {
    LookAlikeJob job =
        new LookAlikeJob(
            view, new LookAlikes(config.alike()), config.regroupEvery(), config.groupImages());
    threads.add(job);
    return job;
  }

  void close(@Disposes LookAlikeJob lookAlikeJob) {
    lookAlikeJob.close();
  }

  void start(@Observes StartupEvent event, ViewFeed feed, StatusFeed status) {
    feed.start();
    status.start();
  }

  @Produces
  @Singleton
  StatusStore statusStore(CurationConfig config) {
    return StatusStore.open(config.status());
  }

  void close(@Disposes StatusStore store) {
    store.close();
  }

  @Produces
  @Singleton
  StatusFeed statusFeed(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      BackgroundThreads threads,
      StatusStore store) {
    StatusFeed feed = new StatusFeed(kafka, store);
    threads.add(feed.follower());
    threads.add("status", store::isIntact);
    return feed;
  }

  void close(@Disposes StatusFeed feed) {
    feed.close();
  }

  @Produces
  @Singleton
  AskStatus askStatus(
      StatusStore status,
      HistoryReader history,
      DeadLetterLog deadLetters,
      ArtifactStore store,
      Clock clock) {
    return new AskStatus(status, history::historyOf, deadLetters::all, store, clock);
  }

  @Produces
  @Singleton
  DecisionSender sender(EventPublisher publisher, CurationConfig config) {
    return new DecisionSender(publisher, config.senders());
  }

  void close(@Disposes DecisionSender sender) {
    sender.close();
  }

  @Produces
  @Singleton
  DecideImages decide(
      ViewDatabase view,
      DecisionSender sender,
      ViewBarrier barrier,
      Clock clock,
      Quorum quorum,
      CurationConfig config) {
    return new DecideImages(view, sender, barrier, clock, quorum, config.timeout());
  }

  @Produces
  @Singleton
  ImportDecisions importing(DecideImages decide) {
    return new ImportDecisions(decide);
  }

  @Produces
  @Singleton
  PictureCache pictures(ArtifactStore store, CurationConfig config) {
    return new PictureCache(store, config.thumbnails());
  }
}
