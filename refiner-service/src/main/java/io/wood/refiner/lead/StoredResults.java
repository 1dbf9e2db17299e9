package io.wood.refiner.lead;

import io.wood.contracts.event.ImageRefined;
import io.wood.method.data.WorkerThreads;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.view.RefinementView;
import io.wood.refiner.view.StageWatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** Reads what a stage has so far from the store, for a leader that continues it. */
final class StoredResults {
  /** Reading a result is waiting for the store. */
  private static final int THREADS = 16;

  private static final int PIECE = 500;

  private final StageOutputs outputs;
  private final RefinementView view;

  StoredResults(StageOutputs outputs, RefinementView view) {
    this.outputs = outputs;
    this.view = view;
  }

  /** Adds the stored results of the watched images to the watch. */
  void read(StageInput input, StageWatch watch, LeadControl control) {
    String refinement = input.request().refinement();
    List<String> images = view.missing(watch);
    try (WorkerThreads threads = new WorkerThreads("stored-results", THREADS)) {
      for (int from = 0; from < images.size(); from += PIECE) {
        control.requireLead(refinement);
        List<Future<Optional<ImageRefined>>> reads =
            images.subList(from, Math.min(from + PIECE, images.size())).stream()
                .map(
                    image ->
                        threads.submit(
                            () -> outputs.probableResult(refinement, input.stage(), image)))
                .toList();
        reads.forEach(
            read -> WorkerThreads.await(read).ifPresent(result -> view.addKnown(watch, result)));
      }
    }
  }
}
