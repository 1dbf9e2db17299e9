package io.wood.ranker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.wood.ranker.model.ModelFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the background threads with the service and stops them with it. */
@ApplicationScoped
class RankerLifecycle {
  private final ModelFollower models;

  RankerLifecycle(ModelFollower models) {
    this.models = models;
  }

  void onStart(@Observes StartupEvent event) {
    models.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    models.close();
  }
}
