package io.wood.trainer.run;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.store.RunFiles;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the average precision of a trained classifier with that of the classifier it started
 * from. A loss on OoDs that is too strong can make a classifier forget its classes without any
 * other sign.
 */
final class PrecisionComparison {
  private static final String PRECISION = "validation.mAP";

  /** Seeds differ by 1 to 3 points. */
  private static final double MUCH = .1;

  private final RunFiles files;

  PrecisionComparison(RunFiles files) {
    this.files = Objects.requireNonNull(files, "files");
  }

  /**
   * Says that a classifier has lost much of its precision; empty if it has not, or if the start was
   * not measured on the same dataset.
   *
   * @param start what it started from
   */
  Optional<String> remark(
      ExperimentRequested request, ModelRef start, Map<String, Double> metrics) {
    Optional<Double> before =
        files
            .announced(start.experiment())
            .filter(trained -> trained.dataset().equals(request.dataset()))
            .map(ClassifierTrained::metrics)
            .map(known -> known.get(PRECISION));
    Double now = metrics.get(PRECISION);
    return now == null
        ? Optional.empty()
        : before
            .filter(precision -> precision - now > MUCH)
            .map(precision -> text(start.experiment(), precision, now, request));
  }

  private static String text(String start, double before, double now, ExperimentRequested request) {
    return String.format(
        Locale.ROOT,
        "the classifier has forgotten classes: %s is %.2f, and was %.2f in '%s', which it started from;"
            + " its CAMs are hardly worth refining. Train it again with lower rates (optimiser)%s",
        PRECISION,
        now,
        before,
        start,
        request.parameters().arm().usesOods()
            ? String.format(
                Locale.ROOT,
                " or less weight of the OoDs (metricLoss.oodWeight, now %s)",
                request.parameters().metricLoss().oodWeight())
            : "");
  }
}
