package io.wood.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.TrunkOrigin;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that name a file for the trunks of a refinement. */
class RequestedTrunkTest {
  private static final RefinementParameters OF_A_FILE =
      new RefinementParameters(
          null,
          null,
          new Irn(10, 512, 32, 3, .1, 0, null, null, null, TrunkOrigin.FILE, null),
          null,
          null,
          null,
          0);

  @Test
  void aRetryKeepsTheFile() {
    RefinementRequested first = request(OF_A_FILE, Samples.MODEL.weights());

    assertThat(first.retry("ada", Samples.AT).trunk()).isEqualTo(Samples.MODEL.weights());
  }

  @Test
  void aFileIsAmongTheModels() {
    assertThatThrownBy(() -> request(OF_A_FILE, Samples.DATASET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trunk")
        .hasMessageContaining("models");
  }

  @Test
  void parametersAndFileMustAgree() {
    assertThatThrownBy(() -> request(OF_A_FILE, null)).hasMessageContaining("no file is named");
    assertThatThrownBy(() -> request(RefinementParameters.USUAL, Samples.MODEL.weights()))
        .hasMessageContaining("a file of weights is named");
  }

  @Test
  void predictionsNeedNoFile() {
    RefinementRequested predictions =
        new RefinementRequested(
            "wood-7",
            Samples.MODEL,
            Samples.DATASET,
            OF_A_FILE,
            "ada",
            Samples.AT,
            Samples.MODEL.weights(),
            null,
            null);

    assertThat(predictions.trunk()).isNull();
  }

  @Test
  void anExperimentHasNoFileForItsRefinement() {
    assertThatThrownBy(
            () ->
                new ExperimentRequested(
                    "wood-7",
                    Samples.DATASET,
                    Samples.MODEL.weights(),
                    Samples.TRAINING,
                    Map.of(),
                    null,
                    null,
                    null,
                    OF_A_FILE,
                    "ada",
                    Samples.AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("./wood refine EXPERIMENT --trunk FILE");
  }

  private static RefinementRequested request(RefinementParameters parameters, ArtifactRef trunk) {
    return new RefinementRequested(
        "wood-7", Samples.MODEL, Samples.DATASET, parameters, "ada", Samples.AT, null, null, trunk);
  }
}
