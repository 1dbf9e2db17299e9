package io.wood.curation.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.curation.ImportReport;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.curation.Samples;
import io.wood.curation.decide.DecideImages;
import io.wood.curation.decide.DecisionSender;
import io.wood.curation.decide.Quorum;
import io.wood.curation.decide.ViewBarrier;
import io.wood.curation.query.CandidateReader;
import io.wood.curation.view.ViewDatabase;
import io.wood.curation.view.ViewWriter;
import io.wood.kit.event.TransientFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDecisionsTest {
  private static final String IMAGE = Samples.hash(1);

  @TempDir private Path directory;
  private final ViewBarrier barrier = new ViewBarrier();
  private final DecisionSender sender = new DecisionSender(this::publish, 2);
  private ViewDatabase database;
  private ViewWriter writer;
  private int failures;

  @BeforeEach
  void open() {
    database = ViewDatabase.open(directory.resolve("view"));
    writer = new ViewWriter(database);
    writer.apply(Samples.batch(List.of(Samples.ranked(1), Samples.ranked(2)), List.of()));
  }

  @AfterEach
  void close() {
    sender.close();
    database.close();
  }

  @Test
  void afterAFailureTheLastDecisionOnAnImageCountsAllTheSame() {
    String csv =
        "image,verdict,reviewer\n%1$s,keep,ann\n%1$s,prune,bob\n%2$s,maybe,bob\n"
            .formatted(IMAGE, Samples.hash(2));
    failures = 1;

    ImportReport first = record(csv);
    ImportReport again = record(csv);

    assertThat(first.recorded()).isZero();
    assertThat(first.problems())
        .extracting(ImportReport.LineProblem::line)
        .containsExactly(2, 3, 4);
    assertThat(first.problems().get(1).detail()).contains("import the same file again");
    assertThat(again.recorded()).isEqualTo(2);
    assertThat(new CandidateReader(database).find(IMAGE).orElseThrow().review().status())
        .isEqualTo(ReviewStatus.PRUNED);
  }

  private ImportReport record(String csv) {
    DecideImages decide =
        new DecideImages(
            database, sender, barrier, Clock.systemUTC(), new Quorum(1), Duration.ofSeconds(10));
    return new ImportDecisions(decide).record(ImportFile.read(csv, null));
  }

  /** A broker that does not acknowledge the first few decisions. */
  private synchronized void publish(Event event) {
    if (failures > 0) {
      failures--;
      throw new TransientFailure("no broker is reachable", null);
    }
    barrier.applied(
        writer.apply(Samples.batch(List.of(), List.of((CurationDecided) event))).decisions());
  }
}
