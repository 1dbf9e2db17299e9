package io.wood.trainer.run;

import ai.djl.engine.EngineException;
import io.wood.kit.event.InterruptedWorkException;
import io.wood.kit.event.TransientFailure;
import io.wood.method.data.TrainingFailedException;
import io.wood.store.CorruptObjectException;
import io.wood.store.InvalidJsonException;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.experiment.UnrunnableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person is told about a run that failed for good.
 *
 * @param message what happened and what to do
 * @param figures the figures that show it
 * @param fault true when nobody foresaw it: the log needs the stack
 */
record FailureMessage(String message, Map<String, Double> figures, boolean fault) {
  /** PyTorch's words for it on a GPU, and on the CPU. */
  private static final Pattern ALLOCATION =
      Pattern.compile("out of memory|can't allocate memory", Pattern.CASE_INSENSITIVE);

  FailureMessage(String message, Map<String, Double> figures) {
    this(message, figures, false);
  }

  /** True when the same run may succeed later: nothing is wrong with it. */
  static boolean isTransient(Throwable thrown) {
    return find(thrown, StoreUnavailableException.class).isPresent()
        || find(thrown, TransientFailure.class).isPresent()
        || find(thrown, InterruptedWorkException.class).isPresent();
  }

  /** Looks through the wrappers that loader threads put around a cause. */
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
    if (engine.isPresent() && ALLOCATION.matcher(engine.get().getMessage()).find()) {
      return new FailureMessage(
          "out of the device's memory. Lower schedule.batchSize, raise schedule.accumulation, or"
              + " lower augmentation.crop ("
              + engine.get().getMessage().lines().findFirst().orElseThrow()
              + ")",
          Map.of());
    }
    // The records and the network complain about their input in words for people.
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
