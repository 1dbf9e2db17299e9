package io.wood.curation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.kit.EventPublisher;
import io.wood.kit.Events;
import io.wood.store.ArtifactStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Puts the parts together. */
final class CurationBeans {

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
  StatisticsCache statistics(ViewDatabase view, Clock clock) {
    return new StatisticsCache(new StatisticsReader(view, clock), clock);
  }

  @Produces
  @Singleton
  Arrivals arrivals() {
    return new Arrivals();
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
      Events events,
      ViewDatabase view,
      Arrivals arrivals,
      LiveUpdates updates,
      Regrouping regrouping,
      MeterRegistry meters) {
    return new ViewFeed(
        kafka,
        events,
        new ViewWriter(view),
        new ViewListener() {
          @Override
          public void changed(ViewChange change) {
            arrivals.arrived(change.decisions());
            updates.changed(change);
            regrouping.changed(change);
          }

          @Override
          public void caughtUp() {
            regrouping.start();
          }
        },
        meters);
  }

  void close(@Disposes ViewFeed feed) {
    feed.close();
  }

  @Produces
  @Singleton
  Regrouping regrouping(ViewDatabase view, CurationConfig config) {
    return new Regrouping(view, new LookAlikes(config.alike()), config.regroupEvery());
  }

  void close(@Disposes Regrouping regrouping) {
    regrouping.close();
  }

  void start(@Observes StartupEvent event, ViewFeed feed) {
    feed.start();
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
      Arrivals arrivals,
      Clock clock,
      CurationConfig config) {
    return new DecideImages(
        view,
        sender,
        arrivals,
        clock,
        new DecideImages.Rules(config.opinions(), config.patience()));
  }

  @Produces
  @Singleton
  ImportDecisions importing(DecideImages decide) {
    return new ImportDecisions(decide);
  }

  @Produces
  @Singleton
  Pictures pictures(ArtifactStore store, CurationConfig config) {
    return new Pictures(store, config.thumbnails());
  }
}
