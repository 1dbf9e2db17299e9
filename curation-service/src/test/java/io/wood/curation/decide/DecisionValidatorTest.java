package io.wood.curation.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.Samples;
import io.wood.curation.model.BadRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionValidatorTest {
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @Test
  void aBatchHasOneTo5000Decisions() {
    DecisionRequest one = DecisionRequest.of(Samples.hash(1), Verdict.APPROVED, "", List.of());

    assertThat(DecisionValidator.requireBatch(Collections.nCopies(5000, one))).hasSize(5000);
    assertThatThrownBy(() -> DecisionValidator.requireBatch(null)).isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> DecisionValidator.requireBatch(List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> DecisionValidator.requireBatch(Collections.nCopies(5001, one)))
        .hasMessageContaining("5001");
  }

  @Test
  void anImageIsNamedByItsHash() {
    assertThat(fault(Samples.hash(1), "")).isEmpty();
    assertThat(fault(null, "")).contains("image");
    assertThat(fault(Samples.hash(1).replace('0', 'A').substring(1), "")).contains("image");
  }

  @Test
  void aReasonHasALimit() {
    assertThat(fault(Samples.hash(1), "x".repeat(2000))).isEmpty();
    assertThat(fault(Samples.hash(1), "x".repeat(2001))).contains("2000");
  }

  private static String fault(String image, String reason) {
    return DecisionValidator.fault(
            DecisionRequest.of(image, Verdict.APPROVED, reason, List.of()), NOW)
        .map(problem -> problem.detail())
        .orElse("");
  }
}
