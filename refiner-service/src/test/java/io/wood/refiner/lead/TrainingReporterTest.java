package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.training.Checkpoint;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainingReporterTest {
  private static final byte[] FROM_START = {1};
  private static final byte[] RESUMED = {2};

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final TrainingFiles files = new TrainingFiles(store);
  private final TrainingReporter reporter =
      new TrainingReporter(
          "refinement",
          "irn",
          files,
          InlineReplica.reporter("refinement", event -> {}),
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
  void trainsOnWithoutACheckpointAndKeepsTheWeightsOnceTheStoreIsBack() {
    store.failNext(1);
    reporter.checkpoint(3, new byte[] {3});
    store.failNext(2);

    ArtifactRef kept = reporter.keep(new byte[] {7});

    assertThat(store.get(kept)).containsExactly(7);
    assertThat(files.trained("refinement", "irn")).contains(kept);
  }

  @Test
  void storesACheckpointWhenItsReplicaStops() {
    LeadControl stopping =
        new LeadControl() {
          @Override
          public boolean goesOn() {
            return false;
          }

          @Override
          public boolean isStopping() {
            return true;
          }
        };
    TrainingReporter stopped =
        new TrainingReporter(
            "refinement",
            "irn",
            files,
            InlineReplica.reporter("refinement", event -> {}),
            stopping);

    assertThat(stopped.checkpointDue()).isTrue();
    assertThat(stopped.cancelled()).isTrue();
    assertThat(reporter.checkpointDue()).isFalse();
  }

  @Test
  void startsFromTheBeginningWhenTheCheckpointIsOfAnEarlierRelease() {
    byte[] old = "\0\25wood pixel training 1".getBytes(StandardCharsets.UTF_8);
    files.saveCheckpoint("refinement", "irn", old);

    assertThat(train(bytes -> Checkpoint.of("run", bytes).weights())).isEqualTo(FROM_START);
  }
}
