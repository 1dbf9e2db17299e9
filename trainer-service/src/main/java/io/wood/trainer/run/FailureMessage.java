package io.wood.trainer.run;

import ai.djl.engine.EngineException;
import io.wood.kit.event.InterruptedWorkException;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.data.TrainingFailedException;
import io.wood.store.CorruptObjectException;
import io.wood.store.InvalidJsonException;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.experiment.UnrunnableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains a permanent failure of a run: message, figures, and whether it is a bug.
 *
 * @param message what happened and how to fix it
 * @param figures figures that show the cause
 * @param unexpected true for a bug: the log then shows the stack trace
 */
record FailureMessage(String message, Map<String, Double> figures, boolean unexpected) {
  FailureMessage(String message, Map<String, Double> figures) {
    this(message, figures, false);
  }

  /** True if the same run may succeed later, because the cause is outside the run. */
  static boolean isTransient(Throwable thrown) {
    return find(thrown, StoreUnavailableException.class).isPresent()
        || find(thrown, TransientFailure.class).isPresent()
        || find(thrown, InterruptedWorkException.class).isPresent();
  }

  /** Searches the causes too, because loader threads wrap exceptions. */
  static FailureMessage of(Throwable thrown) {
    Optional<UnrunnableException> unrunnable = find(thrown, UnrunnableException.class);
    if (unrunnable.isPresent()) {
      return new FailureMessage(unrunnable.get().getMessage(), unrunnable.get().figures());
    }
    Optional<TrainingFailedException> failed = find(thrown, TrainingFailedException.class);
    if (failed.isPresent()) {
      return new FailureMessage(failed.get().getMessage(), failed.get().figures());
    }
    for (Class<? extends RuntimeException> known :
        List.of(
            MissingObjectException.class,
            CorruptObjectException.class,
            InvalidJsonException.class)) {
      Optional<? extends RuntimeException> found = find(thrown, known);
      if (found.isPresent()) {
        return new FailureMessage(
            found.get().getMessage()
                + ". Put the object back, or request a new experiment with objects that exist.",
            Map.of());
      }
    }
    if (find(thrown, OutOfMemoryError.class).isPresent()) {
      return new FailureMessage(
          "out of memory. Lower schedule.batchSize, raise schedule.accumulation, or give the"
              + " process more (-Xmx)",
          Map.of());
    }
    Optional<EngineException> engine = find(thrown, EngineException.class);
    if (engine.isPresent() && EngineHealth.isOutOfMemory(engine.get())) {
      return new FailureMessage(
          "out of the device's memory. Lower schedule.batchSize, raise schedule.accumulation, or"
              + " lower augmentation.crop ("
              + engine.get().getMessage().lines().findFirst().orElseThrow()
              + ")",
          Map.of());
    }
    // Records and networks validate their input with messages that a user can act on.
    return thrown instanceof IllegalArgumentException && thrown.getMessage() != null
        ? new FailureMessage(thrown.getMessage(), Map.of())
        : new FailureMessage("a fault: " + thrown, Map.of(), true);
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < 20; at = at.getCause(), depth++) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }
}
