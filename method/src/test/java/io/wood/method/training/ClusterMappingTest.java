package io.wood.method.training;

import static io.wood.method.training.TinyTraining.CLASSES;
import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.parameters;
import static io.wood.method.training.TinyTraining.training;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterMap.Cluster;
import io.wood.contracts.artifact.ClusterMap.Neighbour;
import io.wood.contracts.artifact.ClusterMap.Point;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.training.TinyTraining.Recorder;
import io.wood.method.training.clusters.ClusterMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterMappingTest {
  private static final int STEPS = 8;
  private static final int BATCH = 6;

  private static byte[] base;

  @BeforeAll
  static void trainABase() {
    base = TinyTraining.base();
  }

  @ParameterizedTest
  @EnumSource(
      value = Arm.class,
      names = {"WOOD", "REFERENCE", "PREDICTED_CLASS"})
  void describesTheGroupsThatFeaturesArePushedAwayFrom(Arm arm) {
    Clusters clusters = train(once(parameters(arm, STEPS)));

    ClusterMap map = clusters.maps.get(0);
    assertThat(clusters.maps).hasSize(1);
    assertThat(map.step()).isZero();
    assertThat(map.labelled()).isEqualTo(TRAIN.size());
    assertThat(map.oods()).isEqualTo(OODS.size());
    assertThat(map.groups()).isEqualTo(arm.usesClusters() ? 3 : CLASSES.size());
    assertThat(map.clusters().stream().mapToInt(Cluster::size).sum()).isEqualTo(OODS.size());
    assertThat(map.clusters())
        .isSortedAccordingTo(Comparator.comparing((Cluster one) -> -one.size()))
        .allSatisfy(
            cluster -> {
              assertThat(cluster.nearest())
                  .hasSize(Math.min(cluster.size(), ClusterMapping.NEIGHBOURS))
                  .isSortedAccordingTo(Comparator.comparing(Neighbour::distance));
              assertThat(cluster.labelled()).hasSize(ClusterMapping.NEIGHBOURS);
              assertThat(cluster.mistakenFor().values().stream().mapToInt(n -> n).sum())
                  .isEqualTo(cluster.size());
              assertThat(cluster.classes()).hasSize(CLASSES.size());
            });
    assertThat(map.classes()).hasSize(CLASSES.size());
    assertThat(map.points()).hasSize(TRAIN.size() + OODS.size());
    assertThat(map.points().stream().filter(point -> point.cluster() >= 0).map(Point::image))
        .hasSize(OODS.size());
    assertThat(map.shown()).isBetween(.1, 1.);
  }

  @Test
  void anOodOfTheArmByClassBelongsToTheClassItIsMistakenFor() {
    ClusterMap map = train(once(parameters(Arm.PREDICTED_CLASS, 1))).maps.get(0);

    assertThat(map.clusters())
        .allSatisfy(
            cluster ->
                assertThat(cluster.mistakenFor()).containsOnlyKeys(CLASSES.get(cluster.cluster())));
  }

  @Test
  void countsHowOftenEachGroupWasAmongTheNearest() {
    // τ = .4 of three clusters is one
    ClusterUse use = train(once(parameters(Arm.WOOD, STEPS))).use;

    assertThat(use.images()).isEqualTo(STEPS * BATCH);
    assertThat(use.pushes()).hasSize(3);
    assertThat(use.pushes().stream().mapToLong(pushes -> pushes).sum()).isEqualTo(STEPS * BATCH);
  }

  @Test
  void aBatchInPartsCountsTheSame() {
    TrainingParameters whole = once(parameters(Arm.REFERENCE, 1));

    assertThat(train(TinyTraining.accumulated(whole, 2)).use).isEqualTo(train(whole).use);
  }

  @Test
  void aResumedRunCountsOnFromItsCheckpoint() {
    TrainingParameters parameters = once(parameters(Arm.WOOD, STEPS));
    Clusters straight = train(parameters);
    Clusters resumed = new Clusters();
    training(parameters, TRAIN, OODS, Optional.of(base), resumed)
        .resume(straight.checkpoints.get(3L));

    assertThat(resumed.use).isEqualTo(straight.use);
    assertThat(resumed.maps).isEmpty();
  }

  @Test
  void refreshedCentresAreDescribedAgainAndCountedFromTheirStart() {
    // Given 24 images in batches of 6: four steps an epoch
    Clusters clusters = train(parameters(Arm.WOOD, STEPS));

    assertThat(clusters.maps).extracting(ClusterMap::step).containsExactly(0L, 4L);
    assertThat(clusters.use.images()).isEqualTo(4 * BATCH);
  }

  @Test
  void anArmWithoutAMetricLossHasNoGroups() {
    Clusters clusters = train(parameters(Arm.BACKGROUND, 1));

    assertThat(clusters.maps).isEmpty();
    assertThat(clusters.use).isNull();
  }

  private static Clusters train(TrainingParameters parameters) {
    Clusters clusters = new Clusters();
    training(parameters, TRAIN, OODS, Optional.of(base), clusters).run();
    return clusters;
  }

  /** Centres that are not refreshed. */
  private static TrainingParameters once(TrainingParameters p) {
    MetricLoss loss = p.metricLoss();
    return new TrainingParameters(
        p.arm(),
        p.network(),
        p.schedule(),
        p.optimiser(),
        p.augmentation(),
        new MetricLoss(
            loss.lambda(),
            loss.tau(),
            loss.clusters(),
            loss.start(),
            loss.scale(),
            false,
            loss.oodWeight(),
            loss.adversarialStep(),
            loss.skippedClass()),
        p.seed());
  }

  private static final class Clusters extends Recorder {
    private final List<ClusterMap> maps = new ArrayList<>();
    private ClusterUse use;

    @Override
    public void clusters(ClusterMap map) {
      maps.add(map);
    }

    @Override
    public void clusterUse(ClusterUse counted) {
      use = counted;
    }
  }
}
