package io.wood.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.contracts.api.trainer.ExperimentComparison.MetricDifference;
import io.wood.contracts.api.trainer.ExperimentComparison.ParameterDifference;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestExperimentTest {
  private final World world = new World();

  @BeforeEach
  void nameTheDataset() {
    world.name("tiny", world.dataset);
  }

  @Test
  void fillsInThePublishedDefaults() {
    TrainingParameters parameters =
        order(
                """
                {"datasetName": "tiny", "arm": "BASE", "seed": 7,
                 "parameters": {"schedule": {"batchSize": 4}}}\
                """)
            .parameters();

    assertThat(parameters.schedule().batchSize()).isEqualTo(4);
    assertThat(parameters.schedule().epochs()).isEqualTo(5);
    assertThat(parameters.metricLoss()).isEqualTo(MetricLoss.PAPER);
    assertThat(parameters.network()).isEqualTo(new NetworkSpec("resnet50", 16));
    assertThat(parameters.seed()).isEqualTo(7);
  }

  @Test
  void startsFromAnotherExperimentWithItsNetworkAndDataset() {
    world.request("base", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    approve(50);

    ExperimentRequested request =
        order("{\"initialExperiment\": \"base\", \"arm\": \"REFERENCE\"}");

    assertThat(request.initial())
        .isEqualTo(world.files.result("base").orElseThrow().model().weights());
    assertThat(request.dataset()).isEqualTo(world.dataset);
    assertThat(request.parameters().network()).isEqualTo(new NetworkSpec("small", 8));
    assertThat(request.parameters().metricLoss()).isEqualTo(MetricLoss.REFERENCE);
  }

  @Test
  void startsFromAClassifierThatIsAnnouncedBeforeItsExperimentHasEnded() {
    ExperimentView view = new ExperimentView();
    view.on(world.request("base", Arm.BASE));
    world.refuse(ClassifierTrained.class::isInstance);
    assertThatThrownBy(() -> world.trainer("a", new FakeTraining()).work())
        .isInstanceOf(TransientFailure.class);
    assertThat(world.files.result("base")).isEmpty();
    world.refuse(event -> false);
    approve(50);

    ExperimentRequested request = order("{\"initialExperiment\": \"base\", \"arm\": \"WOOD\"}");

    ModelRef model = world.files.model("base").orElseThrow();
    assertThat(request.initial()).isEqualTo(model.weights());
    assertThat(new ShowExperiment(view, world.files, world.clock).show("base").model())
        .isEqualTo(model);
  }

  @Test
  void showsAClassifierImagesAsLargeAsItsBaseKnowsThem() {
    String small =
        """
        {"augmentation": {"crop": 112, "longSideLeast": 96, "longSideMost": 160}}\
        """;
    ObjectNode base =
        tree("{\"datasetName\": \"tiny\", \"arm\": \"BASE\", \"experiment\": \"base\"}");
    base.set("parameters", tree(small));
    order(base);
    world.trainer("a", new FakeTraining()).work();
    approve(50);

    Augmentation known = new Augmentation(112, 96, 160, true);
    assertThat(order("{\"initialExperiment\": \"base\"}").parameters().augmentation())
        .isEqualTo(known);
    ObjectNode cropped = tree("{\"initialExperiment\": \"base\"}");
    cropped.set("parameters", tree("{\"augmentation\": {\"crop\": 64}}"));
    assertThat(order(cropped).parameters().augmentation())
        .isEqualTo(new Augmentation(64, 96, 160, true));
    ObjectNode guarded = tree("{\"initialExperiment\": \"base\", \"arm\": \"WOOD_AT_POSITIONS\"}");
    assertThat(order(guarded).parameters().augmentation()).isEqualTo(known.withNativeShare(.5));
    guarded.set("parameters", tree("{\"augmentation\": {\"nativeSize\": 0}}"));
    assertThat(order(guarded).parameters().augmentation()).isEqualTo(known);
    ObjectNode anotherBase = tree("{\"initialExperiment\": \"base\", \"arm\": \"BASE\"}");
    assertThat(order(anotherBase).parameters().augmentation()).isEqualTo(Augmentation.PAPER);
  }

  @Test
  void freezesNothingOfABaseThatStartsFromRandomWeights() {
    TrainingParameters parameters =
        order(
                """
                {"datasetName": "tiny", "arm": "BASE",
                 "parameters": {"optimiser": {"power": 1}}}\
                """)
            .parameters();

    assertThat(parameters.optimiser()).isEqualTo(new Optimiser(.2, .2, .9, 1e-4, 1, 0));
  }

  @Test
  void trainsABaseOnGivenWeightsGentlyAndFreezesItsFirstStages() {
    ObjectNode order = tree("{\"datasetName\": \"tiny\", \"arm\": \"BASE\"}");
    order.set("initial", Json.mapper().valueToTree(world.initial));

    assertThat(order(order).parameters().optimiser())
        .isEqualTo(new Optimiser(.01, .1, .9, 1e-4, .9, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "resnet50, .1, 1.0, 1e-4, 3",
    "resnet18, .1, 1.0, 1e-4, 3",
    "mobilenet_v2, .02, .2, 1e-4, 3",
    "small, .05, .05, .9, 0"
  })
  void goesOnFromAClassifierAtRatesThatItsNetworkBears(
      String network, double trunkRate, double classifierRate, double momentum, int frozen) {
    String name = "base-" + network.replace('_', '-');
    world.request(name, Arm.BASE, new NetworkSpec(network, 16));
    world.trainer("a", new FakeTraining()).work();
    approve(50);

    assertThat(order("{\"initialExperiment\": \"%s\"}".formatted(name)).parameters().optimiser())
        .isEqualTo(new Optimiser(trunkRate, classifierRate, momentum, 1e-4, .9, frozen));
  }

  @Test
  void leavesAnOptimiserThatIsGivenAsItIs() {
    Optimiser given = new Optimiser(.1, 1.0, 1e-4, 1e-4, .9, 3);
    ObjectNode order = tree("{\"datasetName\": \"tiny\", \"arm\": \"BASE\"}");
    order.putObject("parameters").set("optimiser", Json.mapper().valueToTree(given));

    assertThat(order(order).parameters().optimiser()).isEqualTo(given);
  }

  @Test
  void givesAnArmItsOwnLossWhereverTheArmIsNamed() {
    world.request("base", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    approve(20);

    TrainingParameters parameters =
        order(
                """
                {"initialExperiment": "base",
                 "parameters": {"arm": "REFERENCE", "metricLoss": {"clusters": 20}}}\
                """)
            .parameters();

    assertThat(parameters.arm()).isEqualTo(Arm.REFERENCE);
    assertThat(parameters.metricLoss().start()).isEqualTo(ClusterStart.FIRST_K);
    assertThat(parameters.metricLoss().oodWeight()).isEqualTo(.25);
    assertThat(parameters.metricLoss().clusters()).isEqualTo(20);
  }

  @Test
  void makesTheSameIdOfTheSameOrderAndAnotherOneOnceThatHasFailed() {
    String order = "{\"datasetName\": \"tiny\", \"arm\": \"BASE\"}";
    String id = order(order).experiment();

    assertThat(id).matches("base-s0-[0-9a-f]{8}");
    assertThat(order(order).experiment()).isEqualTo(id);

    world
        .trainer(
            "a",
            new FakeTraining(
                step -> {
                  throw new IllegalStateException("broken");
                }))
        .work();
    assertThat(order(order).experiment()).isEqualTo(id + "-2");
  }

  @Test
  void trainsTheSameOrderAgainAfterMoreCuration() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    ExperimentRequested first = order(orderOfWood());
    world.trainer("a", new FakeTraining()).work();

    assertThat(order(orderOfWood()).experiment())
        .as("no new decision")
        .isEqualTo(first.experiment());

    world.decide("d3", "road", Verdict.APPROVED, 3);
    ExperimentRequested second = order(orderOfWood());
    world.trainer("a", new FakeTraining()).work();

    assertThat(second.experiment()).isNotEqualTo(first.experiment());
    assertThat(oods(first)).isEqualTo(2);
    assertThat(oods(second)).isEqualTo(3);
  }

  @Test
  void takesOnlyTheDecisionsThatWereMadeWhenTheOrderWasAccepted() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    ExperimentRequested request = order(orderOfWood());
    world.decide("d3", "road", Verdict.APPROVED, 3);

    world.trainer("a", new FakeTraining()).work();

    assertThat(oods(request)).isEqualTo(2);
    assertThat(world.files.frozen(request.experiment()).orElseThrow().manifest().decisionOffsets())
        .isEqualTo(request.decisionsUpTo());
  }

  @Test
  void keepsTheDecisionsOfAnIdThatExists() {
    approveTwo();
    ObjectNode named = orderOfWood().put("experiment", "mine");
    ExperimentRequested first = order(named);
    world.files.register(first);
    world.decide("d3", "road", Verdict.APPROVED, 3);

    assertThat(order(named).decisionsUpTo()).isEqualTo(first.decisionsUpTo());
  }

  @Test
  void knowsAnIdFromBeforeOrdersFrozeTheirDecisions() {
    approveTwo();
    ExperimentRequested today = order(orderOfWood().put("experiment", "mine"));
    ExperimentRequested older =
        new ExperimentRequested(
            "mine",
            today.dataset(),
            today.initial(),
            today.parameters(),
            Map.of(),
            null,
            null,
            null,
            null,
            "tester",
            world.clock.instant());
    world.files.register(older);

    assertThat(order(orderOfWood().put("experiment", "mine")).decisionsUpTo()).isEmpty();
  }

  @Test
  void givesAnArmWithoutOodsTheSameIdAfterMoreCuration() {
    String order = "{\"datasetName\": \"tiny\", \"arm\": \"BASE\"}";
    ExperimentRequested before = order(order);
    world.decide("d1", "lake", Verdict.APPROVED, 1);

    assertThat(order(order).experiment()).isEqualTo(before.experiment());
    assertThat(before.decisionsUpTo()).isEmpty();
  }

  @Test
  void refusesAnIdThatIsTakenByOtherSettings() {
    world.files.register(world.request("mine", Arm.BASE));

    assertThatThrownBy(
            () -> order("{\"experiment\": \"mine\", \"datasetName\": \"tiny\", \"arm\": \"BASE\"}"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("was requested by tester");
  }

  @Test
  void keepsTheFirstOfTwoConflictingRequests() {
    RegisterExperiment register = new RegisterExperiment(world.files, () -> {});
    register.register(world.request("mine", Arm.BASE));
    ExperimentRequested other = world.request("mine", Arm.CONTROL);

    assertThatThrownBy(() -> register.register(other))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("the first request counts");
    assertThat(world.files.request("mine").orElseThrow().parameters().arm()).isEqualTo(Arm.BASE);
  }

  @Test
  void namesAParameterThatDoesNotExist() {
    assertThatThrownBy(
            () ->
                order(
                    """
                    {"datasetName": "tiny", "arm": "BASE",
                     "parameters": {"optimiser": {"rate": 1}}}\
                    """))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("parameters.optimiser.rate");
  }

  @Test
  void namesAClassWithoutTrainingImages() {
    var all = world.dataset();
    var withoutBirds =
        new DatasetManifest(
            "birdless",
            all.classes(),
            all.images().stream().filter(image -> !image.labels().contains("bird")).toList());
    world.name("birdless", Manifests.store(world.store, Buckets.DATASETS, withoutBirds));

    assertThatThrownBy(() -> order("{\"datasetName\": \"birdless\", \"arm\": \"BASE\"}"))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("dataset 'birdless' has no training images of [bird]");
  }

  @Test
  void refusesWeightsOfAnotherClassList() {
    world.request("base", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    world.name("renamed", world.renamed());

    assertThatThrownBy(
            () -> order("{\"datasetName\": \"renamed\", \"initialExperiment\": \"base\"}"))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("have the classes [boat, bird], dataset 'renamed' has [bird, boat]");
  }

  @Test
  void refusesAKeptCheckpointOfAnotherClassListAndKnowsItsNetwork() {
    ObjectNode order = tree("{\"datasetName\": \"tiny\", \"arm\": \"CONTROL\"}");
    order.set("initial", Json.mapper().valueToTree(world.keptOfAFailedBase("diverged").bytes()));

    assertThat(order(order).parameters().network()).isEqualTo(new NetworkSpec("small", 8));

    world.name("renamed", world.renamed());
    order.put("datasetName", "renamed");
    assertThatThrownBy(() -> order(order))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining(
            "experiment 'diverged' have the classes [boat, bird],"
                + " dataset 'renamed' has [bird, boat]");
  }

  @Test
  void takesTheTrunkOfAnotherClassListForABase() {
    world.request("base", Arm.BASE);
    world.trainer("a", new FakeTraining()).work();
    world.name("renamed", world.renamed());

    ExperimentRequested request =
        order(
            """
            {"datasetName": "renamed", "initialExperiment": "base", "arm": "BASE"}\
            """);

    assertThat(request.initial()).isNotNull();
    assertThat(request.parameters().network()).isEqualTo(new NetworkSpec("small", 8));
  }

  @Test
  void comparesWhatDiffersBetweenTwoExperiments() {
    ExperimentView view = new ExperimentView();
    ShowExperiment shows = new ShowExperiment(view, world.files, world.clock);
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
    view.on(world.request("before", Arm.WOOD));
    world.trainer("a", new FakeTraining()).work();
    world.decide("d3", "lake", Verdict.WITHDRAWN, 3);
    var added = world.decide("d4", "road", Verdict.APPROVED, 4);
    view.on(world.request("after", Arm.BACKGROUND));
    world.trainer("a", new FakeTraining()).work();

    var comparison = new CompareExperiments(shows).compare("before", "after");

    assertThat(comparison.come()).containsExactly(added.artifact());
    assertThat(comparison.gone()).hasSize(1);
    assertThat(comparison.kept()).isEqualTo(1);
    assertThat(comparison.parameters())
        .contains(new ParameterDifference("arm", "WOOD", "BACKGROUND"));
    assertThat(comparison.metrics())
        .containsExactly(new MetricDifference("validation.mAP", .75, .75, 0.0));
    assertThat(view.find("after").orElseThrow().state()).isEqualTo("SUCCEEDED");
  }

  @Test
  void refusesParametersThatAreNotAnObject() {
    assertThatThrownBy(() -> order("{\"datasetName\": \"tiny\", \"parameters\": 5}"))
        .hasMessage("order.parameters: must be an object");
  }

  @Test
  void refusesAnOrderWhoseDecisionsApproveNothing() {
    assertThatThrownBy(() -> order(orderOfWood()))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("no approved one")
        .hasMessageContaining("Approve candidates in curation");
    assertThat(world.requested()).isEmpty();
  }

  @Test
  void refusesMoreClustersThanApprovedOods() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);

    assertThatThrownBy(() -> order(orderOfWood()))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("K = 2 clusters, but only 1 approved OoDs");
  }

  @Test
  void refusesOffsetsBeyondTheLogAndThoseOfAnotherLog() {
    approveTwo();
    ObjectNode beyond = orderOfWood();
    beyond.putObject("decisionsUpTo").put("0", 99);
    ObjectNode other = orderOfWood().put("decisionLog", "e".repeat(64));

    assertThatThrownBy(() -> order(beyond))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("offset 99 of partition 0 is beyond its end");
    assertThatThrownBy(() -> order(other))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("the log is another one, or records of it are deleted")
        .hasMessageContaining("--decisions now");
    assertThat(world.requested()).isEmpty();
  }

  @Test
  void refusesDecisionsThatRetentionHasDeleted() {
    approveTwo();
    ExperimentRequested request = order(orderOfWood());
    Map.Entry<Integer, Long> cut =
        request.decisionsUpTo().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    ObjectNode same = orderOfWood().put("decisionLog", request.decisionLog());
    ObjectNode offsets = same.putObject("decisionsUpTo");
    request
        .decisionsUpTo()
        .forEach((partition, offset) -> offsets.put(Integer.toString(partition), offset));

    world.deleteDecisionsBelow(cut.getKey(), cut.getValue());
    assertThatThrownBy(() -> order(same))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("records of it are deleted")
        .hasMessageContaining("Restore the topic from a backup");

    world.deleteDecisionsBelow(cut.getKey(), cut.getValue() + 1);
    assertThatThrownBy(() -> order(same))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("is before its first record")
        .hasMessageContaining("Restore the topic from a backup");
  }

  @Test
  void refusesASelectionThatIsWrongOrLeavesNothing() {
    approveTwo();

    assertThatThrownBy(() -> order(selecting("{\"classes\": [\"aeroplane\"]}")))
        .isInstanceOf(UnrunnableException.class)
        .hasMessage("selection.classes: no approved OoD has 'aeroplane'. Choose of [boat]");
    assertThatThrownBy(() -> order(selecting("{\"opinions\": 2}")))
        .isInstanceOf(UnrunnableException.class)
        .hasMessageContaining("the selection leaves none of 2 approved OoDs");
    assertThatThrownBy(() -> order(selecting("{\"first\": 0}")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("selection.first must be at least 1, not 0");
    assertThatThrownBy(() -> order(selecting("{\"frist\": 5}")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("frist");
    assertThatThrownBy(() -> order(selecting("{\"first\": 5}").put("arm", "CONTROL")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("arm CONTROL uses no OoDs; leave it out");
    assertThat(world.requested()).isEmpty();
  }

  @Test
  void trainsWithTheSelectedOodsOnly() {
    approveTwo();
    world.decide("d3", "road", Verdict.APPROVED, 3);
    ExperimentRequested all = order(orderOfWood());
    ExperimentRequested two = order(selecting("{\"first\": 2, \"random\": 5}"));

    world.trainer("a", new FakeTraining()).work();

    assertThat(two.experiment()).isNotEqualTo(all.experiment());
    assertThat(oods(all)).isEqualTo(3);
    assertThat(oods(two)).isEqualTo(2);
    assertThat(world.files.frozen(two.experiment()).orElseThrow().manifest().selection())
        .isEqualTo(two.selection());
  }

  @Test
  void givesEqualContentTheSameManifestUnderAnyName() {
    approveTwo();
    ExperimentRequested one = order(orderOfWood().put("experiment", "one"));
    ExperimentRequested two = order(orderOfWood().put("experiment", "two"));
    world.trainer("a", new FakeTraining()).work();

    assertThat(world.files.frozen("two").orElseThrow().ref())
        .isEqualTo(world.files.frozen("one").orElseThrow().ref());
    assertThat(world.files.result("two").orElseThrow().message())
        .contains("the same weights as experiment 'one': ");
    assertThat(one.experiment()).isEqualTo("one");
    assertThat(two.experiment()).isEqualTo("two");
  }

  @Test
  void answersAnOrderThatIsTrainedAlreadyWithItsExperiment() {
    approveTwo();
    ExperimentRequested first = order(orderOfWood().put("experiment", "mine"));
    world.trainer("a", new FakeTraining()).work();
    int requests = world.requested().size();

    assertThat(order(orderOfWood()).experiment()).isEqualTo(first.experiment());

    assertThat(world.requested()).as("nothing is requested again").hasSize(requests);
    ObjectNode refined = orderOfWood();
    refined.putObject("refinement");
    assertThat(order(refined).experiment()).as("a refinement is more").isNotEqualTo("mine");
  }

  @Test
  void trainsAgainOnlyWhenAskedToAndComparesTheWeights() {
    approveTwo();
    ExperimentRequested first = order(orderOfWood());
    world.trainer("a", new FakeTraining()).work();

    ExperimentRequested again = order(orderOfWood().put("again", true));
    world.trainer("a", new FakeTraining()).work();
    ExperimentRequested third = order(orderOfWood().put("again", true));

    assertThat(again.experiment()).isNotEqualTo(first.experiment());
    assertThat(again.repeats()).isEqualTo(first.experiment());
    assertThat(third.experiment()).isNotIn(first.experiment(), again.experiment());
    assertThat(world.files.result(again.experiment()).orElseThrow().message())
        .contains("the same weights as experiment '" + first.experiment() + "'");
  }

  @Test
  void refusesToTrainAgainUnderTheIdThatIsTrained() {
    approveTwo();
    order(orderOfWood().put("experiment", "mine"));
    world.trainer("a", new FakeTraining()).work();
    ObjectNode again = orderOfWood().put("experiment", "mine").put("again", true);

    assertThatThrownBy(() -> order(again))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'mine' was requested", "choose another id");
  }

  @Test
  void showsWhatAnOrderWouldTrainWithoutTrainingIt() {
    approveTwo();
    ExperimentPreview preview = preview(orderOfWood());

    assertThat(preview.trained()).isNull();
    assertThat(preview.manifest().oods()).hasSize(2);
    assertThat(world.requested()).isEmpty();

    order(orderOfWood().put("experiment", "mine"));
    world.trainer("a", new FakeTraining()).work();
    assertThat(preview(orderOfWood()).trained()).isEqualTo("mine");
    assertThat(preview(orderOfWood()).manifestSha256())
        .isEqualTo(preview.manifestSha256())
        .isEqualTo(world.files.frozen("mine").orElseThrow().ref().sha256());
  }

  private void approve(int count) {
    for (int i = 0; i < count; i++) {
      world.decide("d" + i, "candidate " + i, Verdict.APPROVED, i);
    }
  }

  private void approveTwo() {
    world.decide("d1", "lake", Verdict.APPROVED, 1);
    world.decide("d2", "tree", Verdict.APPROVED, 2);
  }

  private ObjectNode selecting(String selection) {
    ObjectNode order = orderOfWood();
    order.set("selection", tree(selection));
    return order;
  }

  private ExperimentPreview preview(ObjectNode order) {
    return world.requests().preview(ParameterTree.read("order", order, ExperimentOrder.class));
  }

  private ObjectNode orderOfWood() {
    ObjectNode order =
        tree(
            """
            {"datasetName": "tiny", "arm": "WOOD",
             "parameters": {"schedule": {"steps": 10, "batchSize": 2},
                            "metricLoss": {"clusters": 2}}}\
            """);
    order.set("initial", Json.mapper().valueToTree(world.initial));
    return order;
  }

  private int oods(ExperimentRequested request) {
    return world.files.frozen(request.experiment()).orElseThrow().manifest().oods().size();
  }

  private ExperimentRequested order(String json) {
    return order(tree(json));
  }

  private ExperimentRequested order(ObjectNode tree) {
    return world.requests().request(ParameterTree.read("order", tree, ExperimentOrder.class));
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
