package io.wood.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.engine.TrainingEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Ten steps of nothing, a checkpoint every third and where it stops if one is due. The weights tell
 * which steps were taken, so a resumed run can be compared with an undisturbed one.
 */
public final class FakeTraining implements TrainingEngine {
  static final int STEPS = 10;

  private final LongConsumer afterStep;
  private final double precision;
  final List<Long> startedAt = new ArrayList<>();

  public FakeTraining() {
    this(step -> {});
  }

  /** With another average precision than .75. */
  FakeTraining(double precision) {
    this.afterStep = step -> {};
    this.precision = precision;
  }

  /** With something that happens after each step. */
  public FakeTraining(LongConsumer afterStep) {
    this.afterStep = afterStep;
    this.precision = .75;
  }

  /** From which it goes on after a step. */
  static byte[] checkpoint(long step) {
    return ByteBuffer.allocate(Long.BYTES).putLong(step).array();
  }

  @Override
  public TrainingOutput train(
      TrainingInput input, Optional<byte[]> checkpoint, TrainingListener listener) {
    long begin = checkpoint.map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L);
    startedAt.add(begin);
    listener.phase("train", STEPS, "steps");
    for (long step = begin + 1; step <= STEPS; step++) {
      listener.step(new StepReport("train", step, STEPS, Map.of("loss", 1.0 / step)));
      if (step % 3 == 0 || listener.checkpointDue()) {
        listener.checkpoint(step, checkpoint(step));
      }
      afterStep.accept(step);
      if (listener.cancelled()) {
        if (listener.checkpointDue()) {
          listener.checkpoint(step, checkpoint(step));
        }
        throw new TrainingCancelledException(step);
      }
    }
    String weights =
        input.frozen().manifest().parameters() + " on " + input.frozen().manifest().oods();
    return new TrainingOutput(weights.getBytes(UTF_8), Map.of("validation.mAP", precision));
  }
}
