package io.wood.trainer.http;

import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentDetail.CurvePoint;
import io.wood.contracts.api.trainer.ExperimentDetail.KeptCheckpoint;
import io.wood.contracts.api.trainer.ExperimentDetail.SkippedImage;
import io.wood.trainer.experiment.ShowExperiment.Detail;

/** Maps what the trainer stores about an experiment to its HTTP body. */
final class ExperimentJson {
  private ExperimentJson() {}

  static ExperimentDetail detail(Detail detail) {
    return new ExperimentDetail(
        detail.summary(),
        detail.request(),
        detail.model(),
        detail.manifestRef(),
        detail.manifest(),
        detail.kept() == null
            ? null
            : new KeptCheckpoint(detail.kept().step(), detail.kept().bytes()),
        detail.curve().stream()
            .map(point -> new CurvePoint(point.phase(), point.done(), point.figures()))
            .toList(),
        detail.skipped().stream()
            .map(skipped -> new SkippedImage(skipped.image(), skipped.reason()))
            .toList(),
        detail.quality());
  }
}
