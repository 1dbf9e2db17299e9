package io.wood.curation.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.curation.FullDisk;
import io.wood.curation.Samples;
import io.wood.curation.query.CandidateReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskViewTest {
  private static final LogPosition AT = new LogPosition("wood.candidates.ranked", 0);
  private static final int BATCH = 50;

  @TempDir private Path directory;
  private ViewDatabase database;
  private ViewWriter writer;

  @BeforeEach
  void open() {
    FullDisk.register();
    database = ViewDatabase.open(directory.resolve("view"), FullDisk.SCHEME);
    writer = new ViewWriter(database);
  }

  @AfterEach
  void close() {
    FullDisk.fill(false);
    database.close();
  }

  @Test
  void afterAFullDiskNothingIsWrittenUntilTheNextStartWhichLosesNoEvent() {
    // Given: a view on a disk that becomes full
    apply(0);
    FullDisk.fill(true);
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    int batches = 1;
    while (database.isIntact() && Instant.now().isBefore(deadline)) {
      try {
        apply(batches);
        batches++;
      } catch (ViewException e) {
        assertThat(database.isIntact()).isFalse();
      }
    }
    assertThat(database.isIntact()).isFalse();

    // When: there is space again, it is not written with an index that may be ahead of it
    FullDisk.fill(false);
    int next = batches;
    assertThatThrownBy(() -> apply(next)).hasMessageContaining("restart this service");
    database.close();
    open();

    // Then: it is the same file, and goes on where it ended
    long stored = writer.positions().getOrDefault(AT, 0L);
    assertThat(directory.resolve("view.damaged")).doesNotExist();
    for (long batch = stored / BATCH; batch <= batches; batch++) {
      apply((int) batch);
    }
    CandidateReader candidates = new CandidateReader(database);
    assertThat(IntStream.range(0, (batches + 1) * BATCH))
        .allMatch(image -> candidates.find(Samples.hash(image)).isPresent());
  }

  private void apply(int batch) {
    writer.apply(
        new LogBatch(
            IntStream.range(batch * BATCH, (batch + 1) * BATCH).mapToObj(Samples::ranked).toList(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(AT, (batch + 1L) * BATCH),
            Map.of()));
  }
}
