package io.wood.refiner;

import io.wood.contracts.ClassifierTrained;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The classifiers that the log has told of, by experiment. */
final class TrainedModels {
  private final Map<String, ClassifierTrained> models = new ConcurrentHashMap<>();

  void accept(ClassifierTrained trained) {
    models.put(trained.experiment(), trained);
  }

  Optional<ClassifierTrained> find(String experiment) {
    return Optional.ofNullable(models.get(experiment));
  }
}
