package io.wood.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wood.cli.client.ParameterTree;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
  private static final Map<Integer, Long> FROZEN = Map.of(0, 10L, 1, 20L);
  private static final Map<Integer, Long> NOW = Map.of(0, 12L, 1, 25L);
  private static final Map<Integer, Long> EARLIER = Map.of(0, 4L, 1, 20L);
  private static final String LOG = "e".repeat(64);
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
  private static final ArtifactRef DATASET = ref(Buckets.DATASETS, "manifests/", "a");
  private static final ArtifactRef WEIGHTS = ref(Buckets.MODELS, "weights/", "b");
  private static final ArtifactRef OOD = ref(Buckets.CANDIDATES, "images/", "c");

  @Test
  void takesTheDecisionsOfTheManifestThoughTheRequestNamesNone() {
    ReplayPlan plan = plan(wood(Map.of()), null, tau(.3), DecisionChoice.ORIGINAL);

    assertThat(plan.order().decisionsUpTo()).isEqualTo(FROZEN);
    assertThat(lines(plan)).containsExactly("metricLoss.tau 0.2 → 0.3", "decisions same (1 OoDs)");
  }

  @Test
  void repeatsAllOfTheRequestWhenNothingIsChanged() {
    ReplayPlan plan = plan(wood(Map.of()), null, tree -> {}, DecisionChoice.ORIGINAL);

    assertThat(plan.order().dataset()).isEqualTo(DATASET);
    assertThat(plan.order().initial()).isEqualTo(WEIGHTS);
    assertThat(plan.order().arm()).isEqualTo(Arm.WOOD);
    assertThat(plan.order().seed()).isEqualTo(3);
    assertThat(plan.order().parameters())
        .isEqualTo(ParameterTree.of(parameters(Arm.WOOD)).values());
    assertThat(lines(plan)).containsExactly("parameters same", "decisions same (1 OoDs)");
  }

  @Test
  void takesTheDecisionsThatAreMadeNowOnlyWhenAskedTo() {
    ReplayPlan plan = plan(wood(Map.of()), null, tree -> {}, DecisionChoice.NOW);

    assertThat(plan.order().decisionsUpTo()).isEqualTo(NOW);
    assertThat(lines(plan)).contains("decisions now (+7 decisions)");
  }

  @Test
  void takesTheDecisionsUpToATime() {
    ReplayPlan plan = plan(wood(Map.of()), null, tree -> {}, DecisionChoice.until(TIME));

    assertThat(plan.order().decisionsUpTo()).isEqualTo(EARLIER);
    assertThat(lines(plan)).contains("decisions until 2026-03-01T12:00:00Z (-6 decisions)");
  }

  @Test
  void takesTheDecisionsOfTheRequestBeforeTheOriginalHasStarted() {
    ReplayPlan plan =
        plan(detail(Arm.WOOD, WEIGHTS, FROZEN, null), null, tree -> {}, DecisionChoice.ORIGINAL);

    assertThat(plan.order().decisionsUpTo()).isEqualTo(FROZEN);
    assertThat(lines(plan)).contains("decisions same");
  }

  @Test
  void saysThatItTakesThoseOfNowWhenTheOriginalUsesNone() {
    ReplayPlan plan =
        plan(
            detail(Arm.CONTROL, WEIGHTS, Map.of(), Map.of()),
            Arm.WOOD,
            tree -> {},
            DecisionChoice.ORIGINAL);

    assertThat(plan.order().decisionsUpTo()).isEqualTo(NOW);
    assertThat(lines(plan)).contains("decisions now (the original has frozen none)");
  }

  @Test
  void namesNoDecisionsForAnArmThatUsesNone() {
    ReplayPlan plan = plan(wood(FROZEN), Arm.CONTROL, tree -> {}, DecisionChoice.NOW);

    assertThat(plan.order().decisionsUpTo()).isNull();
    assertThat(lines(plan)).contains("arm WOOD → CONTROL", "decisions not used by arm CONTROL");
  }

  @Test
  void givesAnotherArmItsDefaultsAndKeepsWhatWasSetByHand() {
    ReplayPlan plan = plan(wood(Map.of()), Arm.REFERENCE, tau(.3), DecisionChoice.ORIGINAL);

    TrainingParameters parameters = read(plan);
    MetricLoss loss = parameters.metricLoss();
    assertThat(parameters.arm()).isEqualTo(Arm.REFERENCE);
    assertThat(parameters.seed()).isEqualTo(3);
    assertThat(parameters.network()).isEqualTo(new NetworkSpec("small", 8));
    assertThat(loss.start()).as("default of the arm").isEqualTo(ClusterStart.FIRST_K);
    assertThat(loss.oodWeight()).as("default of the arm").isEqualTo(.25);
    assertThat(loss.clusters()).as("set in the original").isEqualTo(20);
    assertThat(loss.tau()).as("set now").isEqualTo(.3);
    assertThat(parameters.optimiser()).isEqualTo(Optimiser.SMALL);
  }

  @Test
  void givesABaseTheOptimiserOfItsStart() {
    ReplayPlan plan = plan(wood(Map.of()), Arm.BASE, tree -> {}, DecisionChoice.ORIGINAL);

    assertThat(read(plan).optimiser()).isEqualTo(Optimiser.ON_A_TRUNK);
  }

  @Test
  void takesTheDecisionsBelowGivenOffsets() {
    ReplayPlan plan = plan(wood(Map.of()), null, tree -> {}, DecisionChoice.parse("0=11, 1=20"));

    assertThat(plan.order().decisionsUpTo()).isEqualTo(Map.of(0, 11L, 1, 20L));
    assertThat(lines(plan)).contains("decisions below {0=11, 1=20} (+1 decisions)");
  }

  @Test
  void namesWhatIsWrongWithOffsets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionChoice.parse("0=11,x=2"))
        .withMessage("'x=2' in '0=11,x=2' is not PARTITION=OFFSET, such as 0=12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionChoice.parse("0=11,0=12"))
        .withMessageContaining("names partition 0 twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionChoice.parse("yesterday"))
        .withMessageContaining("nor offsets such as 0=12,1=40");
  }

  @Test
  void asksForTheLogOfTheOriginalOnlyWithItsDecisions() {
    ExperimentDetail original = wood(Map.of());

    assertThat(plan(original, null, tree -> {}, DecisionChoice.ORIGINAL).order().decisionLog())
        .isEqualTo(LOG);
    assertThat(plan(original, null, tree -> {}, DecisionChoice.NOW).order().decisionLog()).isNull();
  }

  @Test
  void changesTheSelectionAndTheStartOnlyWhenAskedTo() {
    OodSelection first = SelectionRules.parse(List.of("first=20", "class=boat", "class=bird"));
    ReplayPlan plan =
        ReplayPlan.of(
            wood(Map.of()),
            new ReplayChanges(
                null, null, tree -> {}, DecisionChoice.ORIGINAL, first, "better", true),
            choice -> NOW);

    assertThat(plan.order().selection()).isEqualTo(first);
    assertThat(plan.order().initial()).isNull();
    assertThat(plan.order().initialExperiment()).isEqualTo("better");
    assertThat(plan.order().again()).isTrue();
    assertThat(lines(plan))
        .contains(
            "starts from the weights of better",
            "selection all approved → {classes=[\"boat\",\"bird\"], first=20}");
  }

  @Test
  void countsTheOodsThatComeAndGo() {
    ExperimentManifest original = wood(Map.of()).manifest();
    ExperimentManifest planned = manifest(List.of(ref(Buckets.CANDIDATES, "images/", "d"), OOD));

    assertThat(ReplayPlan.oods(original, original)).endsWith(" same (1)");
    assertThat(ReplayPlan.oods(original, planned)).endsWith(" +1 images, −0 (1 → 2)");
    assertThat(ReplayPlan.oods(planned, original)).endsWith(" +0 images, −1 (2 → 1)");
    assertThat(ReplayPlan.oods(null, planned)).endsWith(" 2");
  }

  private static ExperimentManifest manifest(List<ArtifactRef> oods) {
    return new ExperimentManifest(
        null,
        DATASET.sha256(),
        WEIGHTS.sha256(),
        parameters(Arm.WOOD),
        FROZEN,
        LOG,
        null,
        oods,
        "1.0.0");
  }

  private static TrainingParameters read(ReplayPlan plan) {
    ParameterTree tree = ParameterTree.empty();
    plan.order().parameters().forEach(tree::set);
    return tree.read(TrainingParameters.class);
  }

  private static List<String> lines(ReplayPlan plan) {
    return plan.differences().stream().map(line -> line.replaceAll(" +", " ")).toList();
  }

  private static ReplayPlan plan(
      ExperimentDetail original,
      Arm arm,
      Consumer<ParameterTree> parameters,
      DecisionChoice decisions) {
    return ReplayPlan.of(
        original,
        new ReplayChanges(null, arm, parameters, decisions, null, null, false),
        choice -> choice.until() == null ? NOW : EARLIER);
  }

  private static Consumer<ParameterTree> tau(double tau) {
    return tree -> tree.set("metricLoss.tau", tau);
  }

  /** An experiment that has started: what it read is in its manifest. */
  private static ExperimentDetail wood(Map<Integer, Long> requested) {
    return detail(Arm.WOOD, WEIGHTS, requested, FROZEN);
  }

  private static ExperimentDetail detail(
      Arm arm, ArtifactRef initial, Map<Integer, Long> requested, Map<Integer, Long> frozen) {
    ExperimentRequested request =
        new ExperimentRequested(
            "original",
            DATASET,
            initial,
            parameters(arm),
            requested,
            null,
            null,
            null,
            null,
            "tester",
            TIME);
    ExperimentManifest manifest =
        frozen == null
            ? null
            : new ExperimentManifest(
                "original",
                DATASET.sha256(),
                initial.sha256(),
                parameters(arm),
                frozen,
                LOG,
                null,
                List.of(OOD),
                "1.0.0");
    return new ExperimentDetail(
        null, request, null, null, manifest, null, List.of(), List.of(), null);
  }

  private static TrainingParameters parameters(Arm arm) {
    MetricLoss paper = MetricLoss.PAPER;
    MetricLoss fewer =
        new MetricLoss(
            paper.lambda(),
            paper.tau(),
            20,
            paper.start(),
            paper.scale(),
            paper.refreshCentres(),
            paper.oodWeight(),
            paper.adversarialStep(),
            paper.skippedClass());
    return new TrainingParameters(arm, new NetworkSpec("small", 8), null, null, null, fewer, 3);
  }

  private static ArtifactRef ref(String bucket, String prefix, String digit) {
    return new ArtifactRef(bucket, prefix + digit, digit.repeat(64), 1, "application/json");
  }
}
