package io.wood.ranker.rank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateDismissed.Reason;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.kit.event.PermanentFailure;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.method.image.SampleImages;
import io.wood.ranker.Samples;
import io.wood.ranker.model.ActiveModel;
import io.wood.store.CorruptObjectException;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.MissingObjectException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RankCandidateTest {
  private static final ModelRef MODEL = Samples.model("base");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final ActiveModel active = new ActiveModel();
  private final BatchScorer scorer =
      new BatchScorer(active, new Passes(1, 4), size -> {}, Samples.health());
  private final RankingSettings settings =
      new RankingSettings(.5, new ImageLimits(20_000, 10_000), 64);
  private final RankCandidate rank =
      new RankCandidate(
          store,
          new CandidateDecoder(store, settings, 1 << 28),
          scorer,
          settings,
          Clock.fixed(Samples.NOW, ZoneOffset.UTC));

  RankCandidateTest() {
    active.replace(new BrightnessScorer(MODEL));
  }

  @AfterEach
  void stop() {
    scorer.close();
  }

  @Test
  void aConfidentlyMistakenImageIsRankedWithItsOverlay() throws Exception {
    CandidatePublished candidate = Samples.published(store, Samples.png(204), "lake.png");

    CandidateRanked ranked = (CandidateRanked) rank.rank(candidate);

    assertThat(ranked.image()).isEqualTo(candidate.image());
    assertThat(ranked.predictedClass()).isEqualTo("boat");
    assertThat(ranked.score()).isCloseTo(.8, within(1e-9));
    assertThat(ranked.scores()).containsOnlyKeys("boat", "bird");
    assertThat(ranked.model()).isEqualTo(MODEL);
    assertThat(ranked.width()).isEqualTo(40);
    assertThat(ranked.height()).isEqualTo(30);
    assertThat(ranked.rankedAt()).isEqualTo(Samples.NOW);
    RgbImage overlay = ImageDecoder.decode(store.get(ranked.overlay()));
    assertThat(overlay.width()).isEqualTo(40);
  }

  @Test
  void aTurnedPhotographIsRankedUpright() throws Exception {
    CandidatePublished candidate =
        Samples.published(store, SampleImages.read("turned8.jpg"), "portrait.jpg");

    CandidateRanked ranked = (CandidateRanked) rank.rank(candidate);

    assertThat(ranked.width()).isEqualTo(28);
    assertThat(ranked.height()).isEqualTo(44);
    assertThat(ImageDecoder.decode(store.get(ranked.overlay())).height()).isEqualTo(44);
  }

  @Test
  void aLowScoreIsDismissedAndLeavesNothingBehind() {
    CandidatePublished candidate = Samples.published(store, Samples.png(51), "fish.png");

    CandidateDismissed dismissed = (CandidateDismissed) rank.rank(candidate);

    assertThat(dismissed.reason()).isEqualTo(Reason.BELOW_THRESHOLD);
    assertThat(dismissed.detail()).isEqualTo("highest probability 0.200 (boat) is below 0.500");
    assertThat(dismissed.score()).isCloseTo(.2, within(1e-9));
    assertThat(store.keys(Buckets.CANDIDATES)).containsExactly(candidate.artifact().key());
  }

  @Test
  void theSameCandidateTwiceGivesTheSameEventAndTheSameOverlay() {
    CandidatePublished candidate = Samples.published(store, Samples.png(204), "lake.png");

    assertThat(rank.rank(candidate)).isEqualTo(rank.rank(candidate));
  }

  @Test
  void whatIsNoImageIsDismissedWithItsReason() {
    CandidatePublished text = Samples.published(store, "no image".getBytes(UTF_8), "notes.txt");

    CandidateDismissed dismissed = (CandidateDismissed) rank.rank(text);

    assertThat(dismissed.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(dismissed.detail()).contains("not an image");
    assertThat(dismissed.model()).isNull();
  }

  @Test
  void anImageOverTheLimitsIsDismissedUnscored() {
    byte[] wide = ImageEncoder.png(Samples.image(400, 300, 9));
    CandidateDismissed pixels =
        (CandidateDismissed) rank.rank(Samples.published(store, wide, "wide.png"));
    CandidateDismissed bytes =
        (CandidateDismissed) rank.rank(Samples.published(store, new byte[30_000], "long.png"));

    assertThat(pixels.detail()).contains("400x300");
    assertThat(bytes.detail()).contains("30000 bytes");
  }

  @Test
  void aLargeImageIsScoredSmallerAndKeepsItsOwnSize() throws Exception {
    byte[] large = ImageEncoder.png(Samples.image(100, 50, 204));

    CandidateRanked ranked =
        (CandidateRanked) rank.rank(Samples.published(store, large, "large.png"));

    assertThat(ranked.width()).isEqualTo(100);
    assertThat(ImageDecoder.decode(store.get(ranked.overlay())).width()).isEqualTo(64);
  }

  @Test
  void aMissingOrChangedObjectIsAFailureAndNotADismissal() {
    CandidatePublished gone = Samples.published(store, Samples.png(1), "gone.png");
    store.delete(Buckets.CANDIDATES, gone.artifact().key());
    CandidatePublished changed = Samples.published(store, Samples.png(2), "changed.png");
    store.put(Buckets.CANDIDATES, changed.artifact().key(), new byte[7], "image/png");

    assertThatThrownBy(() -> rank.rank(gone)).isInstanceOf(MissingObjectException.class);
    assertThatThrownBy(() -> rank.rank(changed)).isInstanceOf(CorruptObjectException.class);
  }

  @Test
  void anImageThatTheNetworkCannotScoreIsAPermanentFailure() {
    CandidatePublished black = Samples.published(store, Samples.png(0), "black.png");

    assertThatThrownBy(() -> rank.rank(black))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("black");
  }
}
