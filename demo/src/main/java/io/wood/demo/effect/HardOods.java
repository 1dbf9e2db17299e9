package io.wood.demo.effect;

import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.scoring.CandidateScore;
import io.wood.method.scoring.CandidateScorer;
import java.util.ArrayList;
import java.util.List;

/** Ranks candidates by a classifier and prunes them by their known truth, as a person would. */
final class HardOods {
  /** Minimum probability of the best class of a hard OoD. */
  private static final double MIN_PROBABILITY = .5;

  /** Larger images are shrunk to this side, as the ranker does. */
  private static final int LONG_SIDE = 640;

  private static final int BATCH = 16;

  private HardOods() {}

  /**
   * The result of ranking and pruning.
   *
   * @param candidates number of all candidates
   * @param convincing candidates for which the classifier predicts a class
   * @param approved those of them without an object
   */
  record Pool(int candidates, List<EffectImage> convincing, List<EffectImage> approved) {
    Pool {
      convincing = List.copyOf(convincing);
      approved = List.copyOf(approved);
    }

    String summary() {
      return "%d of %d candidates convince the base, %d of them hold no object"
          .formatted(convincing.size(), candidates, approved.size());
    }
  }

  static Pool of(Classifier network, List<EffectImage> candidates) {
    List<RgbImage> images = candidates.stream().map(EffectImage::image).toList();
    List<CandidateScore> scores = new CandidateScorer(network, LONG_SIDE, BATCH).score(images);
    List<EffectImage> convincing = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (scores.get(i).score() >= MIN_PROBABILITY) {
        convincing.add(candidates.get(i));
      }
    }
    return new Pool(
        candidates.size(),
        convincing,
        convincing.stream().filter(image -> image.labels().isEmpty()).toList());
  }
}
