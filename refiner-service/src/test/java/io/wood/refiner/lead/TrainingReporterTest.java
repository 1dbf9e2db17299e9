package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.method.training.Checkpoint;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainingReporterTest {
  private static final byte[] FROM_START = {1};
  private static final byte[] RESUMED = {2};

  private final TrainingFiles files = new TrainingFiles(new InMemoryArtifactStore());
  private final TrainingReporter reporter =
      new TrainingReporter(
          "refinement",
          "irn",
          files,
          new RefinementReporter("refinement", event -> {}, InlineReplica.CLOCK),
          () -> true);

  private byte[] train(UnaryOperator<byte[]> resume) {
    return reporter.train(() -> FROM_START, resume);
  }

  @Test
  void resumesFromACheckpoint() {
    assertThat(train(bytes -> RESUMED)).isEqualTo(FROM_START);

    files.saveCheckpoint("refinement", "irn", new byte[] {3});

    assertThat(train(bytes -> RESUMED)).isEqualTo(RESUMED);
  }

  @Test
  void startsFromTheBeginningWhenTheCheckpointIsOfAnEarlierRelease() {
    byte[] old = "\0\25wood pixel training 1".getBytes(StandardCharsets.UTF_8);
    files.saveCheckpoint("refinement", "irn", old);

    assertThat(train(bytes -> Checkpoint.of("run", bytes).weights())).isEqualTo(FROM_START);
  }
}
