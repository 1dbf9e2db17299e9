package io.wood.trainer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.parameter.Arm;
import io.wood.store.lease.Lease;
import io.wood.trainer.run.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What two writers of one run may do to each other. */
final class RunFilesTest {
  private static final Lease HELD = new FakeLease(() -> {});

  private final World world = new World();
  private final RunFiles files = world.files;
  private final FrozenManifest frozen =
      files.freeze(
          "run",
          new ExperimentManifest(
              null,
              world.dataset.sha256(),
              null,
              World.parameters(Arm.BASE),
              Map.of(),
              null,
              null,
              List.of(),
              "test"));

  @Test
  void replacesACheckpointByTheNextOneAndLeavesNothingBehind() {
    assertThat(save(HELD, 3, "three")).isTrue();
    assertThat(save(HELD, 6, "six")).isTrue();

    assertThat(checkpoint()).isEqualTo("six");
    assertThat(checkpoints()).hasSize(1);
  }

  @Test
  void keepsTheSuccessorsCheckpointWhenTheWriterWasSuspendedAfterTheLeaseCheck() {
    save(HELD, 3, "three");
    Lease slept = new FakeLease(() -> save(HELD, 6, "six"));

    assertThat(save(slept, 4, "four")).isFalse();

    assertThat(checkpoint()).isEqualTo("six");
    assertThat(checkpoints()).hasSize(1);
  }

  @Test
  void keepsTheSuccessorsBytesOfTheSameStep() {
    Lease slept = new FakeLease(() -> save(HELD, 3, "the successor's"));

    assertThat(save(slept, 3, "the sleeper's")).isFalse();

    assertThat(checkpoint()).isEqualTo("the successor's");
  }

  @Test
  void keepsAStartThatAnotherTrainerCounted() {
    RunAttempts first = RunAttempts.NONE.startingAt(0);
    files.countAttempts("run", RunAttempts.NONE, first);
    files.countAttempts("run", first, first.startingAt(0));

    files.countAttempts("run", first, RunAttempts.NONE);

    assertThat(files.attempts("run")).isEqualTo(new RunAttempts(0, 2));
  }

  private boolean save(Lease lease, long step, String bytes) {
    return files.saveCheckpoint(
        new ClaimedRun(frozen, lease), step, bytes.getBytes(UTF_8), List.of());
  }

  private String checkpoint() {
    return new String(world.store.get(files.checkpoint(frozen).orElseThrow().bytes()), UTF_8);
  }

  private List<String> checkpoints() {
    return world.store.list(Buckets.EXPERIMENTS, "runs/run/checkpoints/");
  }

  /** Held whenever it is asked; what happens then, happens after the answer was found. */
  private record FakeLease(Runnable whenAsked) implements Lease {
    @Override
    public boolean renew() {
      return true;
    }

    @Override
    public boolean isHeld() {
      whenAsked.run();
      return true;
    }

    @Override
    public void release() {}
  }
}
