package io.wood.ranker.model;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.event.ClassifierTrained;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps all trained classifiers of the log. */
public final class ModelCatalog {
  private static final Comparator<ClassifierTrained> BY_TIME =
      Comparator.comparing(ClassifierTrained::trainedAt)
          .thenComparing(trained -> trained.model().weights().sha256());

  private final Map<String, ClassifierTrained> byExperiment = new ConcurrentHashMap<>();

  /** Adds a classifier; the latest one of an experiment counts, in any order of arrival. */
  void add(ClassifierTrained trained) {
    byExperiment.merge(
        trained.experiment(),
        trained,
        (one, other) -> BY_TIME.compare(one, other) >= 0 ? one : other);
  }

  /** The chosen classifier, if it is in the catalog. */
  public Optional<ClassifierTrained> find(ModelChoice choice) {
    return choice.experiment() == null
        ? byExperiment.values().stream()
            .filter(trained -> !trained.arm().startsFromClassifier())
            .max(BY_TIME)
        : Optional.ofNullable(byExperiment.get(choice.experiment()));
  }

  /** All classifiers, latest first. */
  public List<ClassifierTrained> all() {
    return byExperiment.values().stream().sorted(BY_TIME.reversed()).toList();
  }
}
