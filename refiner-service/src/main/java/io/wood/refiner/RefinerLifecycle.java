package io.wood.refiner;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.kit.thread.BackgroundTask;
import io.wood.kit.thread.BackgroundThreads;
import io.wood.log.LogFollower;
import io.wood.refiner.lead.ClaimRefinement;
import io.wood.refiner.stage.RefineImage;
import io.wood.refiner.view.RefinementView;
import io.wood.refiner.view.TrainedModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Runs the two threads of a replica: one reads the log into the view, one runs refinements. */
@ApplicationScoped
class RefinerLifecycle {
  private static final Logger LOG = Logger.getLogger(RefinerLifecycle.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(18);
  private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(2);

  /** The longest time that a shutdown takes. */
  static final Duration STOPS_WITHIN =
      STOP_TIMEOUT.plus(INTERRUPT_TIMEOUT).plus(LogFollower.CLOSE_TIMEOUT);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final LogFollower follower;
  private final RefineImage refineImage;
  private final ClaimRefinement claimRefinement;
  private final Thread worker = new Thread(this::work, "refinements");
  private final BackgroundTask claiming = new BackgroundTask("refinements", this::runOne);
  private volatile boolean closing;
  private boolean ran;

  RefinerLifecycle(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      BackgroundThreads threads,
      RefinementView view,
      TrainedModels models,
      RefineImage refineImage,
      ClaimRefinement claimRefinement) {
    this.refineImage = refineImage;
    this.claimRefinement = claimRefinement;
    this.follower =
        // What has ended first: the images of a completed refinement need not be kept in memory.
        LogFollower.ofEventsInOrder(
            "refinement-log",
            kafka,
            List.of(
                RefinementCompleted.class,
                RefinementRequested.class,
                RefinementProgressed.class,
                ClassifierTrained.class,
                ImageRefined.class),
            event -> accept(view, models, event));
    this.worker.setDaemon(true);
    threads.add(follower);
    threads.add(claiming);
  }

  private static void accept(RefinementView view, TrainedModels models, Event event) {
    if (event instanceof ClassifierTrained trained) {
      models.accept(trained);
    } else {
      view.accept(event);
    }
  }

  void onStart(@Observes StartupEvent event) {
    follower.start();
    worker.start();
  }

  /** Waits for the checkpoint of a training before it interrupts anything. */
  void onStop(@Observes ShutdownEvent event) {
    closing = true;
    claimRefinement.shutDown();
    refineImage.close();
    try {
      worker.join(STOP_TIMEOUT.toMillis());
      worker.interrupt();
      worker.join(INTERRUPT_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    follower.close();
  }

  private void work() {
    try {
      while (!closing) {
        ran = false;
        if (follower.isCaughtUp()) {
          claiming.run();
        }
        if (!ran) {
          Thread.sleep(PAUSE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("refinement thread stopped");
    }
  }

  private void runOne() {
    try {
      ran = claimRefinement.runOne();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
