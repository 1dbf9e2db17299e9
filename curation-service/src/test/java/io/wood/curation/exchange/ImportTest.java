package io.wood.curation.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.Samples;
import io.wood.curation.decide.DecisionValidator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTest {
  private static final String IMAGE = Samples.hash(1);

  @Test
  void readsCsvInAnyOrderOfColumns() {
    List<ImportFile.Line> lines =
        ImportFile.read(
            "\ufeffVerdict,classes_seen,image,decided_at\r\n"
                + "Prune,dog; cow,"
                + IMAGE
                + ",2026-01-31T12:00:00+01:00\r\n",
            "ann");

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).reviewer()).isEqualTo("ann");
    DecisionRequest request = lines.get(0).request();
    assertThat(request.verdict()).isEqualTo(Verdict.PRUNED);
    assertThat(request.classesSeen()).containsExactly("dog", "cow");
    assertThat(request.decidedAt()).isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
  }

  @Test
  void theIdOfADecisionDependsOnTheContentOfItsLine() {
    String csv = "image,verdict\n" + IMAGE + ",keep\n" + IMAGE + ",reject\n";

    List<ImportFile.Line> first = ImportFile.read(csv, "ann");
    List<ImportFile.Line> again = ImportFile.read(csv, "ann");

    assertThat(again).isEqualTo(first);
    assertThat(first.get(0).request().decision()).isNotEqualTo(first.get(1).request().decision());
    assertThat(
            DecisionValidator.fault(first.get(0).request(), Instant.parse("2026-02-01T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void keepsTheIdsOfAnExport() {
    List<ImportFile.Line> lines =
        ImportFile.read(
            "decision,image,verdict,reviewer,decided_at\n4c6d-0001,"
                + IMAGE
                + ",WITHDRAWN,ann,2026-01-31T12:00:00.123456789Z\n",
            "bob");

    DecisionRequest request = lines.get(0).request();
    assertThat(request.decision()).isEqualTo("4c6d-0001");
    assertThat(request.verdict()).isEqualTo(Verdict.WITHDRAWN);
    assertThat(lines.get(0).reviewer()).isEqualTo("ann");
    assertThat(request.decidedAt()).isEqualTo(Instant.parse("2026-01-31T12:00:00.123456789Z"));
  }

  @Test
  void keepsTheOrderOfWhatSeveralPeopleDecidedOnAnImage() {
    String other = Samples.hash(2);
    String csv =
        "image,verdict,reviewer\n%s,keep,ann\n%s,keep,bob\n%s,keep,ann\n%s,withdrawn,bob\n%s,prune,ann\n"
            .formatted(other, IMAGE, IMAGE, IMAGE, IMAGE);

    List<List<ImportFile.Line>> batches = ImportDecisions.batches(ImportFile.read(csv, "ann"));

    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch)
                    .extracting(ImportFile.Line::reviewer)
                    .containsOnly(batch.get(0).reviewer()));
    assertThat(
            batches.stream()
                .flatMap(List::stream)
                .filter(line -> line.request().image().equals(IMAGE)))
        .extracting(ImportFile.Line::number)
        .containsExactly(3, 4, 5, 6);
    assertThat(batches).hasSize(5);
  }

  @Test
  void whatTwoPeopleDecidedInTurnsOnManyImagesIsTwoBatches() {
    StringBuilder csv = new StringBuilder("image,verdict,reviewer\n");
    for (int image = 0; image < 500; image++) {
      for (String reviewer : List.of("ann", "bob")) {
        csv.append("%s,keep,%s%n".formatted(Samples.hash(image), reviewer));
      }
    }

    assertThat(ImportDecisions.batches(ImportFile.read(csv.toString(), null)))
        .hasSize(2)
        .allSatisfy(batch -> assertThat(batch).hasSize(500));
  }

  @Test
  void reportsTheLineThatIsInvalid() {
    List<ImportFile.Line> lines =
        ImportFile.read(
            "image,verdict,reviewer,decided_at\n"
                + IMAGE
                + ",maybe,ann,\n"
                + IMAGE
                + ",keep,,\n"
                + IMAGE
                + ",keep,ann,yesterday\n",
            null);

    assertThat(lines).extracting(ImportFile.Line::number).containsExactly(2, 3, 4);
    assertThat(lines.get(0).problem()).contains("maybe");
    assertThat(lines.get(1).problem()).contains("reviewer");
    assertThat(lines.get(2).problem()).contains("yesterday");
    assertThatThrownBy(() -> ImportFile.read("", "ann")).hasMessageContaining("empty");
    assertThatThrownBy(() -> ImportFile.read("a,b\n", "ann")).hasMessageContaining("[a, b]");
    assertThatThrownBy(() -> ImportFile.read("image,verdict\n\"x", "ann"))
        .hasMessageContaining("line 2");
  }

  @Test
  void readsLabelStudioTasks() {
    List<ImportFile.Line> lines =
        new ForeignExport("ann")
            .read(
                """
                [{"data": {"image": "http://curation/api/images/%s"}, "annotations": [
                   {"completed_by": {"email": "bob@example.org"},
                    "created_at": "2026-01-31T12:00:00.5Z",
                    "result": [{"type": "choices", "value": {"choices": ["prune", "dog"]}}]},
                   {"was_cancelled": true, "result": []},
                   {"completed_by": 7, "result": [{"value": {"choices": ["approve"]}}]}]},
                 {"data": {"image": "cat.jpg"}, "annotations": [{"result": []}]}]
                """
                    .formatted(IMAGE));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).reviewer()).isEqualTo("bob@example.org");
    assertThat(lines.get(0).request().verdict()).isEqualTo(Verdict.PRUNED);
    assertThat(lines.get(0).request().classesSeen()).containsExactly("dog");
    assertThat(lines.get(1).reviewer()).isEqualTo("ann");
    assertThat(lines.get(1).request().verdict()).isEqualTo(Verdict.APPROVED);
    assertThat(lines.get(2).problem()).contains("SHA-256");
  }

  @Test
  void readsFiftyOneSamples() {
    List<ImportFile.Line> lines =
        new ForeignExport("ann")
            .read(
                """
                {"samples": [{"filepath": "data/%1$s.jpg", "tags": ["train", "approved"]},
                  {"filepath": "data/x.jpg", "sha256": "%1$s", "verdict": {"label": "pruned"}}]}
                """
                    .formatted(IMAGE));

    assertThat(lines)
        .extracting(line -> line.request().verdict())
        .containsExactly(Verdict.APPROVED, Verdict.PRUNED);
    assertThatThrownBy(() -> new ForeignExport("ann").read("{}"))
        .hasMessageContaining("Label Studio");
    assertThatThrownBy(() -> new ForeignExport("ann").read("{")).hasMessageContaining("no JSON");
  }
}
