package io.wood.kit;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Ends a service when the launcher that started it ends, however that happens. */
@ApplicationScoped
class ParentWatch {
  private static final Logger LOG = Logger.getLogger(ParentWatch.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Optional<Long> parent;

  ParentWatch(@ConfigProperty(name = "wood.parent-pid") Optional<Long> parent) {
    this.parent = parent;
  }

  void onStart(@Observes StartupEvent event) {
    parent.ifPresent(ParentWatch::watch);
  }

  private static void watch(long pid) {
    CompletableFuture<Void> unused =
        ProcessHandle.of(pid)
            .map(ProcessHandle::onExit)
            .orElseGet(() -> CompletableFuture.completedFuture(null))
            .thenRun(() -> end(pid));
  }

  private static void end(long pid) {
    LOG.warnf("the launcher (process %d) has ended, and so does this service", pid);
    CompletableFuture.delayedExecutor(GRACE.toSeconds(), TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
    Quarkus.asyncExit(0);
  }
}
