package io.wood.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.Topic;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrunkOrigin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractsTest {
  @Test
  void everyEventHasItsOwnTopic() {
    assertThat(Event.class.getPermittedSubclasses()).hasSameSizeAs(Topic.values());
    assertThat(Arrays.stream(Topic.values()).<Object>map(Topic::eventClass))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder((Object[]) Event.class.getPermittedSubclasses());
    assertThat(Samples.all()).hasSameSizeAs(Topic.values());
  }

  @Test
  void aDecisionIsDatedWithinWhatEveryViewCanOrder() {
    CurationDecided decided = (CurationDecided) Samples.all().get("wood.curation.decided.v1");

    assertThat(dated(decided, "2261-12-31T00:00:00Z").decidedAt()).isAfter(decided.decidedAt());
    for (String date : List.of("1677-01-01T00:00:00Z", "2300-01-01T00:00:00Z")) {
      assertThatThrownBy(() -> dated(decided, date))
          .hasMessageContaining("decidedAt")
          .hasMessageContaining(date);
    }
  }

  private static CurationDecided dated(CurationDecided decided, String date) {
    return new CurationDecided(
        decided.decision(),
        decided.image(),
        decided.artifact(),
        decided.verdict(),
        decided.reviewer(),
        Instant.parse(date),
        decided.reason(),
        decided.classesSeen(),
        decided.predictedClass(),
        decided.score(),
        decided.weights(),
        decided.replaces(),
        decided.quorum());
  }

  @Test
  void keysOfOneBucketAreNeverPrefixesOfEachOther() {
    String image = "a".repeat(64);
    List<String> keys =
        List.of(
            ObjectKeys.image(image),
            ObjectKeys.truth(image),
            ObjectKeys.manifest(image),
            ObjectKeys.weights(image),
            ObjectKeys.overlay(image, image),
            ObjectKeys.ofRun("run", "lease.json"),
            ObjectKeys.ofImage("run", "cam", image, "cam.npz"));
    for (String one : keys) {
      assertThat(keys.stream().filter(other -> !other.equals(one)))
          .noneMatch(other -> other.startsWith(one));
    }
  }

  @Test
  void aCandidateMustBeNamedByTheHashOfItsArtifact() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CandidatePublished("0".repeat(64), Samples.ARTIFACT, "x", "y", Samples.AT))
        .withMessageContaining("artifact.sha256 must equal image");
  }

  @Test
  void anUnknownLabelIsNamedWithItsImage() {
    var image =
        new DatasetManifest.Image(
            "img-1",
            Samples.ARTIFACT,
            2,
            2,
            List.of("zebra"),
            DatasetManifest.Split.TRAIN,
            null,
            null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatasetManifest("demo", List.of("boat"), List.of(image)))
        .withMessageContaining("img-1")
        .withMessageContaining("zebra");
  }

  @Test
  void aLabelThatIsListedTwiceCountsOnce() {
    DatasetManifest.Image image =
        new DatasetManifest.Image(
            "img-1",
            Samples.ARTIFACT,
            2,
            2,
            List.of("cat", "boat", "cat"),
            DatasetManifest.Split.TRAIN,
            null,
            null);
    DatasetManifest labelled = new DatasetManifest("d", List.of("boat", "cat"), List.of(image));

    assertThat(labelled.classIndices(image)).containsExactly(0, 1);
    assertThat(labelled.hasLabels()).isTrue();
    assertThat(new DatasetManifest("d", List.of("boat"), List.of()).hasLabels()).isFalse();
  }

  @Test
  void aDatasetHasAsManyClassesAsAMasksByteHolds() {
    List<String> names = IntStream.range(0, 255).mapToObj(i -> "class" + i).toList();
    assertThat(new DatasetManifest("many", names.subList(0, 254), List.of()).classes())
        .hasSize(254);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatasetManifest("many", names, List.of()))
        .withMessageContaining("at most 254 classes, not 255");
  }

  @Test
  void parametersDefaultToThePapersConstants() {
    TrainingParameters parameters = parameters(Arm.WOOD, "resnet50", null);
    assertThat(parameters.metricLoss().lambda()).isEqualTo(.007);
    assertThat(parameters.metricLoss().tau()).isEqualTo(.2);
    assertThat(parameters.metricLoss().clusters()).isEqualTo(50);
    assertThat(parameters.optimiser()).isEqualTo(Optimiser.PAPER);
    assertThat(parameters.schedule().batchSize()).isEqualTo(16);
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void theMetricLossFollowsTheArmUnlessItIsGiven(Arm arm) {
    NetworkSpec network = new NetworkSpec("small", 8);
    MetricLoss own =
        switch (arm) {
          case REFERENCE -> MetricLoss.REFERENCE;
          case POSITION -> MetricLoss.POSITIONS;
          case MINED -> MetricLoss.MINING;
          case CANVAS -> MetricLoss.CANVAS;
          case REGION -> MetricLoss.REGIONS;
          case WOOD_AT_POSITIONS -> MetricLoss.AT_POSITIONS;
          default -> MetricLoss.PAPER;
        };
    MetricLoss other = arm == Arm.REFERENCE ? MetricLoss.PAPER : MetricLoss.REFERENCE;

    assertThat(new TrainingParameters(arm, network, null, null, null, null, 7).metricLoss())
        .isEqualTo(own);
    assertThat(new TrainingParameters(arm, network, null, null, null, other, 7).metricLoss())
        .isEqualTo(other);
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void woodAtPositionsAloneHasNativeSizesByDefault(Arm arm) {
    NetworkSpec network = new NetworkSpec("small", 8);
    Augmentation usual = new Augmentation(112, 96, 160, true);
    double share = arm == Arm.WOOD_AT_POSITIONS ? .5 : 0;

    assertThat(arm.augmentation(usual).nativeShare()).isEqualTo(share);
    assertThat(
            new TrainingParameters(arm, network, null, null, null, null, 7)
                .augmentation()
                .nativeShare())
        .isEqualTo(share);
    assertThat(
            new TrainingParameters(arm, network, null, null, usual, null, 7)
                .augmentation()
                .nativeShare())
        .as("as it is given")
        .isZero();
  }

  @Test
  void defaultsAreThoseThatWereMeasured() {
    assertThat(Irn.USUAL.trunk()).isEqualTo(TrunkOrigin.PRETRAINED);
    assertThat(Irn.PAPER.trunk()).isEqualTo(TrunkOrigin.CLASSIFIER);
    assertThat(MetricLoss.AT_POSITIONS.lambda()).isEqualTo(.2);
    assertThat(SegmentationParameters.USUAL.crf()).isTrue();
    assertThat(SegmentationParameters.USUAL.foregroundOdds()).isEqualTo(2);
  }

  /** So that walks of earlier versions are found by their content. */
  @Test
  void edgesAtScaleOneAloneAreLeftOut() {
    assertThat(new Walk(5, 10, 8, 1.5, false, List.of(1.0))).isEqualTo(Walk.PAPER);
    assertThat(Walk.PAPER.edgeScales()).isNull();
    assertThat(Walk.USUAL.scales()).containsExactly(1.0, 1.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Walk(5, 10, 8, 1.5, false, List.of(1.0, 0.0)))
        .withMessageContaining("walk.edgeScales");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Walk(5, 10, 8, 1.5, false, List.of()))
        .withMessageContaining("walk.edgeScales");
  }

  @Test
  void anArmGoesOnFromAClassifierWithTheOptimiserThatItsNetworkBears() {
    assertThat(parameters(Arm.CONTROL, "resnet18", null).optimiser()).isEqualTo(Optimiser.PAPER);
    assertThat(parameters(Arm.WOOD, "mobilenet_v2", null).optimiser())
        .isEqualTo(new Optimiser(.02, .2, 1e-4, 1e-4, .9, 3));
    assertThat(parameters(Arm.WOOD, "small", null).optimiser())
        .isEqualTo(new Optimiser(.05, .05, .9, 1e-4, .9, 0));
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void onlyABaseStartsWithoutAClassifier(Arm arm) {
    assertThat(arm.startsFromClassifier()).isEqualTo(arm != Arm.BASE);
  }

  @Test
  void armsDifferInWhatTheyDoWithOods() {
    assertThat(Arm.values())
        .filteredOn(Arm::usesOods)
        .containsExactly(
            Arm.BACKGROUND,
            Arm.POSITION,
            Arm.FOCAL,
            Arm.MINED,
            Arm.CANVAS,
            Arm.REGION,
            Arm.PREDICTED_CLASS,
            Arm.REFERENCE,
            Arm.WOOD,
            Arm.WOOD_AT_POSITIONS);
    assertThat(Arm.values())
        .filteredOn(Arm::usesMetricLoss)
        .containsExactly(Arm.PREDICTED_CLASS, Arm.REFERENCE, Arm.WOOD, Arm.WOOD_AT_POSITIONS);
    assertThat(Arm.values()).filteredOn(Arm::pastesOnOods).containsExactly(Arm.CANVAS);
    assertThat(Arm.values())
        .filteredOn(arm -> arm.usesOods() != arm.addsOods(1))
        .containsExactly(Arm.CANVAS);
    assertThat(Arm.values())
        .filteredOn(arm -> arm.usesOods() != arm.addsOods(0))
        .containsExactly(Arm.MINED, Arm.CANVAS, Arm.REGION);
    assertThat(Arm.values()).filteredOn(Arm::drawsByConfidence).containsExactly(Arm.FOCAL);
    assertThat(Arm.values()).filteredOn(Arm::minesBackground).containsExactly(Arm.MINED);
    assertThat(Arm.values()).filteredOn(Arm::contrastsRegions).containsExactly(Arm.REGION);
    assertThat(Arm.values())
        .filteredOn(Arm::comparesPositions)
        .containsExactly(Arm.MINED, Arm.REGION);
    assertThat(Arm.values())
        .filteredOn(Arm::usesClusters)
        .containsExactly(Arm.REFERENCE, Arm.WOOD, Arm.WOOD_AT_POSITIONS);
  }

  @Test
  void architecturesKeepTheirNamesInJson() {
    assertThat(Architecture.names())
        .containsExactly("mobilenet_v2", "resnet18", "resnet50", "small");
    assertThat(new NetworkSpec(Architecture.MOBILENET_V2, 16))
        .isEqualTo(new NetworkSpec("mobilenet_v2", 16));
    assertThat(Architecture.of("small")).isEqualTo(Architecture.SMALL);
    assertThatThrownBy(() -> Architecture.of("vgg16"))
        .hasMessage(
            "there is no architecture 'vgg16'; choose one of"
                + " [mobilenet_v2, resnet18, resnet50, small]");
  }

  @Test
  void aNetworkIsRefusedAtAnOutputStrideThatItsArchitectureDoesNotHave() {
    assertThatThrownBy(() -> new NetworkSpec("resnet50", 32))
        .hasMessage("outputStride must be 8 or 16, not 32");
    assertThatThrownBy(() -> new NetworkSpec("unknown", 0)).hasMessageContaining("outputStride");
  }

  @Test
  void aBaseGetsTheOptimiserForWhatTheRequestStartsFrom() {
    TrainingParameters base = parameters(Arm.BASE, "resnet50", null);

    assertThat(requested(base, null).parameters().optimiser())
        .isEqualTo(new Optimiser(.2, .2, .9, 1e-4, .9, 0));
    assertThat(requested(base, Samples.MODEL.weights()).parameters().optimiser())
        .isEqualTo(new Optimiser(.01, .1, .9, 1e-4, .9, 3));
  }

  @Test
  void anOptimiserThatIsGivenStaysWhateverARequestStartsFrom() {
    TrainingParameters base = parameters(Arm.BASE, "resnet50", Optimiser.PAPER);

    assertThat(requested(base, null).parameters()).isEqualTo(base);
    assertThat(requested(base, Samples.MODEL.weights()).parameters()).isEqualTo(base);
  }

  @Test
  void aReferenceToABucketThatItsFieldDoesNotNameIsRefused() {
    ArtifactRef elsewhere =
        new ArtifactRef("candidate", "images/x", Samples.ARTIFACT.sha256(), 7, "image/jpeg");

    assertThatThrownBy(
            () ->
                new CandidatePublished(
                    elsewhere.sha256(), elsewhere, "rails.jpg", "archive", Samples.AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("artifact.bucket must be candidates, not 'candidate'");
  }

  @Test
  void keysThatLeadElsewhereAreRefused() {
    for (String key :
        List.of(
            "../models/x",
            "a/../b",
            "/a",
            "a/./b",
            "a\u0000b",
            "a//b",
            "a/",
            "k/".repeat(512) + "k",
            "k".repeat(256),
            "images/" + "\u00e9".repeat(128))) {
      assertThatThrownBy(
              () -> new ArtifactRef("candidates", key, Samples.ARTIFACT.sha256(), 7, "image/png"))
          .isInstanceOf(IllegalArgumentException.class)
          .satisfies(e -> assertThat(e).message().startsWith("key").hasSizeLessThan(300));
    }
    assertThat(
            new ArtifactRef(
                "candidates", "k".repeat(255) + "/x", Samples.ARTIFACT.sha256(), 7, "image/png"))
        .isNotNull();
  }

  @Test
  void aCandidateMayHaveAnyKeyThatNoServiceWrites() {
    assertThat(published("archive/2026/rails.jpg").artifact().key()).startsWith("archive/");
    for (String key : List.of("uploads/x", "overlays/x", "rankings/x", "runs/x")) {
      assertThatThrownBy(() -> published(key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("artifact.key must not start with uploads/ or overlays/")
          .hasMessageContaining("'" + key + "'");
    }
  }

  private static CandidatePublished published(String key) {
    ArtifactRef file = Samples.ARTIFACT;
    ArtifactRef named =
        new ArtifactRef(file.bucket(), key, file.sha256(), file.size(), file.mediaType());
    return new CandidatePublished(file.sha256(), named, "rails.jpg", "archive", Samples.AT);
  }

  @Test
  void everyOtherReferenceHasThePrefixOfItsPlace() {
    ArtifactRef odd = new ArtifactRef("datasets", "truth/x", "a".repeat(64), 1, "image/png");

    assertThatThrownBy(() -> odd.within("dataset", ArtifactPlace.DATASET))
        .hasMessage("dataset.key must start with manifests/, not 'truth/x'");
    assertThatThrownBy(() -> odd.within("initial", ArtifactPlace.WEIGHTS, ArtifactPlace.CHECKPOINT))
        .hasMessage("initial.bucket must be models or experiments, not 'datasets'");
    assertThat(odd.within("truth", ArtifactPlace.TRUTH)).isSameAs(odd);
  }

  @Test
  void aModelThatOtherServicesLoadIsNoCheckpoint() {
    ArtifactRef kept =
        new ArtifactRef("experiments", "runs/a/checkpoints/1", "a".repeat(64), 1, "x/y");
    ModelRef model = new ModelRef("a", Samples.MODEL.network(), Samples.MODEL.classes(), kept);

    assertThatThrownBy(model::inModels)
        .hasMessage("model.weights.bucket must be models, not 'experiments'");
    assertThat(Samples.MODEL.inModels()).isEqualTo(Samples.MODEL);
  }

  @Test
  void classesAreBoundedWhereTheyEnter() {
    String name = "c".repeat(201);
    assertThatThrownBy(() -> new DatasetManifest("d", List.of(name), List.of()))
        .hasMessageStartingWith("classes has 201 characters; at most 200");
    assertThatThrownBy(
            () ->
                new ModelRef("a", Samples.MODEL.network(), List.of(name), Samples.MODEL.weights()))
        .hasMessageStartingWith("classes has 201 characters");
    assertThatThrownBy(
            () ->
                new ModelRef(
                    "a",
                    Samples.MODEL.network(),
                    IntStream.range(0, 1001).mapToObj(i -> "class" + i).toList(),
                    Samples.MODEL.weights()))
        .hasMessage("classes has 1001 elements; at most 1000 are accepted");
    CurationDecided decided = (CurationDecided) Samples.all().get("wood.curation.decided.v1");
    assertThatThrownBy(() -> seen(decided, List.of(name), null))
        .hasMessageStartingWith("classesSeen has 201 characters");
    assertThatThrownBy(() -> seen(decided, List.of(), name))
        .hasMessageStartingWith("replaces has 201 characters");
  }

  private static CurationDecided seen(
      CurationDecided decided, List<String> classesSeen, String replaces) {
    return new CurationDecided(
        decided.decision(),
        decided.image(),
        decided.artifact(),
        decided.verdict(),
        decided.reviewer(),
        decided.decidedAt(),
        decided.reason(),
        classesSeen,
        decided.predictedClass(),
        decided.score(),
        decided.weights(),
        replaces,
        decided.quorum());
  }

  @Test
  void aMessageDoesNotRepeatAHugeValue() {
    String huge = "x".repeat(1_000_000);
    for (Consumer<String> check :
        List.<Consumer<String>>of(
            value -> ContractChecks.sha256(value, "sha256"),
            value -> ContractChecks.slug(value, "slug"))) {
      assertThatThrownBy(() -> check.accept(huge))
          .hasMessageContaining("(1000000 characters)")
          .satisfies(e -> assertThat(e).message().hasSizeLessThan(300));
    }
  }

  @Test
  void textsOfAbsurdLengthAreRefusedWhereTheyEnter() {
    assertThatThrownBy(
            () ->
                new CandidatePublished(
                    Samples.ARTIFACT.sha256(),
                    Samples.ARTIFACT,
                    "rails.jpg",
                    "s".repeat(201),
                    Samples.AT))
        .hasMessageStartingWith("source has 201 characters; at most 200 are accepted");
    assertThatThrownBy(
            () ->
                new CandidatePublished(
                    Samples.ARTIFACT.sha256(),
                    Samples.ARTIFACT,
                    "n".repeat(2001),
                    "archive",
                    Samples.AT))
        .hasMessageStartingWith("name has 2001 characters");
  }

  private static TrainingParameters parameters(Arm arm, String network, Optimiser optimiser) {
    return new TrainingParameters(
        arm, new NetworkSpec(network, 16), null, optimiser, null, null, 7);
  }

  private static ExperimentRequested requested(TrainingParameters parameters, ArtifactRef initial) {
    return new ExperimentRequested(
        "any",
        Samples.DATASET,
        initial,
        parameters,
        Map.of(),
        null,
        null,
        null,
        null,
        "ada",
        Samples.AT);
  }

  @Test
  void anArmThatComparesPositionsHasOodsInItsBatchesWhereTheyHaveAWeight() {
    assertThat(parameters(Arm.CONTROL, MetricLoss.PAPER).addsOods()).isFalse();
    assertThat(parameters(Arm.WOOD, MetricLoss.PAPER).addsOods()).isTrue();
    assertThat(parameters(Arm.CANVAS, MetricLoss.CANVAS).addsOods()).isFalse();
    assertThat(parameters(Arm.MINED, MetricLoss.MINING).addsOods()).isFalse();
    assertThat(parameters(Arm.MINED, MetricLoss.PAPER).addsOods()).isTrue();
    assertThat(parameters(Arm.REGION, MetricLoss.REGIONS).addsOods()).isTrue();
    assertThat(parameters(Arm.REGION, MetricLoss.MINING).addsOods()).isFalse();
  }

  private static TrainingParameters parameters(Arm arm, MetricLoss loss) {
    return new TrainingParameters(arm, new NetworkSpec("small", 8), null, null, null, loss, 1);
  }
}
