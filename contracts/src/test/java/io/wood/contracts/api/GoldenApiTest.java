package io.wood.contracts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.api.curation.GenerationChoice;
import io.wood.contracts.api.curation.GenerationList;
import io.wood.contracts.api.curation.ImportReport;
import io.wood.contracts.api.curation.LiveUpdate;
import io.wood.contracts.api.curation.ReviewSession;
import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.api.curation.WithdrawalRequest;
import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.api.ranker.ModelStatus;
import io.wood.contracts.api.ranker.RankerStatus;
import io.wood.contracts.api.ranker.RerankOrder;
import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.api.ranker.SubmitResult;
import io.wood.contracts.api.ranker.UploadLink;
import io.wood.contracts.api.ranker.UploadRequest;
import io.wood.contracts.api.refiner.RefinedImagePage;
import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.api.trainer.DatasetSummary;
import io.wood.contracts.api.trainer.ExperimentComparison;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every HTTP body to its released JSON. The records of a file must understand all of it and
 * print it again with the same names, values and order. The records of the first release printed
 * the files.
 */
class GoldenApiTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final Map<String, Class<?>> BODIES =
      Map.ofEntries(
          Map.entry("problem-detail", ProblemDetail.class),
          Map.entry("curation/candidate-page", CandidatePage.class),
          Map.entry("curation/decision-batch", DecisionBatch.class),
          Map.entry("curation/decision-results", DecisionResults.class),
          Map.entry("curation/generation-choice", GenerationChoice.class),
          Map.entry("curation/generation-list", GenerationList.class),
          Map.entry("curation/import-report", ImportReport.class),
          Map.entry("curation/live-update", LiveUpdate.class),
          Map.entry("curation/review-session", ReviewSession.class),
          Map.entry("curation/review-statistics", ReviewStatistics.class),
          Map.entry("curation/withdrawal-request", WithdrawalRequest.class),
          Map.entry("ranker/model-choice", ModelChoice.class),
          Map.entry("ranker/model-status", ModelStatus.class),
          Map.entry("ranker/ranker-status", RankerStatus.class),
          Map.entry("ranker/ranker-status-idle", RankerStatus.class),
          Map.entry("ranker/rerank-order", RerankOrder.class),
          Map.entry("ranker/rerank-status", RerankStatus.class),
          Map.entry("ranker/submit-result", SubmitResult.class),
          Map.entry("ranker/upload-link", UploadLink.class),
          Map.entry("ranker/upload-request", UploadRequest.class),
          Map.entry("refiner/refined-image-page", RefinedImagePage.class),
          Map.entry("refiner/refinement-order", RefinementOrder.class),
          Map.entry("refiner/refinement-order-of-trunk", RefinementOrder.class),
          Map.entry("refiner/refinement-summary", RefinementSummary.class),
          Map.entry("trainer/dataset-summary", DatasetSummary.class),
          Map.entry("trainer/experiment-comparison", ExperimentComparison.class),
          Map.entry("trainer/experiment-detail", ExperimentDetail.class),
          Map.entry("trainer/experiment-order", ExperimentOrder.class),
          Map.entry("trainer/experiment-summary", ExperimentSummary.class),
          Map.entry("trainer/experiment-summary-queued", ExperimentSummary.class));

  @TestFactory
  Stream<DynamicTest> printsTheReleasedJson() {
    return BODIES.entrySet().stream()
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body.getKey(),
                    () ->
                        assertThat(
                                JSON.writeValueAsString(
                                    JSON.readValue(golden(body.getKey()), body.getValue())))
                            .isEqualTo(JSON.readTree(golden(body.getKey())).toString())));
  }

  private static byte[] golden(String body) throws IOException {
    try (InputStream file = GoldenApiTest.class.getResourceAsStream("/api/" + body + ".json")) {
      assertThat(file).as("golden file of " + body).isNotNull();
      return file.readAllBytes();
    }
  }
}
