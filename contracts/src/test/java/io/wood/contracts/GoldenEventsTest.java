package io.wood.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.RegionContrast;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every version of every event that was ever released stands as a file: what is printed today must
 * equal it, and what it says must still be understood.
 */
class GoldenEventsTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @TestFactory
  Stream<DynamicTest> printsTheReleasedJson() {
    return Samples.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(JSON.readTree(JSON.writeValueAsString(entry.getValue())))
                            .isEqualTo(golden(entry.getKey()))));
  }

  @TestFactory
  Stream<DynamicTest> understandsTheReleasedJson() {
    return Samples.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(
                                JSON.treeToValue(
                                    golden(entry.getKey()), entry.getValue().getClass()))
                            .isEqualTo(entry.getValue())));
  }

  @Test
  void understandsDecisionsFromBeforeThereWasAQuorum() throws IOException {
    CurationDecided decided =
        JSON.treeToValue(golden("wood.curation.decided.v1-before-quorum"), CurationDecided.class);

    assertThat(decided)
        .isEqualTo(
            JSON.treeToValue(
                golden("wood.curation.decided.v1-before-source"), CurationDecided.class));
    assertThat(decided.quorum()).isEqualTo(1);
  }

  @Test
  void understandsDecisionsFromBeforeTheyNamedTheSource() throws IOException {
    CurationDecided decided =
        JSON.treeToValue(golden("wood.curation.decided.v1-before-source"), CurationDecided.class);

    assertThat(decided)
        .usingRecursiveComparison()
        .ignoringFields("source")
        .isEqualTo(Samples.all().get("wood.curation.decided.v1"));
    assertThat(decided.source()).isEmpty();
  }

  @Test
  void takesAllApprovedOodsForARequestFromBeforeThereWereSelections() throws IOException {
    ExperimentRequested requested = experimentBefore("selection");

    assertThat(requested)
        .usingRecursiveComparison()
        .ignoringFields("decisionLog", "selection", "repeats", "refinement.cam.geometry")
        .isEqualTo(Samples.all().get("wood.experiment.requested.v1"));
    assertThat(requested.selection()).isNull();
    assertThat(requested.decisionLog()).isNull();
    assertThat(requested.repeats()).isNull();
  }

  /** An experiment as it was requested before a change. */
  private static ExperimentRequested experimentBefore(String change) throws IOException {
    return JSON.treeToValue(
        golden("wood.experiment.requested.v1-before-" + change), ExperimentRequested.class);
  }

  /** A refinement as it was requested before a change. */
  private static RefinementRequested refinementBefore(String change) throws IOException {
    return JSON.treeToValue(
        golden("wood.refinement.requested.v1-before-" + change), RefinementRequested.class);
  }

  @Test
  void understandsRequestsFromBeforeImagesCouldBeDegraded() throws IOException {
    ExperimentRequested requested = experimentBefore("degradation");

    assertThat(requested)
        .isEqualTo(
            JSON.treeToValue(
                golden("wood.experiment.requested.v1-before-selection"),
                ExperimentRequested.class));
    assertThat(requested.parameters().augmentation().degrade()).isZero();
  }

  @Test
  void understandsRefinementsFromBeforeTheyCouldBeRetried() throws IOException {
    RefinementRequested requested = refinementBefore("retry");

    assertThat(requested.predictor()).isNull();
    assertThat(requested.retries()).isZero();
    assertThat(requested.eventId()).isEqualTo("refine:wood-7");
  }

  @Test
  void understandsRequestsFromBeforeOodsHadPositions() throws IOException {
    ExperimentRequested requested = experimentBefore("positions");

    assertThat(requested.parameters().metricLoss()).isEqualTo(MetricLoss.PAPER);
  }

  @Test
  void understandsRequestsFromBeforeThereWereGuards() throws IOException {
    ExperimentRequested requested = experimentBefore("guards");

    assertThat(requested).isEqualTo(Samples.all().get("wood.experiment.requested.v1"));
    assertThat(requested.parameters().augmentation().nativeShare()).isZero();
    assertThat(requested.parameters().augmentation().codecShare()).isZero();
  }

  @Test
  void understandsRequestsFromBeforeOodsHadAGamma() throws IOException {
    ExperimentRequested requested = experimentBefore("focal");

    assertThat(requested).isEqualTo(Samples.all().get("wood.experiment.requested.v1"));
    assertThat(requested.parameters().metricLoss().gamma()).isEqualTo(1);
  }

  @Test
  void understandsRequestsFromBeforeBackgroundWasMined() throws IOException {
    ExperimentRequested requested = experimentBefore("mining");

    assertThat(requested).isEqualTo(Samples.all().get("wood.experiment.requested.v1"));
    assertThat(requested.parameters().metricLoss().background())
        .isEqualTo(BackgroundMining.DEFAULT);
  }

  @Test
  void understandsRequestsFromBeforeRegionsWereContrasted() throws IOException {
    ExperimentRequested requested = experimentBefore("region");

    assertThat(requested).isEqualTo(Samples.all().get("wood.experiment.requested.v1"));
    assertThat(requested.parameters().metricLoss().regions()).isEqualTo(RegionContrast.DEFAULT);
  }

  @Test
  void understandsRequestsFromBeforeThereWereSharpNegatives() throws IOException {
    ExperimentRequested requested = experimentBefore("sharp-negatives");

    assertThat(requested).isEqualTo(Samples.all().get("wood.experiment.requested.v1"));
    assertThat(requested.parameters().augmentation().sharpShare()).isZero();
  }

  @Test
  void understandsRefinementsFromBeforeIrnHadALeastLength() throws IOException {
    RefinementRequested requested = refinementBefore("irn-length");

    assertThat(requested.parameters().cam().geometry()).isEqualTo(CamGeometry.REFERENCE);
    assertThat(requested.parameters().irn().steps(467)).isEqualTo(44);
    assertThat(requested.parameters().irn().momentum()).isEqualTo(1e-4);
  }

  @Test
  void understandsRefinementsFromBeforeObjectsHadOdds() throws IOException {
    RefinementRequested requested = refinementBefore("foreground-odds");

    SegmentationParameters segmentation = requested.parameters().segmentation();
    assertThat(segmentation.crf()).isFalse();
    assertThat(segmentation.foregroundOdds()).isEqualTo(1);
  }

  @Test
  void understandsRefinementsFromBeforeTheSegmentationNetworkHadALeastLength() throws IOException {
    RefinementRequested requested = refinementBefore("segmentation-length");

    SegmentationParameters segmentation = requested.parameters().segmentation();
    assertThat(segmentation).isEqualTo(new SegmentationParameters(8, 321, 10, 10, .00025, true));
    assertThat(segmentation.steps(467)).isEqualTo(467);
    assertThat(segmentation.trunk()).isEqualTo(TrunkOrigin.CLASSIFIER);
    assertThat(segmentation.background()).isZero();
    assertThat(segmentation.balance()).isZero();
    assertThat(segmentation.hardest()).isEqualTo(1);
    assertThat(requested.parameters().walk().adapted()).isFalse();
  }

  @Test
  void understandsRefinementsFromBeforeEdgesHadScales() throws IOException {
    RefinementRequested requested = refinementBefore("edge-scales");

    assertThat(requested.parameters().walk()).isEqualTo(Walk.PAPER);
    assertThat(requested.parameters().walk().scales()).containsExactly(1.0);
  }

  @Test
  void understandsRefinementsFromBeforeTrunksCouldBeOfAFile() throws IOException {
    RefinementRequested requested = refinementBefore("trunk-file");

    assertThat(requested.parameters().irn()).isEqualTo(Irn.PAPER);
    assertThat(requested.trunk()).isNull();
  }

  @Test
  void understandsResultsFromBeforeOutputsWereReused() throws IOException {
    ImageRefined refined =
        JSON.treeToValue(golden("wood.image.refined.v1-before-reuse"), ImageRefined.class);

    assertThat(refined.outputs()).containsOnlyKeys("cam.npz");
    assertThat(refined.reused()).isEmpty();
  }

  @Test
  void understandsRefinementsFromBeforeTheyHadRemarks() throws IOException {
    RefinementCompleted completed =
        JSON.treeToValue(
            golden("wood.refinement.completed.v1-before-remarks"), RefinementCompleted.class);

    assertThat(completed.metrics()).containsOnlyKeys("seed.mIoU");
    assertThat(completed.remarks()).isEmpty();
  }

  private static JsonNode golden(String type) throws IOException {
    try (InputStream file =
        GoldenEventsTest.class.getResourceAsStream("/events/" + type + ".json")) {
      assertThat(file).as("golden file of " + type).isNotNull();
      return JSON.readTree(file);
    }
  }
}
