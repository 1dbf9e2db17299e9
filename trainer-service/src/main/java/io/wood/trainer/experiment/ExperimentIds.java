package io.wood.trainer.experiment;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.trainer.store.RunFiles;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Names experiments by what they train, such as {@code wood-s1-3fa29c1b}. */
final class ExperimentIds {
  private final RunFiles files;

  ExperimentIds(RunFiles files) {
    this.files = files;
  }

  /** The id of a request; a number is appended if an experiment of this id failed. */
  String generated(ExperimentRequested request) {
    return numbered(stem(request), this::hasFailed);
  }

  /** An id of a request that no experiment has. */
  String free(ExperimentRequested request) {
    return numbered(stem(request), id -> files.request(id).isPresent());
  }

  /** The experiment that the same request has trained already. */
  Optional<String> succeeded(ExperimentRequested request) {
    return Optional.of(stem(request)).filter(this::isTrained);
  }

  boolean isTrained(String id) {
    return files.result(id).filter(result -> result.state() == RunState.SUCCEEDED).isPresent();
  }

  private boolean hasFailed(String id) {
    return files.result(id).filter(result -> result.state() != RunState.SUCCEEDED).isPresent();
  }

  private static String stem(ExperimentRequested request) {
    String content = Hashes.sha256(Json.canonical(RequestExperiment.content(request)));
    String arm = request.parameters().arm().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return arm + "-s" + request.parameters().seed() + "-" + content.substring(0, 8);
  }

  private static String numbered(String stem, Predicate<String> taken) {
    String id = stem;
    for (int attempt = 2; taken.test(id); attempt++) {
      id = stem + "-" + attempt;
    }
    return id;
  }
}
