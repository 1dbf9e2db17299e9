package io.wood.ranker.model;

import io.wood.contracts.event.ClassifierTrained;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The classifiers that were ever trained, from the log. */
public final class ModelCatalog {
  private static final Comparator<ClassifierTrained> BY_TIME =
      Comparator.comparing(ClassifierTrained::trainedAt)
          .thenComparing(trained -> trained.model().weights().sha256());

  private final Map<String, ClassifierTrained> byExperiment = new ConcurrentHashMap<>();

  /** The later one of an experiment's classifiers counts, whatever order they arrive in. */
  void add(ClassifierTrained trained) {
    byExperiment.merge(
        trained.experiment(),
        trained,
        (one, other) -> BY_TIME.compare(one, other) >= 0 ? one : other);
  }

  /** The classifier that is chosen, if it is known. */
  public Optional<ClassifierTrained> find(ModelChoice choice) {
    return choice.experiment() == null
        ? byExperiment.values().stream()
            .filter(trained -> !trained.arm().startsFromClassifier())
            .max(BY_TIME)
        : Optional.ofNullable(byExperiment.get(choice.experiment()));
  }

  /** All, the latest first. */
  public List<ClassifierTrained> all() {
    return byExperiment.values().stream().sorted(BY_TIME.reversed()).toList();
  }
}
