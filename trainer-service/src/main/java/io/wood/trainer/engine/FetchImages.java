package io.wood.trainer.engine;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import io.wood.trainer.experiment.UnrunnableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Downloads every image of a run to the local disk before training starts. A missing image is found
 * at once and not after an hour, and the network never waits for the store.
 */
public final class FetchImages {
  public static final String PHASE = "fetch";

  private final ArtifactStore store;
  private final ExecutorService threads;

  public FetchImages(ArtifactStore store, ExecutorService threads) {
    this.store = Objects.requireNonNull(store, "store");
    this.threads = Objects.requireNonNull(threads, "threads");
  }

  public void fetch(DatasetManifest dataset, List<ArtifactRef> oods, TrainingListener listener) {
    List<ArtifactRef> images =
        Stream.concat(dataset.images().stream().map(DatasetManifest.Image::artifact), oods.stream())
            .toList();
    listener.phase(PHASE, images.size(), "images");
    ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    List<Future<?>> fetches =
        images.stream().<Future<?>>map(image -> threads.submit(() -> fetch(image, lost))).toList();
    for (int done = 0; done < fetches.size(); done++) {
      if (listener.cancelled()) {
        fetches.forEach(fetch -> fetch.cancel(false));
        throw new TrainingCancelledException(0);
      }
      await(fetches.get(done));
      listener.step(new StepReport(PHASE, done + 1, images.size(), Map.of()));
    }
    if (!lost.isEmpty()) {
      throw new UnrunnableException(
          "%d of %d images cannot be read from the store; the first: %s"
              .formatted(lost.size(), images.size(), lost.peek()),
          Map.of("images.lost", (double) lost.size()),
          "Import the dataset or publish the candidates again, then request a new experiment");
    }
  }

  private void fetch(ArtifactRef image, ConcurrentLinkedQueue<String> lost) {
    try {
      store.fetch(image);
    } catch (MissingObjectException | CorruptObjectException e) {
      lost.add(e.getMessage());
    }
  }

  private static void await(Future<?> fetch) {
    try {
      fetch.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingCancelledException(0);
    }
  }
}
