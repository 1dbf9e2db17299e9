package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import io.wood.method.image.HeatOverlay;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.scoring.CandidateScore;
import io.wood.method.scoring.CandidateScorer;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.stream.IntStream;

/** Scores images with a classifier of the method. */
final class NetworkScorer implements ImageScorer {
  private final ModelRef model;
  private final Classifier classifier;
  private final CandidateScorer scorer;

  NetworkScorer(ModelRef model, Classifier classifier, CandidateScorer scorer) {
    this.model = model;
    this.classifier = classifier;
    this.scorer = scorer;
  }

  @Override
  public ModelRef model() {
    return model;
  }

  @Override
  public List<Prediction> score(List<RgbImage> images) {
    List<CandidateScore> scores = scorer.score(images);
    return IntStream.range(0, images.size())
        .mapToObj(i -> prediction(images.get(i), scores.get(i)))
        .toList();
  }

  private Prediction prediction(RgbImage image, CandidateScore score) {
    ImagePlanes heat = score.heat();
    return new Prediction(
        model,
        score.predicted(),
        score.probabilities(),
        score.embedding(),
        () -> HeatOverlay.over(image, heat.values(), heat.width(), heat.height()));
  }

  @Override
  public void close() {
    classifier.close();
  }
}
