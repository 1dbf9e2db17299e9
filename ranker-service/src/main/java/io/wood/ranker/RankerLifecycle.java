package io.wood.ranker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.wood.ranker.model.ModelFollower;
import io.wood.ranker.rank.BatchScorer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;

/** Starts the ranking threads with the service and stops them with it. */
@ApplicationScoped
class RankerLifecycle {
  private final ModelFollower models;

  RankerLifecycle(ModelFollower models) {
    this.models = models;
  }

  /** Takes the scorer, so that its thread runs and is checked before the first candidate. */
  void onStart(@Observes StartupEvent event, BatchScorer scorer) {
    Objects.requireNonNull(scorer, "scorer");
    models.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    models.close();
  }
}
