package io.wood.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.Devices;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FailureMessageTest {
  @Test
  void namesTheParametersWhenTheEngineRunsOutOfMemory() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      // Given what the engine itself says of an array that no machine can hold
      Throwable tooLarge =
          Assertions.catchThrowable(() -> manager.zeros(new Shape(1L << 24, 1L << 24)));
      assertThat(tooLarge).isInstanceOf(EngineException.class);
      // Then
      FailureMessage failure = FailureMessage.of(new IllegalStateException(tooLarge));
      assertThat(failure.message())
          .contains("out of the device's memory")
          .contains("schedule.accumulation");
      assertThat(failure.unexpected()).isFalse();
    }
  }

  @Test
  void namesTheParametersWhenAGpuRunsOutOfMemory() {
    FailureMessage failure =
        FailureMessage.of(
            new ExecutionException(
                new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB.")));
    assertThat(failure.message()).contains("schedule.batchSize").contains("2.00 GiB");
  }

  @Test
  void reportsAnUnexpectedExceptionAsABug() {
    assertThat(FailureMessage.of(new EngineException("a kernel is missing")).unexpected()).isTrue();
  }
}
