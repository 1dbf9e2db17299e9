package io.wood.method.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.image.HeatOverlay;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CandidateScorerTest {
  private final Classifier classifier =
      Classifier.create(new NetworkSpec("small", 8), 5, 1, Device.cpu());
  private final CandidateScorer scorer = new CandidateScorer(classifier, 96, 4);
  private final Random random = new Random(5);

  @AfterEach
  void close() {
    classifier.close();
  }

  private RgbImage noise(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    random.nextBytes(bytes);
    return new RgbImage(width, height, bytes);
  }

  @Test
  void scoresAsTheClassifierDoes() {
    RgbImage image = noise(48, 40);
    CandidateScore score = scorer.score(List.of(image)).get(0);
    try (NDManager manager = Devices.manager(Device.cpu())) {
      NDArray x = manager.create(Normaliser.planes(image), new Shape(1, 3, 40, 48));
      NDArray logits = classifier.logits(classifier.pooled(classifier.features(x)));
      assertThat(score.predicted()).isEqualTo((int) logits.argMax().getLong());
      assertThat(score.score())
          .isCloseTo(1 / (1 + Math.exp(-logits.max().getFloat())), within(1e-6));
    }
    assertThat(score.probabilities()).hasSize(5);
    assertThat(score.embedding()).hasSize(16);
    assertThat(score.heat().height()).isEqualTo(5);
    assertThat(score.heat().width()).isEqualTo(6);
    assertThat(score.heat().max()).isIn(0f, 1f);
  }

  @Test
  void keepsTheOrderWhateverTheSizes() {
    List<RgbImage> images = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      images.add(noise(i % 3 == 0 ? 32 : 40, i % 4 == 0 ? 32 : 24));
    }
    images.add(noise(300, 200));
    List<CandidateScore> together = scorer.score(images);
    for (int i = 0; i < images.size(); i++) {
      CandidateScore alone = scorer.score(images.subList(i, i + 1)).get(0);
      assertThat(together.get(i).score()).isCloseTo(alone.score(), within(1e-6));
      assertThat(together.get(i).embedding().get(3))
          .isCloseTo(alone.embedding().get(3), within(1e-5f));
    }
    assertThat(together.get(11).heat().width()).isEqualTo(12);
  }

  @Test
  void scoresNothingForNothing() {
    assertThat(scorer.score(List.of())).isEmpty();
  }

  @Test
  void drawsItsHeatOverTheImage() {
    RgbImage image = noise(48, 40);
    CandidateScore score = scorer.score(List.of(image)).get(0);
    RgbImage overlay =
        HeatOverlay.over(image, score.heat().values(), score.heat().width(), score.heat().height());
    assertThat(overlay.width()).isEqualTo(48);
  }

  @Test
  void answersSeveralThreadsAlikeAndKeepsNothing() throws Exception {
    List<RgbImage> images = List.of(noise(48, 48), noise(32, 48), noise(48, 48));
    List<CandidateScore> expected = scorer.score(images);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<CandidateScore>>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(() -> scorer.score(images)));
      }
      for (Future<List<CandidateScore>> answer : answers) {
        for (int i = 0; i < images.size(); i++) {
          assertThat(answer.get().get(i).score()).isCloseTo(expected.get(i).score(), within(1e-6));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(classifier.manager().getManagedArrays()).hasSize(classifier.parameters().size());
  }
}
