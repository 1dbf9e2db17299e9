package io.wood.trainer.experiment;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.store.RunFiles;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists the requests in the log whose run has not ended, or whose end is not published, oldest
 * first: the work that any free trainer can claim.
 */
public final class OpenExperiments {
  private final EventLog log;
  private final RunFiles files;
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  public OpenExperiments(EventLog log, RunFiles files) {
    this.log = Objects.requireNonNull(log, "log");
    this.files = Objects.requireNonNull(files, "files");
  }

  public List<ExperimentRequested> list() {
    Map<String, ExperimentRequested> requests = new LinkedHashMap<>();
    log.read(
        ExperimentRequested.class,
        Map.of(),
        request -> requests.putIfAbsent(request.experiment(), request));
    return requests.values().stream()
        .filter(request -> !hasEnded(request.experiment()))
        .sorted(
            Comparator.comparing(ExperimentRequested::requestedAt)
                .thenComparing(ExperimentRequested::experiment))
        .toList();
  }

  /** An end is final, so it is looked up only once. */
  boolean hasEnded(String experiment) {
    if (ended.contains(experiment)) {
      return true;
    }
    if (files.result(experiment).isEmpty() || files.unannounced(experiment).isPresent()) {
      return false;
    }
    return ended.add(experiment);
  }
}
