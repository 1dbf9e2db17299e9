package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.wood.method.tensor.EngineThreads;
import org.junit.jupiter.api.Test;

final class PassesTest {

  @Test
  void aGpuTakesAllImagesInOnePass() {
    assertThat(Passes.on(Device.gpu(), 16)).isEqualTo(new Passes(1, 16));
  }

  @Test
  void theCoresShareTheImagesInPassesOfAtLeastFour() {
    Passes passes = Passes.on(Device.cpu(), 16);

    assertThat(passes.count()).isEqualTo(Math.min(4, EngineThreads.count()));
    assertThat(passes.images()).isEqualTo(16 / passes.count()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void fewImagesGoTogether() {
    assertThat(Passes.on(Device.cpu(), 7)).isEqualTo(new Passes(1, 7));
    assertThat(Passes.on(Device.cpu(), 1)).isEqualTo(new Passes(1, 1));
  }

  @Test
  void noImagesAreRefused() {
    assertThatThrownBy(() -> Passes.on(Device.cpu(), 0)).hasMessageContaining("wood.ranker.batch");
  }
}
