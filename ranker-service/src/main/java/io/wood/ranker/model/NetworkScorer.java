package io.wood.ranker.model;

import io.wood.method.image.HeatOverlay;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.scoring.CandidateScore;
import io.wood.method.scoring.CandidateScorer;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.stream.IntStream;

/** A classifier of the method at work. */
final class NetworkScorer implements ImageScorer {
  private final Classifier classifier;
  private final CandidateScorer scorer;

  NetworkScorer(Classifier classifier, CandidateScorer scorer) {
    this.classifier = classifier;
    this.scorer = scorer;
  }

  @Override
  public List<ImagePrediction> score(List<RgbImage> images) {
    List<CandidateScore> scores = scorer.score(images);
    return IntStream.range(0, images.size())
        .mapToObj(i -> scored(images.get(i), scores.get(i)))
        .toList();
  }

  private static ImagePrediction scored(RgbImage image, CandidateScore score) {
    ImagePlanes heat = score.heat();
    return new ImagePrediction(
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
