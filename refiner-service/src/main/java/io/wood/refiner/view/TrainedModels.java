package io.wood.refiner.view;

import io.wood.contracts.event.ClassifierTrained;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the trained classifiers of the log, by experiment. */
public final class TrainedModels {
  private final Map<String, ClassifierTrained> models = new ConcurrentHashMap<>();

  public void accept(ClassifierTrained trained) {
    models.put(trained.experiment(), trained);
  }

  public Optional<ClassifierTrained> find(String experiment) {
    return Optional.ofNullable(models.get(experiment));
  }
}
