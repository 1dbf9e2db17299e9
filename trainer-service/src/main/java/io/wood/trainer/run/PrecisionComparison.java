package io.wood.trainer.run;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.trainer.store.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the average precision of a trained classifier with that of the classifier it started
 * from. A loss on OoDs that is too strong can make a classifier forget its classes without any
 * other sign.
 */
final class PrecisionComparison {
  /** On photographs three seeds of one arm differed by up to .02. */
  private static final double MUCH = .1;

  private final RunFiles files;

  PrecisionComparison(RunFiles files) {
    this.files = Objects.requireNonNull(files, "files");
  }

  /**
   * Says that a classifier has lost much of its precision; empty if it has not, if its last layer
   * is new, or if the start was not measured on the same dataset, as a checkpoint never is.
   *
   * @param start what it started from
   */
  Optional<String> remark(ExperimentRequested request, ModelRef start, ClassifierTrained trained) {
    Double now = trained.metrics().get(ClassifierTrained.PRECISION);
    if (now == null || !request.parameters().arm().startsFromClassifier()) {
      return Optional.empty();
    }
    return files
        .announced(start.experiment())
        .filter(before -> before.dataset().equals(request.dataset()))
        .map(before -> before.metrics().get(ClassifierTrained.PRECISION))
        .filter(before -> before - now > MUCH)
        .map(
            before ->
                String.format(
                    Locale.ROOT,
                    "the classifier has forgotten classes: %s is %.2f, and was %.2f in '%s', which it"
                        + " started from; its CAMs are hardly worth refining. Train it again with lower %s",
                    ClassifierTrained.PRECISION,
                    now,
                    before,
                    start.experiment(),
                    String.join(" or ", causes(request.parameters()))));
  }

  /** Settings that may be too high. */
  private static List<String> causes(TrainingParameters parameters) {
    List<String> causes = new ArrayList<>(List.of("rates (optimiser)"));
    MetricLoss loss = parameters.metricLoss();
    if (parameters.arm().usesOods() && loss.oodWeight() > 0) {
      causes.add("metricLoss.oodWeight (now %s)".formatted(loss.oodWeight()));
    }
    if (parameters.arm().usesMetricLoss()) {
      causes.add("metricLoss.lambda (now %s)".formatted(loss.lambda()));
    }
    return causes;
  }
}
